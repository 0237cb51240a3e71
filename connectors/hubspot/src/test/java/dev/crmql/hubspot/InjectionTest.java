package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Values never become syntax. */
class InjectionTest {

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(40),
        Arbitraries.strings()
            .withChars("\"\\{}[],:'*%_\u0000\u2028é\ud83d\ude00 ab")
            .ofMinLength(1)
            .ofMaxLength(40));
  }

  private static JsonNode body(Condition condition) {
    SearchPlan plan =
        Plans.CONNECTOR.plan(
            Query.select("dealname").from("deals").where(condition).build(),
            Plans.DEALS,
            Completion.STRICT);
    return Plans.body(plan);
  }

  @Property(tries = 500)
  void aTextIsOneValueWhateverItHolds(@ForAll("hostile") String text) {
    JsonNode sent = body(Conditions.equal("a", text));
    JsonNode plain = body(Conditions.equal("a", "x"));
    JsonNode filter = sent.at("/filterGroups/0/filters/0");
    if (filter.path("operator").textValue().equals("EQ")) {
      assertEquals(text, filter.path("value").textValue());
    } else {
      // half of a character can't be sent
      assertEquals("HAS_PROPERTY", filter.path("operator").textValue());
      assertEquals(false, filter.has("value"));
    }
    assertEquals(1, sent.at("/filterGroups/0/filters").size());
    assertEquals(plain.path("properties").get(0), sent.path("properties").get(0));
    assertEquals(plain.path("sorts"), sent.path("sorts"));
    assertEquals(plain.path("limit"), sent.path("limit"));
  }

  @Property(tries = 500)
  void aPatternHasNoWildcardsButOurs(@ForAll("hostile") String text) {
    for (Condition like :
        List.of(
            Conditions.startsWith("a", text),
            Conditions.endsWith("a", text),
            Conditions.contains("a", text))) {
      JsonNode filter = body(like).at("/filterGroups/0/filters/0");
      String value = filter.path("value").asText("*a*");
      assertEquals(
          "",
          value.replaceFirst("^[*]", "").replaceFirst("[*]$", "").replaceAll("[A-Za-z0-9]", ""));
    }
  }
}
