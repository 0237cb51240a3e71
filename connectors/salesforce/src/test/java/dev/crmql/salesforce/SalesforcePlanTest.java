package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that queries become, and what is left to the engine. */
class SalesforcePlanTest {

  private static SearchPlan plan(String kql) {
    return Kql.plan(kql, ObjectSchema.unknown(), Completion.STRICT);
  }

  private static SearchPlan idIn(int count) {
    List<String> ids =
        IntStream.range(0, count).mapToObj(i -> String.format("001Ax%013d", i)).toList();
    Query query =
        Query.select("Name")
            .from("Account")
            .where(Conditions.and(Conditions.in("Id", ids), Conditions.equal("Type", "x")))
            .orderBy("Name")
            .limit(10)
            .offset(5)
            .build();
    return new SalesforceConnector().plan(query, ObjectSchema.unknown(), Completion.STRICT);
  }

  @Test
  void theFirstWorkedExampleIsEncodedOnceAndWhole() {
    UpstreamRequest request =
        plan("SELECT Id, Name, Website FROM Account WHERE Name LIKE 'Jim%'"
                + " ORDER BY Name DESC LIMIT 100 OFFSET 200")
            .requests()
            .get(0);
    assertThat(request.method()).isEqualTo(UpstreamRequest.Method.GET);
    assertThat(request.target())
        .isEqualTo(
            "/services/data/v60.0/query?q=SELECT%20Id%2C%20Name%2C%20Website%20FROM%20Account"
                + "%20WHERE%20Name%20LIKE%20%27Jim%25%27%20ORDER%20BY%20Name%20DESC%20NULLS%20LAST"
                + "%2C%20Id%20ASC%20LIMIT%20100%20OFFSET%20200");
  }

  @Test
  void shortIdsAreWrittenLongAsRecordsHoldThem() {
    SearchPlan plan =
        Kql.plan(
            "SELECT Id FROM Account WHERE (ParentId = '001Ax00000Rk1aQ' OR Description = 'x')"
                + " AND Id IN ('001Ax00000Rk1ZQ', '001Ax00000Rk1bQIAR') AND Name = '001Ax00000Rk1cQ'",
            Kql.ACCOUNT,
            Completion.LOCAL);
    assertThat(plan.requests().get(0).query().get("q"))
        .endsWith(
            " WHERE Id IN ('001Ax00000Rk1ZQIAZ','001Ax00000Rk1bQIAR')"
                + " AND Name = '001Ax00000Rk1cQ'");
    assertThat(plan.parts().get(0).condition().toString()).contains("001Ax00000Rk1aQIAR");
  }

