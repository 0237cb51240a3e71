package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.grammar.DqlParser;
import dev.crmql.grammar.KqlParser;
import java.util.stream.Stream;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.DecisionState;
import org.antlr.v4.runtime.atn.LL1Analyzer;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrammarTest {

  /**
   * Where one word decides everywhere, the parser never searches: there is no slow way that some
   * text could fall back to.
   */
  @ParameterizedTest
  @MethodSource("grammars")
  void oneWordOfLookAheadDecidesEverywhere(ATN grammar) {
    LL1Analyzer analyzer = new LL1Analyzer(grammar);
    for (DecisionState decision : grammar.decisionToState) {
      IntervalSet seen = new IntervalSet();
      for (IntervalSet alternative : analyzer.getDecisionLookahead(decision)) {
        assertThat(alternative).isNotNull();
        assertThat(seen.and(alternative).isNil()).isTrue();
        seen.addAll(alternative);
      }
    }
  }

  static Stream<ATN> grammars() {
    return Stream.of(KqlParser._ATN, DqlParser._ATN);
  }
}
