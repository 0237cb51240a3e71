package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.language.Language;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Method;

/** Whatever a keyword holds, it is read back as its words. */
class KeywordInjectionTest {

  private static final Set<Character> OPERATORS =
      Set.of(
          '+', '-', '&', '|', '!', '(', ')', '{', '}', '[', ']', '^', '"', '~', '*', '?', ':', '/');

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "'",
            "\"",
            "\\",
            "%",
            "_",
            "[",
            "]",
            "&",
            "#",
            "+",
            "?",
            "/",
            ";",
            "$filter=",
            ")",
            "(",
            "or",
            "null",
            "😀",
            "ж",
            ",",
            "=",
            "%27",
            "-",
            "|",
            "*",
            "~",
            ":",
            "{",
            "}",
            "^",
            "!",
            "\\\"",
            "',contains(");
    Arbitrary<String> hostile = piece.list().ofMaxSize(4).map(list -> String.join("", list));
    Arbitrary<String> word =
        Combinators.combine(hostile, Arbitraries.of("x", "ab", "7"), hostile)
            .as((before, middle, after) -> before + middle + after);
    return word.list().ofMinSize(1).ofMaxSize(3);
  }

  private static TextPlan plan(List<String> words) {
    return Plans.CONNECTOR.plan(new TextQuery(Language.KEYWORD, String.join(" ", words), 30));
  }

  @Property(tries = 500)
  void theSearchTextIsTheWordsAndTheirOperator(@ForAll("words") List<String> words)
      throws IOException {
    UpstreamRequest request = plan(words).requests().get(0);
    if (!SearchRequests.isSearch(request)) {
      return; // too short or too long for it
    }
    JsonNode body = new ObjectMapper().readTree(request.body().orElseThrow());
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactly("search", "entities", "orderby", "count", "top", "skip");
    assertThat(read(body.get("search").textValue())).isEqualTo(words);
  }

  /** The words of a search text; fails at an operator that is not the one between words. */
  private static List<String> read(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        word.append(text.charAt(++i));
      } else if (c == '+') {
        words.add(word.toString());
        word.setLength(0);
      } else {
        assertThat(OPERATORS).as("operators in " + text).doesNotContain(c);
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }

  @Property(tries = 300)
  void theTablesAreAskedForTheWordsThemselves(@ForAll("words") List<String> words) {
    TextPlan plan = plan(words);
    TextPlan tables = plan.otherwise().orElse(plan);
    List<String> literals = new ArrayList<>();
    UpstreamRequest contacts = tables.requests().get(1);
    collect(ODataJudge.read(contacts).getFilterOption().getExpression(), literals);
    List<String> twice = new ArrayList<>();
    words.forEach(
        word -> {
          twice.add(word);
          twice.add(word);
        });
    assertThat(literals).isEqualTo(twice);
  }

  private static void collect(Expression filter, List<String> to) {
    if (filter instanceof Binary binary) {
      assertThat(binary.getOperator()).isIn(BinaryOperatorKind.AND, BinaryOperatorKind.OR);
      collect(binary.getLeftOperand(), to);
      collect(binary.getRightOperand(), to);
    } else {
      String quoted = ((Literal) ((Method) filter).getParameters().get(1)).getText();
      String pattern = quoted.substring(1, quoted.length() - 1).replace("''", "'");
      to.add(pattern.replaceAll("\\[([%_\\[])\\]", "$1"));
    }
  }
}