  @Test
  void theVersionOfTheApiCanBeSet() {
    SearchPlan plan =
        new SalesforceConnector("v65.0")
            .plan(Kql.parse("SELECT Id FROM Account"), ObjectSchema.unknown(), Completion.STRICT);
    assertThat(plan.requests().get(0).path()).isEqualTo("/services/data/v65.0/query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "v60", "v50.0", "v60.0/../..", "v60.1", ""})
  void otherVersionsAreRefused(String version) {
    assertThatThrownBy(() -> new SalesforceConnector(version))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "LIMIT 10              |                               LIMIT 10           | 0    | 10",
        "LIMIT 10 OFFSET 2000  | ORDER BY Id ASC LIMIT 10 OFFSET 2000             | 0    | 10",
        "LIMIT 50 OFFSET 3000  | ORDER BY Id ASC LIMIT 3050                       | 3000 | 50",
        "OFFSET 20             | ORDER BY Id ASC OFFSET 20                        | 0    | -",
        "OFFSET 2001           | ORDER BY Id ASC                                  | 2001 | -",
        "LIMIT 10 OFFSET 0     | ORDER BY Id ASC LIMIT 10                         | 0    | 10",
        "LIMIT 3000000000      | -                                                | 0    | 3000000000",
        "LIMIT 9223372036854775807 OFFSET 9223372036854775807 | ORDER BY Id ASC"
            + " | 9223372036854775807 | 9223372036854775807",
      })
  void theEngineSkipsWhatSalesforceDoesNot(String kql, String soql, long skip, Long take) {
    SearchPlan plan = plan("SELECT Id FROM Account " + kql);
    assertThat(plan.requests().get(0).query().get("q"))
        .isEqualTo("SELECT Id FROM Account" + (soql == null ? "" : " " + soql.strip()));
    assertThat(plan.skip()).isEqualTo(skip);
    assertThat(plan.take().isPresent()).isEqualTo(take != null);
    assertThat(plan.take().orElse(-1)).isEqualTo(take == null ? -1 : take);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIMIT 0", "WHERE a < ''"})
  void noCallIsMadeWhereNoRowCanBeFound(String kql) {
    assertThat(plan("SELECT Id FROM Account " + kql).requests()).isEmpty();
  }

  @Test
  void aQueryThatDoesNotFitAUriIsSentInABody() {
    SearchPlan plan = idIn(400);
    UpstreamRequest request = plan.requests().get(0);
    assertThat(plan.requests()).hasSize(1);
    assertThat(request.method()).isEqualTo(UpstreamRequest.Method.POST);
    assertThat(request.target()).isEqualTo("/services/data/v60.0/composite");
    String body = request.body().orElseThrow();
    assertThat(body)
        .startsWith(
            "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"q0\","
                + "\"url\":\"/services/data/v60.0/query?q=SELECT%20Name%2C%20Id%20FROM%20Account")
        .endsWith("LIMIT%2010%20OFFSET%205\"}]}");
    assertThat(body.length()).isGreaterThan(SoqlLimits.INSTANCE.uriLength());
  }

  @Test
  void theWholeUriCountsNotTheText() {
    String fits = "x".repeat(3000);
    assertThat(plan("SELECT Id FROM Account WHERE a = '" + fits + "'").requests().get(0).body())
        .isEmpty();
    String wide = "東".repeat(900);
    assertThat(plan("SELECT Id FROM Account WHERE a = '" + wide + "'").requests().get(0).body())
        .isPresent();
  }

  @Test
  void aListThatDoesNotFitAStatementIsSplitAndLimitLeftToTheEngine() {
    SearchPlan plan = idIn(12_000);
    assertThat(plan.requests()).hasSize(3);
    assertThat(plan.skip()).isEqualTo(5);
    assertThat(plan.take()).hasValue(10);
    Set<String> asked = new HashSet<>();
    List<String> statements = new ArrayList<>();
    for (UpstreamRequest request : plan.requests()) {
      String body = request.body().orElseThrow();
      String url = body.substring(body.indexOf("?q=") + 3, body.lastIndexOf("\"}]}"));
      statements.add(URLDecoder.decode(url, StandardCharsets.UTF_8));
    }
    for (String statement : statements) {
      assertThat(statement.length()).isLessThanOrEqualTo(100_000);
      assertThat(statement).endsWith(") AND Type = 'x' ORDER BY Name ASC NULLS FIRST, Id ASC");
      SoqlJudge.literals(statement).stream()
          .filter(literal -> literal.startsWith("'001"))
          .forEach(id -> assertThat(asked.add(id)).isTrue());
    }
    assertThat(asked).hasSize(12_000);
    assertThat(statements.get(0).length()).isGreaterThan(99_900);
  }

  @Test
  void whatCannotBeSplitIsRefused() {
    List<String> values = IntStream.range(0, 12_000).mapToObj(i -> "value" + i).toList();
    Query notIn =
        Query.select("Id").from("Account").where(Conditions.notIn("Name", values)).build();
    assertThatThrownBy(
            () -> new SalesforceConnector().plan(notIn, ObjectSchema.unknown(), Completion.STRICT))
        .hasMessageContaining("100000");
    Query anyOf =
        Query.select("Id")
            .from("Account")
            .where(Conditions.or(Conditions.in("Name", values), Conditions.isNull("Name")))
            .build();
    assertThatThrownBy(
            () -> new SalesforceConnector().plan(anyOf, ObjectSchema.unknown(), Completion.STRICT))
        .hasMessageContaining("100000");
  }

  @Test
  void oneTextThatIsTooLongIsRefusedWhereItStands() {
    String text = "x".repeat(4001);
    assertThat(
            Kql.faults("SELECT Id FROM Account WHERE a = '" + text + "'", ObjectSchema.unknown()))
        .containsExactly("request-too-long at '" + text + "'");
    assertThat(
            Kql.faults(
                "SELECT Id FROM Account WHERE a LIKE '%" + text + "%'", ObjectSchema.unknown()))
        .hasSize(1);
  }
}
