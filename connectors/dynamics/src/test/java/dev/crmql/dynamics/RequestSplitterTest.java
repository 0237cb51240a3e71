package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestSplitterTest {

  private static final Pattern GUID = Pattern.compile("_ownerid_value eq ([0-9a-f-]{36})");

  private static SearchPlan plan(Condition where) {
    Query query =
        Query.select("name").from("account").where(where).orderBy("name").limit(10).build();
    return Plans.CONNECTOR.plan(query, SampleSchemas.ACCOUNT, Completion.STRICT);
  }

  private static List<String> guids(int count) {
    return IntStream.range(0, count).mapToObj(i -> new UUID(i, i).toString()).toList();
  }

  @Test
  void aListOverTheLimitOfConditionsIsAskedInParts() {
    List<String> guids = guids(1200);
    SearchPlan plan =
        plan(Conditions.and(Conditions.in("ownerid", guids), Conditions.equal("name", "x")));
    List<String> asked = new ArrayList<>();
    for (UpstreamRequest request : plan.requests()) {
      ODataJudge.read(request);
      String filter = request.query().get("$filter");
      assertThat(filter).endsWith(" and name eq 'x'");
      Matcher matcher = GUID.matcher(filter);
      int before = asked.size();
      while (matcher.find()) {
        asked.add(matcher.group(1));
      }
      assertThat(asked.size() - before).isBetween(1, 499);
    }
    assertThat(asked).containsExactlyElementsOf(guids);
    assertThat(plan.residual()).isEmpty();
    assertThat(plan.requests()).allSatisfy(r -> assertThat(r.query()).doesNotContainKey("$top"));
  }

  @Test
  void aListOverTheLimitOfLengthIsAskedInParts() {
    List<String> names = IntStream.range(0, 500).mapToObj(i -> i + "ж".repeat(60)).toList();
    SearchPlan plan = plan(Conditions.in("name", names));
    assertThat(plan.requests()).hasSizeGreaterThan(2);
    assertThat(plan.requests())
        .allSatisfy(
            request -> assertThat(request.body().orElse("").length()).isLessThan(65_536 + 1000));
  }

  @Test
  void whatCanNotBeSplitIsRefused() {
    List<Condition> tooLong =
        List.of(
            Conditions.notIn("ownerid", guids(600)),
            Conditions.or(Conditions.in("ownerid", guids(600)), Conditions.equal("name", "x")),
            Conditions.equal("name", "x".repeat(70_000)),
            Conditions.in("name", List.of("x".repeat(70_000), "y")));
    for (Condition where : tooLong) {
      assertThat(Plans.faults(() -> plan(where)))
          .extracting(Diagnostic::code)
          .containsExactly(DiagnosticCode.REQUEST_TOO_LONG);
    }
  }
}
