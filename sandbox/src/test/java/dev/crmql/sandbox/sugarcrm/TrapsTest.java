package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a compiler that trusts the service falls into. */
class TrapsTest extends SugarTest {

  @Test
  void conditionsOnPersonsNamesAreIgnored() {
    assertFindsAll("Leads", "[{\"name\":{\"$contains\":\"kloudless\"}}]");
    assertFindsAll("Contacts", "[{\"full_name\":{\"$equals\":\"nobody\"}}]");
    assertFinds(
        "Leads",
        "[{\"name\":{\"$contains\":\"kloudless\"}},{\"status\":\"Open\"}]",
        row -> row.get("status").equals("Open"));
  }

  @Test
  void anIgnoredBranchOfOrFindsNothing() {
    assertFinds(
        "Leads",
        "[{\"$or\":[{\"name\":{\"$contains\":\"a\"}},{\"status\":\"Open\"}]}]",
        row -> row.get("status").equals("Open"));
    assertFindsAll("Leads", "[{\"$or\":[{\"name\":\"nobody\"}]}]");
  }

  @Test
  void conditionsOnTheDescriptionOfCampaignsAreIgnored() {
    assertFindsAll("Campaigns", "[{\"description\":{\"$equals\":\"x\"}}]");
    assertFindsAll("Campaigns", "[{\"description\":{\"$is_null\":\"\"}}]");
  }

  @Test
  void ignoredConditionsStillNeedKnownOperators() {
    assertRefused(
        "Leads",
        "[{\"name\":{\"$like\":\"x\"}}]",
        422,
        "invalid_parameter",
        "Did not recognize the operand: $like");
  }

  @Test
  void decimalsAreRoundedToTheDigitsOfTheLiteral() {
    assertFinds("Accounts", "[{\"score_c\":{\"$equals\":5}}]", score(0, n -> n.intValue() == 5));
    assertFinds(
        "Accounts", "[{\"score_c\":{\"$equals\":\"5.55\"}}]", score(2, n -> equal(n, "5.55")));
    assertFinds(
        "Accounts",
        "[{\"score_c\":{\"$gt\":5.5}}]",
        score(1, n -> n.compareTo(new BigDecimal("5.5")) > 0));
    assertFinds(
        "Accounts", "[{\"score_c\":{\"$not_equals\":5}}]", score(0, n -> n.intValue() != 5));
    assertFinds(
        "Accounts", "[{\"score_c\":{\"$lt\":\"5.000000\"}}]", score(6, n -> n.intValue() < 5));
    assertFinds(
        "Accounts",
        "[{\"score_c\":{\"$between\":[\"2.0\",\"3.0\"]}}]",
        score(1, n -> n.doubleValue() >= 2 && n.doubleValue() <= 3));
  }

  @Test
  void comparedDecimalsEscapeFromOr() {
    assertFinds(
        "Accounts",
        "[{\"$or\":[{\"score_c\":{\"$gt\":\"5.000000\"}},{\"industry\":\"Banking\"}]}]",
        score(6, n -> n.compareTo(BigDecimal.valueOf(5)) > 0)
            .and(row -> Objects.equals(row.get("industry"), "Banking")));
    assertFindsNothing(
        "Accounts",
        "[{\"$or\":[{\"score_c\":{\"$gt\":\"5.000000\"}},{\"score_c\":{\"$lt\":\"5.000000\"}}]}]");
  }

  @Test
  void otherOperatorsOnDecimalsStayWhereTheyAre() {
    assertFinds(
        "Accounts",
        "[{\"$or\":[{\"score_c\":{\"$is_null\":\"\"}},{\"score_c\":{\"$in\":[\"0.37\",0.74]}}]}]",
        row ->
            row.get("score_c") == null
                || equal((BigDecimal) row.get("score_c"), "0.37")
                || equal((BigDecimal) row.get("score_c"), "0.74"));
  }

  @Test
  void emailIsThePrimaryAddress() {
    for (String field : new String[] {"email", "email1"}) {
      assertFinds(
          "Contacts",
          "[{\"" + field + "\":{\"$not_equals\":\"\"}}]",
          row -> row.get("email") != null);
      assertFinds(
          "Contacts",
          "[{\"" + field + "\":{\"$starts\":\"info\"}}]",
          row -> row.get("email") != null && lower(row.get("email")).startsWith("info"));
    }
  }

  @Test
  void nullIsShownAsEmptyTextButForNumbersAndBooleans() {
    assertThat(
            shown("Accounts", "[{\"website\":{\"$is_null\":\"\"}}]").get("website").asText("null"))
        .isEmpty();
    assertThat(
            shown("Accounts", "[{\"industry\":{\"$is_null\":\"\"}}]")
                .get("industry")
                .asText("null"))
        .isEmpty();
    assertThat(shown("Accounts", "[{\"score_c\":{\"$is_null\":\"\"}}]").get("score_c").isNull())
        .isTrue();
    JsonNode sale =
        shown(
            "Opportunities",
            "[{\"amount\":{\"$is_null\":\"\"}},{\"probability\":{\"$is_null\":\"\"}},{\"account_id\":{\"$is_null\":\"\"}}]");
    assertThat(sale.get("amount").asText("null")).isEmpty();
    assertThat(sale.get("account_name").asText("null")).isEmpty();
    assertThat(sale.get("probability").isNull()).isTrue();
    assertThat(shown("Leads", "[{\"converted\":{\"$is_null\":\"\"}}]").get("converted").isNull())
        .isTrue();
    assertThat(
            shown("Tasks", "[{\"date_due\":{\"$is_null\":\"\"}}]").get("date_due").asText("null"))
        .isEmpty();
    assertThat(shown("Contacts", "[{\"email\":{\"$is_null\":\"\"}}]").get("email").isArray())
        .isTrue();
    assertThat(shown("Contacts", "[{\"email\":{\"$is_null\":\"\"}}]").get("email")).isEmpty();
    assertThat(shown("Contacts", "[{\"email\":{\"$is_null\":\"\"}}]").get("email1").asText("null"))
        .isEmpty();
  }

  @Test
  void valuesAreShownAsTheServiceShowsThem() {
    JsonNode sale =
        shown("Opportunities", "[{\"amount\":20000},{\"probability\":{\"$not_null\":\"\"}}]");
    assertThat(sale.get("amount").textValue()).isEqualTo("20000.000000");
    assertThat(sale.get("probability").isInt()).isTrue();
    JsonNode contact = shown("Contacts", "[{\"email\":{\"$not_null\":\"\"}}]");
    assertThat(contact.get("email").get(0).get("email_address").textValue())
        .isEqualTo(contact.get("email1").textValue());
    assertThat(contact.get("email").get(0).get("primary_address").booleanValue()).isTrue();
    JsonNode person = shown("Contacts", "[{\"salutation\":\"Ms.\"},{\"first_name\":\"Ada\"}]");
    assertThat(person.get("full_name").textValue())
        .isEqualTo("Ms. Ada " + person.get("last_name").textValue())
        .isEqualTo(person.get("name").textValue());
  }

  private static JsonNode shown(String module, String filter) {
    return sugar.find(module, filter).get(0);
  }

  private static Predicate<Map<String, Object>> score(int digits, Predicate<BigDecimal> test) {
    return row ->
        row.get("score_c") instanceof BigDecimal score
            && test.test(score.setScale(digits, RoundingMode.HALF_UP));
  }

  private static boolean equal(BigDecimal number, String other) {
    return number.compareTo(new BigDecimal(other)) == 0;
  }
}
