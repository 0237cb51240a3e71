package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Handling;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Conditions that are many, or long. */
class FittingTest {

  private static SearchPlan local(String condition) {
    return Plans.plan(
        "SELECT dealname FROM deals WHERE " + condition, Plans.DEALS, Completion.LOCAL);
  }

  private static List<Diagnostic> faults(String condition) {
    return Plans.faults(
        "SELECT dealname FROM deals WHERE " + condition, Plans.DEALS, Completion.STRICT);
  }

  private static String list(int count, String text) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'" + text + i + "'")
        .collect(Collectors.joining(","));
  }

  @Test
  void aFilterThatOnlyKeepsUnsetRowsOutMakesWayAndTheEngineChecks() {
    SearchPlan plan = Plans.where("a != '1' AND b != '2' AND c != '3'");
    assertEquals(
        "a NEQ 1 & b NEQ 2 & b HAS_PROPERTY & c NEQ 3 & c HAS_PROPERTY", Plans.groups(plan));
    assertEquals(plan.query().conjuncts().subList(0, 1), plan.residual());
    assertEquals("[\"dealname\",\"a\"]", Plans.body(plan).path("properties").toString());
  }

  @Test
  void theLastPlaceOfAGroupIsTakenRatherThanAConditionLeftOut() {
    SearchPlan plan =
        Plans.where("a = '1' AND b = '2' AND c = '3' AND d = '4' AND e = '5' AND f = '6'");
    assertEquals("a EQ 1 & b EQ 2 & c EQ 3 & d EQ 4 & e EQ 5 & f EQ 6", Plans.groups(plan));
    assertEquals(List.of(), plan.residual());
  }

  @Test
  void whatDoesNotFitIsRefusedAtItsPlace() {
    String seven =
        "a = '1' AND b = '2' AND c = '3' AND d = '4' AND e = '5' AND f = '6' AND g = '7'";
    Diagnostic fault = faults(seven).get(0);
    assertEquals(1, faults(seven).size());
    assertEquals(DiagnosticCode.REQUEST_TOO_LONG, fault.code());
    assertEquals(
        "SELECT dealname FROM deals WHERE ".length() + seven.indexOf("g ="),
        fault.at().span().orElseThrow().start());

    SearchPlan plan = local(seven);
    assertEquals(plan.query().conjuncts().subList(6, 7), plan.residual());
    assertEquals(Handling.LOCAL, plan.parts().get(6).handling());
    assertFalse(Plans.groups(plan).contains("g EQ"));
  }

  @Test
  void aLongListIsAskedInParts() {
    SearchPlan plan = Plans.where("a IN (" + list(250, "v") + ")");
    assertEquals(1, plan.requests().size());
    assertEquals(List.of(100, 100, 50), sizes(plan));
    assertEquals(List.of(), plan.residual());

    SearchPlan longer = Plans.where("a IN (" + list(100, "a text of some length ") + ")");
    assertTrue(longer.requests().size() > 1);
    assertEquals(100, sizes(longer).stream().mapToInt(size -> size).sum());
  }

  private static List<Integer> sizes(SearchPlan plan) {
    List<Integer> sizes = new ArrayList<>();
    for (UpstreamRequest request : plan.requests()) {
      for (JsonNode group : Plans.body(request).path("filterGroups")) {
        sizes.add(group.at("/filters/0/values").size());
      }
    }
    return sizes;
  }

  @Test
  void aListOrATextThatNoSearchesHoldIsRefused() {
    assertEquals(
        DiagnosticCode.REQUEST_TOO_LONG,
        faults("a IN (" + list(900, "a text of some length ") + ")").get(0).code());
    assertEquals(
        DiagnosticCode.REQUEST_TOO_LONG, faults("a = '" + "x".repeat(3_000) + "'").get(0).code());
  }

  @Test
  void alternativesThatNoSearchesHoldAreLeftOutWhole() {
    String one = "(a = '1' OR b = '2' OR c = '3' OR d = '4')";
    String two = "(e = '1' OR f = '2' OR g = '3' OR amount = 4)";
    String three = "(size = 1 OR won = TRUE OR owner = '3')";
    SearchPlan plan = local(one + " AND " + two + " AND " + three);
    assertEquals(1, plan.residual().size());
    assertEquals(
        DiagnosticCode.REQUEST_TOO_LONG,
        faults(one + " AND " + two + " AND " + three).get(0).code());
  }

  @Provide
  Arbitrary<String> conditions() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("ab*%_\\\"{}[],:é'\u0001 ")
            .ofMinLength(1)
            .ofMaxLength(200)
            .map(value -> "'" + value.replace("'", "''") + "'");
    Arbitrary<String> field = Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "dealname");
    Arbitrary<String> test =
        Arbitraries.oneOf(
            Combinators.combine(field, Arbitraries.of(" = ", " != "), text)
                .as((name, operator, value) -> name + operator + value),
            Combinators.combine(
                    field,
                    Arbitraries.of(" IN ", " NOT IN "),
                    text.list().ofMinSize(1).ofMaxSize(30))
                .as((name, in, values) -> name + in + "(" + String.join(",", values) + ")"),
            Arbitraries.integers().between(1, 9).map(i -> "amount >= " + i),
            Arbitraries.integers().between(1, 9).map(i -> "amount <= " + i));
    Arbitrary<String> any =
        test.list().ofMinSize(1).ofMaxSize(4).map(tests -> "(" + String.join(" OR ", tests) + ")");
    return any.list().ofMinSize(1).ofMaxSize(9).map(all -> String.join(" AND ", all));
  }

  @Property(tries = 300)
  void noSearchIsOverALimit(@ForAll("conditions") String condition) {
    SearchPlan plan = local(condition);
    assertTrue(plan.requests().size() <= 6);
    for (UpstreamRequest request : plan.requests()) {
      assertTrue(request.body().orElseThrow().length() <= 3_000);
      JsonNode groups = Plans.body(request).path("filterGroups");
      assertTrue(groups.size() <= 5);
      int filters = 0;
      for (JsonNode group : groups) {
        int size = group.path("filters").size();
        assertTrue(size >= 1 && size <= 6);
        filters += size;
        for (JsonNode filter : group.path("filters")) {
          assertTrue(filter.path("values").size() <= 100);
        }
      }
      assertTrue(filters <= 18);
    }
  }
}
