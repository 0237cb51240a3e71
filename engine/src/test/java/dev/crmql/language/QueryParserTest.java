package dev.crmql.language;

import static dev.crmql.query.Conditions.and;
import static dev.crmql.query.Conditions.contains;
import static dev.crmql.query.Conditions.equal;
import static dev.crmql.query.Conditions.greater;
import static dev.crmql.query.Conditions.greaterOrEqual;
import static dev.crmql.query.Conditions.in;
import static dev.crmql.query.Conditions.isNotNull;
import static dev.crmql.query.Conditions.isNull;
import static dev.crmql.query.Conditions.less;
import static dev.crmql.query.Conditions.lessOrEqual;
import static dev.crmql.query.Conditions.not;
import static dev.crmql.query.Conditions.notEqual;
import static dev.crmql.query.Conditions.notIn;
import static dev.crmql.query.Conditions.or;
import static dev.crmql.query.Conditions.startsWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.query.Span;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

  @Test
  void theFirstExampleMeansWhatItSays() {
    assertThat(
            kql(
                "SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%'"
                    + " ORDER BY name DESC LIMIT 100 OFFSET 200"))
        .isEqualTo(
            Query.select("id", "name", "website")
                .from("Accounts")
                .where(startsWith("name", "Jim"))
                .orderByDescending("name")
                .limit(100)
                .offset(200)
                .build());
  }

  @Test
  void theSecondExampleMeansWhatItSays() {
    assertThat(
            kql(
                "SELECT id, name, email, status FROM Leads"
                    + " WHERE name LIKE '%kloudless%' AND email != '' ORDER BY name ASC"))
        .isEqualTo(
            Query.select("id", "name", "email", "status")
                .from("Leads")
                .where(and(contains("name", "kloudless"), notEqual("email", "")))
                .orderBy("name")
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT accountid, name, numberofemployees FROM account WHERE name LIKE '%kloud%'"
            + " ORDER BY name ASC",
        "SELECT leadid, fullname, emailaddress1, statuscode FROM lead WHERE fullname LIKE"
            + " '%kloud%' AND emailaddress1 != '' ORDER BY fullname ASC",
        "SELECT opportunityid, name, stepname, parentaccountid.accountid FROM opportunity WHERE"
            + " name LIKE '%kloud%' ORDER BY name ASC",
        "SELECT * FROM account WHERE (a = 1 OR b <> 'x') AND c LIKE '5!%%' ESCAPE '!' ORDER BY a;"
      })
  void whatDqlAcceptsMeansTheSameInKql(String text) {
    assertThat(QueryParser.dql().parse(text)).isEqualTo(kql(text));
  }

  @Test
  void dqlSelectsOverNavigationNames() {
    Query query = QueryParser.dql().parse("SELECT parentaccountid.accountid FROM opportunity");

    assertThat(fields(query)).containsExactly(FieldPath.of("parentaccountid", "accountid"));
  }

  @Test
  void comparisonsHaveSixOperatorsAndOneMoreSpelling() {
    assertThat(where("a = 1 AND b != 2 AND c <> 3 AND d < 4 AND e <= 5 AND f > 6 AND g >= 7"))
        .isEqualTo(
            and(
                equal("a", 1),
                notEqual("b", 2),
                notEqual("c", 3),
                less("d", 4),
                lessOrEqual("e", 5),
                greater("f", 6),
                greaterOrEqual("g", 7)));
  }

  @Test
  void andBindsMoreTightlyThanOrAndNotMostTightly() {
    assertThat(where("a = 1 OR b = 2 AND NOT c = 3"))
        .isEqualTo(or(equal("a", 1), and(equal("b", 2), not(equal("c", 3)))));
    assertThat(where("(a = 1 OR b = 2) AND c = 3"))
        .isEqualTo(and(or(equal("a", 1), equal("b", 2)), equal("c", 3)));
    assertThat(where("NOT (a = 1 OR b = 2)")).isEqualTo(not(or(equal("a", 1), equal("b", 2))));
    assertThat(where("NOT NOT a = 1")).isEqualTo(not(not(equal("a", 1))));
  }

  @Test
  void chainsOfOneOperatorAreOneList() {
    Condition flat = or(equal("a", 1), equal("b", 2), equal("c", 3), equal("d", 4));

    assertThat(where("a = 1 OR b = 2 OR c = 3 OR d = 4")).isEqualTo(flat);
    assertThat(where("((a = 1 OR b = 2) OR (c = 3)) OR d = 4")).isEqualTo(flat);
    assertThat(where("a = 1 OR (b = 2 OR (c = 3 OR d = 4))")).isEqualTo(flat);
  }

  @Test
  void listsAndNullTestsCanBeNegated() {
    assertThat(where("a IN ('x')")).isEqualTo(in("a", List.of("x")));
    assertThat(where("a NOT IN ('x', 2, TRUE)")).isEqualTo(notIn("a", List.of("x", 2, true)));
    assertThat(where("a IS NULL")).isEqualTo(isNull("a"));
    assertThat(where("a IS NOT NULL")).isEqualTo(isNotNull("a"));
    assertThat(where("a NOT LIKE 'x%'"))
        .isEqualTo(
            new Condition.Like(FieldPath.of("a"), LikeMatch.PREFIX, "x", true, NodeLocation.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "'x'              | EXACT    | x",
        "'x%'             | PREFIX   | x",
        "'%x'             | SUFFIX   | x",
        "'%x%'            | CONTAINS | x",
        "'%'              | ANY      | ^^",
        "'%%'             | ANY      | ^^",
        "''               | EXACT    | ^^",
        "'it''s%'         | PREFIX   | it's",
        "'a\\%'           | PREFIX   | a\\",
        "'50!%%' ESCAPE '!'   | PREFIX   | 50%",
        "'!_a!!%' ESCAPE '!'  | PREFIX   | _a!",
        "'%a''%' ESCAPE ''''  | SUFFIX   | a%",
        "'%\uD83D\uDE00_' ESCAPE '\uD83D\uDE00' | SUFFIX | _",
        "'%%a' ESCAPE '%'     | EXACT    | %a"
      })
  void likePatternsAreTakenApart(String pattern, LikeMatch match, String text) {
    Condition.Like like = (Condition.Like) where("a LIKE " + pattern);

    assertThat(like.match()).isEqualTo(match);
    assertThat(like.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "-5, -5",
    "- 5, -5",
    "+5, 5",
    "1.50, 1.50",
    ".5, 0.5",
    "5., 5",
    "1e3, 1E+3",
    "-1.5E-3, -0.0015",
    "2E+2, 2E+2",
    "12345678901234567890.123456789, 12345678901234567890.123456789"
  })
  void numbersKeepTheirScale(String written, String number) {
    assertThat(value(written)).isEqualTo(Value.number(new BigDecimal(number)));
  }

  @Test
  void textKeepsAllButDoubledQuotes() {
    assertThat(value("'O''Brien'")).isEqualTo(Value.text("O'Brien"));
    assertThat(value("''''''")).isEqualTo(Value.text("''"));
    assertThat(value("''")).isEqualTo(Value.text(""));
    assertThat(value("'\u201cna\u00efve\u201d -- \"\\ \u0000\n\uD83D\uDE00 SELECT'"))
        .isEqualTo(Value.text("\u201cna\u00efve\u201d -- \"\\ \u0000\n\uD83D\uDE00 SELECT"));
    assertThat(value("'2018-02-23T03:05:45+00:00'"))
        .isEqualTo(Value.text("2018-02-23T03:05:45+00:00"));
    assertThat(value("'2018-02-23T03:05:45 on Friday'"))
        .isEqualTo(Value.text("2018-02-23T03:05:45 on Friday"));
    assertThat(where("a LIKE '2018-02-23T03:05:45 00:00'")).isInstanceOf(Condition.Like.class);
  }

  @Test
  void truthValuesAndParametersAreValues() {
    assertThat(value("TRUE")).isEqualTo(Value.bool(true));
    assertThat(value("FALSE")).isEqualTo(Value.bool(false));
    assertThat(value(":since_2018"))
        .isEqualTo(new Value.Parameter("since_2018", NodeLocation.NONE));
  }

  @Test
  void delimitedNamesCanBeAnything() {
    Query query =
        kql(
            "SELECT \"first name\", \"SELECT\", \"3com\", \"a\"\"b\", \"a.b\".\"c\" FROM \"limit\"");

    assertThat(fields(query))
        .containsExactly(
            FieldPath.of("first name"),
            FieldPath.of("SELECT"),
            FieldPath.of("3com"),
            FieldPath.of("a\"b"),
            FieldPath.of("a.b", "c"));
    assertThat(query.from().name()).isEqualTo("limit");
  }

  @Test
  void wordsOfSqlThatAreNoKeywordsAreNames() {
    Query query = kql("SELECT date, value, Group, user FROM Case WHERE status = 'x'");

    assertThat(fields(query)).extracting(FieldPath::dotted).contains("date", "Group", "user");
    assertThat(query.from().name()).isEqualTo("Case");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a AS b, c d, e FROM Accounts",
        "SELECT a AS \"b c\", c \"d\", e FROM Accounts AS x",
        "SELECT Accounts.a, c, e FROM Accounts",
        "SELECT x.a AS b, x.c d, Accounts.e FROM Accounts x",
        "SELECT a, c, e FROM \"Accounts\"",
        "\tSELECT\r\n  a , c,e\nFROM Accounts ; ",
      })
  void aliasesQualifiersAndLayoutLeaveNothing(String text) {
    assertThat(kql(text)).isEqualTo(Query.select("a", "c", "e").from("Accounts").build());
  }

  @Test
  void qualifiersAreTakenOffEverywhere() {
    assertThat(kql("SELECT x.a FROM B x WHERE x.c = 1 AND B.d IS NULL ORDER BY x.e, x.owner.name"))
        .isEqualTo(
            Query.select("a")
                .from("B")
                .where(and(equal("c", 1), isNull("d")))
                .orderBy("e")
                .orderBy("owner.name")
                .build());
    assertThat(fields(kql("SELECT X.a, x FROM B x")))
        .containsExactly(FieldPath.of("X", "a"), FieldPath.of("x"));
  }

  @Test
  void orderByAnAliasMeansTheProperty() {
    assertThat(kql("SELECT B.a AS n, b AS a FROM B ORDER BY n, a DESC").orderBy())
        .containsExactly(
            SortItem.ascending(FieldPath.of("a")), SortItem.descending(FieldPath.of("b")));
  }

  @Test
  void orderByAQualifiedNameMeansThePropertyNotTheAlias() {
    assertThat(kql("SELECT a AS n FROM B x ORDER BY x.n, B.n").orderBy())
        .containsExactly(
            SortItem.ascending(FieldPath.of("n")), SortItem.ascending(FieldPath.of("n")));
  }

  @Test
  void literalsInSelectAreNames() {
    assertThat(fields(kql("SELECT 1, 'single-quoted', -1.5, TRUE, NULL AS x FROM a")))
        .extracting(FieldPath::dotted)
        .containsExactly("1", "single-quoted", "-1.5", "TRUE", "NULL");
  }

  @Test
  void starSelectsEverything() {
    assertThat(kql("SELECT * FROM a")).isEqualTo(Query.selectAll().from("a").build());
  }

  @Test
  void offsetStandsWithoutLimit() {
    assertThat(kql("SELECT a FROM b OFFSET 5").offset()).hasValue(5);
    assertThat(kql("SELECT a FROM b LIMIT 0").limit()).hasValue(0);
    assertThat(kql("SELECT a FROM b LIMIT 9223372036854775807").limit()).hasValue(Long.MAX_VALUE);
  }

  @Test
  void sortKeysKeepTheirOrderAndDefaultToAscending() {
    assertThat(kql("SELECT a FROM b ORDER BY c, d DESC, e ASC").orderBy())
        .extracting(SortItem::descending)
        .containsExactly(false, true, false);
  }

  @Test
  void spansAreUtf16IndicesWithoutBrackets() {
    String text = "SELECT a FROM b WHERE (x = '\uD83D\uDE00' OR x.y > 5) AND (z IS NULL)";
    Condition.And and = (Condition.And) kql(text).where().orElseThrow();
    Condition.Or or = (Condition.Or) and.operands().get(0);
    Condition.Comparison second = (Condition.Comparison) or.operands().get(1);

    assertThat(cut(text, and.at())).startsWith("(x = ").endsWith("(z IS NULL)");
    assertThat(cut(text, or.at())).startsWith("x = ").endsWith("> 5");
    assertThat(cut(text, second.at())).isEqualTo("x.y > 5");
    assertThat(cut(text, second.field().at())).isEqualTo("x.y");
    assertThat(cut(text, second.value().at())).isEqualTo("5");
    assertThat(cut(text, and.operands().get(1).at())).isEqualTo("z IS NULL");
    assertThat(cut(text, kql(text).from().at())).isEqualTo("b");
  }

  private static String cut(String text, NodeLocation at) {
    Span span = at.span().orElseThrow();
    return text.substring(span.start(), span.end());
  }

  private static Value value(String written) {
    return ((Condition.Comparison) where("a = " + written)).value();
  }

  private static Condition where(String condition) {
    return kql("SELECT id FROM t WHERE " + condition).where().orElseThrow();
  }

  private static List<FieldPath> fields(Query query) {
    return ((Selection.Fields) query.selection()).fields();
  }

  private static Query kql(String text) {
    return QueryParser.kql().parse(text);
  }
}
