package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Query;
import dev.crmql.query.QueryArbitraries;
import dev.crmql.query.Span;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LanguagePropertiesTest {

  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "LIKE",
          "ESCAPE",
          "IN",
          "IS",
          "NULL",
          "TRUE",
          "ORDER",
          "BY",
          "ASC",
          "DESC",
          "LIMIT",
          "OFFSET",
          "AS",
          "select",
          "where",
          "id",
          "Accounts",
          "x",
          "COUNT",
          "JOIN",
          "GROUP",
          "DISTINCT",
          "BETWEEN",
          "'a'",
          "'%a%'",
          "''",
          "\"b\"",
          "\"\"",
          "'",
          "\"",
          "5",
          "-5",
          "1.5",
          "1e999999999",
          "3com",
          ":p",
          "=",
          "!=",
          "<>",
          "<",
          ">=",
          "==",
          "*",
          ",",
          ".",
          "(",
          ")",
          "+",
          "-",
          "/",
          "||",
          "--",
          ";",
          "\u2018",
          "\u00a0",
          "\u0000",
          "\uD83D",
          "\uD83D\uDE00",
          "\u00e9",
          "?",
          "`",
          "\n",
          "\t");

  @Property(edgeCases = EdgeCasesMode.NONE)
  void formattedKqlParsesToTheSameTree(@ForAll("queries") Query query) {
    assertThat(QueryParser.kql().parse(QueryFormatter.format(query))).isEqualTo(query);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void formattedDqlParsesToTheSameTreeInBothLanguages(@ForAll("dqlQueries") Query query) {
    String text = QueryFormatter.format(query);

    assertThat(QueryParser.dql().parse(text)).isEqualTo(query);
    assertThat(QueryParser.kql().parse(text)).isEqualTo(query);
  }

  @Property
  void anyTextIsAQueryOrAQueryException(@ForAll String text) {
    assertParsesOrIsRefused(text);
  }

  @Property(tries = 2000)
  void anyWordsAreAQueryOrAQueryException(@ForAll("sentences") String text) {
    assertParsesOrIsRefused(text);
    assertParsesOrIsRefused("SELECT id FROM x WHERE a " + text);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void brokenQueriesAreQueriesOrRefused(
      @ForAll("queries") Query query, @ForAll int from, @ForAll int length) {
    String text = QueryFormatter.format(query);
    int start = Math.floorMod(from, text.length());
    int end = Math.min(text.length(), start + Math.floorMod(length, 4));
    assertParsesOrIsRefused(text.substring(0, start) + text.substring(end));
    assertParsesOrIsRefused(text.substring(0, start));
  }

  /** What both parsers must do with any text; what they accept must be written and read again. */
  private static void assertParsesOrIsRefused(String text) {
    for (QueryParser parser : List.of(QueryParser.kql(), QueryParser.dql())) {
      try {
        Query query = parser.parse(text);
        assertThat(parser.parse(QueryFormatter.format(query))).isEqualTo(query);
      } catch (QueryException refused) {
        Diagnostic diagnostic = refused.diagnostics().get(0);
        Span span = diagnostic.at().span().orElseThrow();
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
        assertThat(diagnostic.message()).isNotBlank();
        assertThat(DiagnosticPrinter.print(refused)).startsWith("line ").doesNotContain("\u0000");
      }
    }
  }

  @Provide
  Arbitrary<Query> queries() {
    return QueryArbitraries.queries();
  }

  @Provide
  Arbitrary<Query> dqlQueries() {
    return QueryArbitraries.dqlQueries();
  }

  @Provide
  Arbitrary<String> sentences() {
    return Arbitraries.of(WORDS).list().ofMaxSize(12).map(words -> String.join(" ", words));
  }
}
