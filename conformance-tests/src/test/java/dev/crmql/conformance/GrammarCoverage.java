package dev.crmql.conformance;

import dev.crmql.grammar.QueryLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.Tool;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.DecisionState;
import org.antlr.v4.tool.Grammar;
import org.antlr.v4.tool.GrammarParserInterpreter;

/** The alternatives of a parser grammar that texts have taken, as the grammar file itself reads. */
final class GrammarCoverage {

  private static final Path GRAMMARS = Path.of("..", "grammar", "src", "main", "antlr4");

  private final Grammar grammar;
  private final ATN atn;
  private final Map<Integer, BitSet> taken = new HashMap<>();

  private GrammarCoverage(Grammar grammar) {
    this.grammar = grammar;
    this.atn = grammar.getATN();
  }

  /**
   * Reads a parser grammar.
   *
   * @param name such as {@code KqlParser}
   * @param scratch an empty directory
   */
  static GrammarCoverage of(String name, Path scratch) throws IOException {
    try (Stream<Path> files = Files.walk(GRAMMARS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".g4")).toList()) {
        Files.copy(file, scratch.resolve(file.getFileName()));
      }
    }
    Files.write(scratch.resolve("QueryLexer.tokens"), tokenTypes());
    Tool tool = new Tool(new String[] {"-lib", scratch.toString()});
    return new GrammarCoverage(tool.loadGrammar(scratch.resolve(name + ".g4").toString()));
  }

  private static List<String> tokenTypes() {
    return IntStream.rangeClosed(1, QueryLexer.VOCABULARY.getMaxTokenType())
        .mapToObj(type -> QueryLexer.VOCABULARY.getSymbolicName(type) + "=" + type)
        .toList();
  }

  /** Notes the alternatives that a text takes; it must be of the language. */
  void read(String text) {
    Recorder parser =
        new Recorder(new CommonTokenStream(new QueryLexer(CharStreams.fromString(text))));
    parser.setErrorHandler(new BailErrorStrategy());
    parser.parse(grammar.getRule("query").index);
  }

  /** The alternatives that no text has taken, in words. */
  List<String> missing() {
    return atn.decisionToState.stream()
        .flatMap(
            decision ->
                IntStream.rangeClosed(1, decision.getNumberOfTransitions())
                    .filter(alternative -> !taken(decision.decision).get(alternative))
                    .mapToObj(alternative -> described(decision, alternative)))
        .toList();
  }

  int alternatives() {
    return atn.decisionToState.stream().mapToInt(DecisionState::getNumberOfTransitions).sum();
  }

  private String described(DecisionState decision, int alternative) {
    String begins =
        atn.nextTokens(decision.transition(alternative - 1).target).toString(QueryLexer.VOCABULARY);
    String rule = grammar.getRule(decision.ruleIndex).name;
    return "%s, rule %s, alternative %d of decision %d, which begins with %s"
        .formatted(grammar.name, rule, alternative, decision.decision, begins);
  }

  private BitSet taken(int decision) {
    return taken.computeIfAbsent(decision, key -> new BitSet());
  }

  private final class Recorder extends GrammarParserInterpreter {

    Recorder(TokenStream tokens) {
      super(grammar, grammar.getATN(), tokens);
    }

    @Override
    protected int visitDecisionState(DecisionState state) {
      int alternative = super.visitDecisionState(state);
      taken(state.decision).set(alternative);
      return alternative;
    }
  }
}
