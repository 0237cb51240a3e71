package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a = ''                 | (a = '' OR a IS NULL)
          NOT "b c" != ''        | NOT ("b c" != '' AND "b c" IS NOT NULL)
          a <> '' AND b = 1      | (a <> '' AND a IS NOT NULL) AND b = 1
          a IN ('x', '')         | (a IN ('x', '') OR a IS NULL)
          a NOT IN ('', ')')     | (a NOT IN ('', ')') AND a IS NOT NULL)
          """)
  void emptyTextStandsForNullToo(String kql, String sql) {
    assertThat(SqlText.of(kql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT a.b, c FROM d ORDER BY a.b | SELECT "a/b", c FROM d ORDER BY "a/b"
          a.b.c != 'd.e'                    | "a/b/c" != 'd.e'
          "a.b" = 1.5 OR c < 1e3            | "a.b" = 1.5 OR c < 1e3
          a.b IN ('', 'c.d')                | ("a/b" IN ('', 'c.d') OR "a/b" IS NULL)
          """)
  void aPathIsTheNameOfTheColumnThatItLeadsTo(String kql, String sql) {
    assertThat(SqlText.of(kql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a = ''''
          a = 'x = '''
          a < ''
          a IN ('''', 'b = ''', '(''')
          a LIKE '%''%' ESCAPE '!' AND b IS NULL
          """)
  void allElseStaysAsItIs(String kql) {
    assertThat(SqlText.of(kql)).isEqualTo(kql);
  }
}
