package dev.crmql.language;

import static dev.crmql.query.Conditions.and;
import static dev.crmql.query.Conditions.contains;
import static dev.crmql.query.Conditions.endsWith;
import static dev.crmql.query.Conditions.equal;
import static dev.crmql.query.Conditions.in;
import static dev.crmql.query.Conditions.isNotNull;
import static dev.crmql.query.Conditions.not;
import static dev.crmql.query.Conditions.notIn;
import static dev.crmql.query.Conditions.or;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryFormatterTest {

  @Test
  void aQueryIsWrittenInOneForm() {
    String text =
        "SELECT\n id ,x.name AS n FROM Accounts x WHERE((name LIKE 'Jim%'))ORDER BY n"
            + " LIMIT 007 OFFSET 1;";

    assertThat(QueryFormatter.format(QueryParser.kql().parse(text)))
        .isEqualTo(
            "SELECT id, name FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name ASC"
                + " LIMIT 7 OFFSET 1");
  }

  @Test
  void namesAreDelimitedOnlyWhereTheyMustBe() {
    assertThat(
            QueryFormatter.format(
                Query.select("id", "limit", "FROM", "Group", "GROUP", "distinct", "3com", "a b")
                    .from("say \"x\"")
                    .build()))
        .isEqualTo(
            "SELECT id, \"limit\", \"FROM\", Group, \"GROUP\", \"distinct\", \"3com\", \"a b\""
                + " FROM \"say \"\"x\"\"\"");
  }

  @Test
  void aPathThatLooksQualifiedIsQualifiedOnceMore() {
    assertThat(QueryFormatter.format(Query.select("Account.Name").from("Account").build()))
        .isEqualTo("SELECT Account.Account.Name FROM Account");
  }

  @Test
  void valuesAreQuotedAndEscaped() {
    assertThat(
            QueryFormatter.format(
                and(
                    equal("a", "it's"),
                    contains("b", "50%_\\"),
                    endsWith("c", "a\\b"),
                    equal("d", new BigDecimal("1E+3")),
                    notIn("e", List.of(-1, true)))))
        .isEqualTo(
            "a = 'it''s' AND b LIKE '%50\\%\\_\\\\%' ESCAPE '\\' AND c LIKE '%a\\b'"
                + " AND d = 1E+3 AND e NOT IN (-1, TRUE)");
  }

  @Test
  void bracketsStandOnlyWhereTheyMatter() {
    assertThat(
            QueryFormatter.format(
                or(
                    and(or(equal("a", 1), equal("b", 2)), not(isNotNull("c"))),
                    not(and(equal("d", 4), equal("e", 5))))))
        .isEqualTo("(a = 1 OR b = 2) AND NOT c IS NOT NULL OR NOT (d = 4 AND e = 5)");
  }

  @Test
  void whatNoTextGivesIsStillReadable() {
    FieldPath a = FieldPath.of("a");
    assertThat(
            QueryFormatter.format(
                or(
                    new Condition.EmptyTest(a, true, NodeLocation.NONE),
                    new Condition.Constant(false, NodeLocation.NONE),
                    in("a", List.of()),
                    equal("a", LocalDate.of(2018, 2, 23)),
                    equal("a", Instant.parse("2018-02-23T03:05:45Z")))))
        .isEqualTo("a != '' OR FALSE OR a IN () OR a = '2018-02-23' OR a = '2018-02-23T03:05:45Z'");
  }
}
