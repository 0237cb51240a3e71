package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.TextPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused: the text, the code, and where the fault stands. */
class SyntaxFaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '^',
      value = {
        // Keywords
        "select id FROM Accounts :: keyword-case :: 1:1",
        "SELECT id from Accounts :: keyword-case :: 1:11",
        "SELECT id FROM Account where name = 'a' :: keyword-case :: 1:24",
        "SELECT id FROM Account x Where name = 'a' :: keyword-case :: 1:26",
        "SELECT id FROM Account limit 5 :: keyword-case :: 1:24",
        "SELECT id FROM Account limit :: keyword-case :: 1:24",
        "SELECT id FROM Account ORDER BY name desc :: keyword-case :: 1:38",
        "SELECT id FROM Account order BY name :: keyword-case :: 1:24",
        "SELECT id FROM Account WHERE a = 1 and b = 2 :: keyword-case :: 1:36",
        "SELECT id FROM Account WHERE a like 'x' :: keyword-case :: 1:32",
        "SELECT id FROM Account WHERE active = true :: keyword-case :: 1:39",
        "SELECT id FROM Account WHERE a = null :: keyword-case :: 1:34",
        "SELECT limit FROM Account :: keyword-case :: 1:8",
        "SELECT id FROM Case where a = 1 :: keyword-case :: 1:21",
        "SELECT ORDER FROM Account :: syntax-error :: 1:8",
        "SELECT id FROM LIMIT :: syntax-error :: 1:16",
        "SELECT id FROM a ORDER BY LIMIT :: syntax-error :: 1:27",
        "SELECT id FROM a ORDER name :: syntax-error :: 1:24",
        // Words that are none
        "SELECT id FROM a WHERE b = 'c :: unterminated-literal :: 1:28",
        "SELECT id FROM a WHERE b = 'O'Brien' :: syntax-error :: 1:31",
        "SELECT \"id FROM a :: unterminated-literal :: 1:8",
        "SELECT id FROM a WHERE b = \u2018c\u2019 :: typographic-quote :: 1:28",
        "SELECT id FROM a WHERE b = \u201cc\u201d :: typographic-quote :: 1:28",
        "SELECT id FROM a WHERE b == 'c' :: double-equals :: 1:26",
        "SELECT id FROM 3com :: invalid-name :: 1:16",
        "SELECT stra\u00dfe FROM a :: unexpected-character :: 1:12",
        "SELECT id,\u00a0name FROM a :: unexpected-character :: 1:11",
        "SELECT id FROM `a` :: unexpected-character :: 1:16",
        "SELECT [id] FROM a :: unexpected-character :: 1:8",
        "SELECT id FROM a WHERE b = ? :: unexpected-character :: 1:28",
        "SELECT id FROM a WHERE !b = 1 :: unexpected-character :: 1:24",
        "SELECT id FROM a WHERE b = 1 && c = 2 :: unexpected-character :: 1:30",
        "SELECT id FROM a -- all :: not-in-language :: 1:18",
        "SELECT id /* all */ FROM a :: not-in-language :: 1:11",
        // Values
        "SELECT id FROM a WHERE b = \"c\" :: double-quoted-value :: 1:28",
        "SELECT id FROM a WHERE b LIKE \"c\" :: double-quoted-value :: 1:31",
        "SELECT id FROM a WHERE b IN (\"c\") :: double-quoted-value :: 1:30",
        "SELECT id FROM a WHERE b = c :: value-expected :: 1:28",
        "SELECT id FROM a WHERE b IN ('c', d) :: value-expected :: 1:35",
        "SELECT id FROM a WHERE b LIKE 5 :: value-expected :: 1:31",
        "SELECT id FROM a WHERE b LIKE %c% :: value-expected :: 1:31",
        "SELECT id FROM a WHERE b LIKE 'c' ESCAPE x :: value-expected :: 1:42",
        "SELECT id FROM a WHERE b LIKE :c :: like-pattern :: 1:31",
        "SELECT id FROM a WHERE 100 < b :: value-on-the-left :: 1:24",
        "SELECT id FROM a WHERE c = 1 AND 'x' = b :: value-on-the-left :: 1:34",
        "SELECT id FROM a WHERE (-1 = b) :: value-on-the-left :: 1:25",
        "SELECT id FROM a WHERE TRUE :: value-on-the-left :: 1:24",
        "SELECT id FROM a WHERE b = NULL :: null-comparison :: 1:28",
        "SELECT id FROM a WHERE b != NULL :: null-comparison :: 1:29",
        "SELECT id FROM a WHERE b IN ('c', NULL) :: null-comparison :: 1:35",
        "SELECT id FROM a WHERE NULL = b :: null-comparison :: 1:24",
        "SELECT id FROM a WHERE b IN () :: syntax-error :: 1:30",
        "SELECT id FROM a WHERE b IN 'c' :: syntax-error :: 1:29",
        "SELECT id FROM a WHERE b IN :c :: syntax-error :: 1:29",
        "SELECT id FROM a WHERE b = ('c') :: syntax-error :: 1:28",
        "SELECT id FROM a WHERE b = :: syntax-error :: 1:27",
        "SELECT id FROM a WHERE b => 5 :: syntax-error :: 1:27",
        "SELECT id FROM a WHERE b > '2018-02-23T03:05:45 00:00' :: type-mismatch :: 1:28",
        "SELECT id FROM a WHERE b IN ('2018-02-23T03:05:45.123 0000') :: type-mismatch :: 1:30",
        "SELECT id FROM a WHERE b = 001D :: value-expected :: 1:28",
        "SELECT id FROM a WHERE b IN (001D) :: value-expected :: 1:30",
        "SELECT id FROM a WHERE b LIKE 3com :: value-expected :: 1:31",
        "SELECT id FROM a WHERE b LIKE NULL :: null-comparison :: 1:31",
        "SELECT id FROM a WHERE b LIKE :: syntax-error :: 1:30",
        "SELECT id FROM a WHERE b LIKE 'c' ESCAPE :: syntax-error :: 1:41",
        "SELECT id FROM a WHERE b LIKE 'c' ESCAPE NULL :: value-expected :: 1:42",
        "SELECT id FROM a WHERE b = 1e999999999 :: number-out-of-range :: 1:28",
        "SELECT id FROM a WHERE b = -1e99999999999 :: number-out-of-range :: 1:28",
        "SELECT id FROM a WHERE b = 1e-401 :: number-out-of-range :: 1:28",
        // LIKE
        "SELECT id FROM a WHERE b LIKE 'c%d' :: like-pattern :: 1:33",
        "SELECT id FROM a WHERE b LIKE '''%d' :: like-pattern :: 1:34",
        "SELECT id FROM a WHERE b LIKE '%%d' :: like-pattern :: 1:33",
        "SELECT id FROM a WHERE b LIKE '%%%' :: like-pattern :: 1:33",
        "SELECT id FROM a WHERE b LIKE 'c_' :: like-pattern :: 1:33",
        "SELECT id FROM a WHERE b LIKE '!c' ESCAPE '!' :: like-pattern :: 1:32",
        "SELECT id FROM a WHERE b LIKE 'c!' ESCAPE '!' :: like-pattern :: 1:33",
        "SELECT id FROM a WHERE b LIKE 'c' ESCAPE '' :: like-pattern :: 1:42",
        "SELECT id FROM a WHERE b LIKE 'c' ESCAPE '!!' :: like-pattern :: 1:42",
        // SQL that is left out
        "SELECT COUNT(*) FROM a :: function :: 1:8",
        "SELECT LEFT(b, 3) FROM a :: function :: 1:8",
        "SELECT id FROM a WHERE LOWER(b) = 'c' :: function :: 1:24",
        "SELECT id FROM a WHERE b > NOW() :: function :: 1:28",
        "SELECT id FROM a ORDER BY LOWER(b) :: function :: 1:27",
        "SELECT id FROM a WHERE 100 > amount/10 :: arithmetic :: 1:36",
        "SELECT id FROM a WHERE amount * 2 > 5 :: arithmetic :: 1:31",
        "SELECT id FROM a WHERE -b > 5 :: arithmetic :: 1:24",
        "SELECT id FROM a WHERE b > 5 - 3 :: arithmetic :: 1:30",
        "SELECT id FROM a WHERE b > 5-3 :: arithmetic :: 1:29",
        "SELECT id FROM a WHERE b = 'c' || 'd' :: arithmetic :: 1:32",
        "SELECT amount*2 FROM a :: arithmetic :: 1:14",
        "SELECT id FROM a JOIN b ON a.id = b.id :: join :: 1:18",
        "SELECT id FROM a join b ON a.id = b.id :: join :: 1:18",
        "SELECT id FROM a x LEFT OUTER JOIN b :: join :: 1:20",
        "SELECT id FROM a, b :: join :: 1:17",
        "SELECT id FROM (SELECT id FROM a) :: subquery :: 1:17",
        "SELECT id FROM a WHERE b IN (SELECT c FROM d) :: subquery :: 1:30",
        "SELECT id FROM a WHERE b = (SELECT c FROM d) :: subquery :: 1:29",
        "SELECT id FROM a WHERE EXISTS (SELECT c FROM d) :: subquery :: 1:24",
        "SELECT id FROM a GROUP BY b :: grouping :: 1:18",
        "SELECT id FROM a group by b :: grouping :: 1:18",
        "SELECT id FROM a HAVING b = 1 :: grouping :: 1:18",
        "SELECT DISTINCT b FROM a :: distinct :: 1:8",
        "SELECT distinct b FROM a :: distinct :: 1:8",
        "SELECT ALL b FROM a :: not-in-language :: 1:8",
        "SELECT id FROM a UNION SELECT id FROM b :: set-operation :: 1:18",
        "SELECT id FROM a WHERE b = 1 EXCEPT SELECT id FROM b :: set-operation :: 1:30",
        "SELECT id FROM a WHERE b BETWEEN 1 AND 2 :: between :: 1:26",
        "SELECT id FROM a WHERE b NOT BETWEEN 1 AND 2 :: between :: 1:30",
        "SELECT CASE WHEN b = 1 THEN 2 END FROM a :: not-in-language :: 1:8",
        "SELECT id FROM a WHERE b = ANY ('c') :: not-in-language :: 1:28",
        "SELECT id FROM a WHERE b > DATE '2018-02-23' :: not-in-language :: 1:28",
        "SELECT id FROM a WHERE b ILIKE 'c' :: not-in-language :: 1:26",
        "SELECT id FROM a WHERE b IS TRUE :: not-in-language :: 1:29",
        "SELECT id FROM a WHERE b IS NOT TRUE :: not-in-language :: 1:33",
        "SELECT id FROM a ORDER BY 1 :: not-in-language :: 1:27",
        "SELECT id FROM a ORDER BY b NULLS FIRST :: not-in-language :: 1:29",
        "SELECT TOP 5 id FROM a :: not-in-language :: 1:8",
        "SELECT id FROM a FETCH FIRST 5 ROWS ONLY :: not-in-language :: 1:18",
        "DELETE FROM a :: not-in-language :: 1:1",
        "FIND {x} :: not-in-language :: 1:1",
        // Clauses
        "hello world :: syntax-error :: 1:1",
        "(SELECT id FROM a) :: syntax-error :: 1:1",
        "SELECT FROM a :: syntax-error :: 1:8",
        "SELECT id, FROM a :: syntax-error :: 1:12",
        "SELECT id name x FROM a :: syntax-error :: 1:16",
        "SELECT *, id FROM a :: syntax-error :: 1:9",
        "SELECT id, * FROM a :: syntax-error :: 1:12",
        "SELECT a.* FROM a :: not-in-language :: 1:10",
        "SELECT :a FROM a :: syntax-error :: 1:8",
        "SELECT '' FROM a :: invalid-name :: 1:8",
        "SELECT \"\" FROM a :: invalid-name :: 1:8",
        "SELECT id :: syntax-error :: 1:10",
        "SELECT id FROM :: syntax-error :: 1:15",
        "SELECT id FROM 'a' :: syntax-error :: 1:16",
        "SELECT id FROM a.b :: syntax-error :: 1:17",
        "SELECT id FROM a WHERE :: syntax-error :: 1:23",
        "SELECT id FROM a WHERE b :: syntax-error :: 1:24",
        "SELECT id FROM a WHERE b AND c = 1 :: syntax-error :: 1:24",
        "SELECT id FROM a WHERE b NULL :: syntax-error :: 1:26",
        "SELECT id FROM a WHERE b NOT NULL :: syntax-error :: 1:30",
        "SELECT id FROM a WHERE b NOT = 'c' :: syntax-error :: 1:30",
        "SELECT id FROM a WHERE b IS :: syntax-error :: 1:28",
        "SELECT id FROM a WHERE b IS NOT :: syntax-error :: 1:32",
        "SELECT id FROM a WHERE b IS AND c = 1 :: syntax-error :: 1:29",
        "SELECT id FROM a WHERE b = 1 c = 2 :: syntax-error :: 1:30",
        "SELECT id FROM a WHERE b = 1, c = 2 :: syntax-error :: 1:29",
        "SELECT id FROM a WHERE (b = 1 :: syntax-error :: 1:24",
        "SELECT id FROM a WHERE b = 1) :: syntax-error :: 1:29",
        "SELECT id FROM a WHERE () :: syntax-error :: 1:25",
        "SELECT id FROM a LIMIT -1 :: number-out-of-range :: 1:24",
        "SELECT id FROM a LIMIT 1.5 :: number-out-of-range :: 1:24",
        "SELECT id FROM a LIMIT 9223372036854775808 :: number-out-of-range :: 1:24",
        "SELECT id FROM a LIMIT 'x' :: syntax-error :: 1:24",
        "SELECT id FROM a LIMIT :x :: syntax-error :: 1:24",
        "SELECT id FROM a LIMIT ALL :: not-in-language :: 1:24",
        "SELECT id FROM a LIMIT 5, 10 :: not-in-language :: 1:25",
        "SELECT id FROM a OFFSET 5 LIMIT 10 :: syntax-error :: 1:27",
        "SELECT id FROM a OFFSET 5 ROWS :: not-in-language :: 1:27",
        "SELECT id FROM a ORDER BY b WHERE c = 1 :: syntax-error :: 1:29",
        "SELECT id FROM a;; :: syntax-error :: 1:18",
        "SELECT id FROM a; SELECT id FROM b :: syntax-error :: 1:19",
        "SELECT b AS n, c AS n FROM a ORDER BY n :: invalid-name :: 1:39",
        "; :: syntax-error :: 1:1",
      })
  void kqlRefuses(String text, String code, String position) {
    assertRefused(QueryParser.kql(), text, code, position);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '^',
      value = {
        "SELECT id FROM a LIMIT 5 :: not-in-language :: 1:18 :: DQL has no LIMIT",
        "SELECT id FROM a WHERE b = 1 OFFSET 5 :: not-in-language :: 1:30 :: DQL has no OFFSET",
        "SELECT id FROM a WHERE b IN ('c') :: not-in-language :: 1:26 :: DQL has no IN",
        "SELECT id FROM a WHERE b IS NULL :: not-in-language :: 1:26 :: DQL has no IS NULL",
        "SELECT id FROM a WHERE NOT b = 1 :: not-in-language :: 1:24 :: DQL has no NOT",
        "SELECT id FROM a WHERE b NOT LIKE 'c' :: not-in-language :: 1:26 :: DQL has no NOT",
        "SELECT id FROM a where b = 1 :: keyword-case :: 1:18 :: WHERE",
        "SELECT COUNT(id) FROM a :: function :: 1:8 :: not part of DQL",
        "SELECT id FROM a WHERE b = NULL :: null-comparison :: 1:28 :: NULL",
        "SELECT id FROM a WHERE b LIKE 'c_' :: like-pattern :: 1:33 :: wildcard",
      })
  void dqlRefuses(String text, String code, String position, String message) {
    Diagnostic fault = assertRefused(QueryParser.dql(), text, code, position);
    assertThat(fault.message()).contains(message);
  }

  private static Diagnostic assertRefused(
      QueryParser parser, String text, String code, String position) {
    QueryException fault = catchThrowableOfType(QueryException.class, () -> parser.parse(text));
    assertThat(fault).as("refused: " + text).isNotNull();
    assertThat(fault.text()).contains(text);
    Diagnostic diagnostic = fault.diagnostics().get(0);
    int start = diagnostic.at().span().orElseThrow().start();
    assertThat(diagnostic.code().wireName() + " " + TextPosition.of(text, start))
        .as(diagnostic.message())
        .isEqualTo(code + " " + position);
    return diagnostic;
  }
}
