package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.spi.TextPlan;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the keyword, exactly its words are looked for, and the rest of the search is ours. */
class KeywordPropertyTest {

  private static final String CLAUSES =
      SoslJudge.clauses(Texts.sent(Language.KEYWORD, "hello world"));

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .all()
            .ofMinLength(2)
            .ofMaxLength(6)
            .filter(
                word ->
                    word.codePoints()
                        .noneMatch(
                            c ->
                                Character.getType(c) == Character.SURROGATE
                                    || (c < 0x10000 && TextTokens.isBlank((char) c))));
    Arbitrary<String> reserved =
        Arbitraries.strings()
            .withChars("?&|!{}[]()^~*:\\\"'+-,.;%_/ax")
            .ofMinLength(2)
            .ofMaxLength(6);
    Arbitrary<String> operators =
        Arbitraries.of("AND", "or", "Not", "and", "OR", "NOT", "RETURNING", "\"AND\"", "UPDATE");
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(2, reserved), Tuple.of(1, operators))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 2000)
  void theWordsThatAreLookedForAreTheCallers(@ForAll("words") List<String> words) {
    TextPlan plan = Texts.plan(Language.KEYWORD, String.join(" ", words));
    String sosl = Texts.sent(plan);
    assertThat(SoslJudge.words(sosl)).isEqualTo(words);
    assertThat(SoslJudge.afterTerm(sosl)).isEqualTo(CLAUSES);
    assertThat(Returning.of(sosl)).isEqualTo(Returning.ALL);
    ReadOnlyCheck.sosl(sosl);
  }
}
