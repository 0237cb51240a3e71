package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FilterStructureTest extends SugarTest {

  @Test
  void elementsAndTheirKeysAreJoinedByAnd() {
    assertFinds(
        "Accounts",
        "[{\"industry\":\"Banking\"},{\"rating\":\"Hot\",\"account_type\":\"Customer\"}]",
        row ->
            Objects.equals(row.get("industry"), "Banking")
                && Objects.equals(row.get("rating"), "Hot")
                && Objects.equals(row.get("account_type"), "Customer"));
  }

  @Test
  void insideOrEveryKeyJoinsTheOr() {
    assertFinds(
        "Accounts",
        "[{\"$or\":[{\"industry\":\"Banking\",\"rating\":\"Hot\"}]}]",
        row ->
            Objects.equals(row.get("industry"), "Banking")
                || Objects.equals(row.get("rating"), "Hot"));
  }

  @Test
  void insideOrEveryOperatorOfAFieldJoinsTheOr() {
    assertFinds(
        "Opportunities",
        "[{\"$or\":[{\"amount\":{\"$gte\":1000,\"$lte\":5}}]}]",
        row ->
            row.get("amount") instanceof BigDecimal amount
                && (amount.intValue() >= 1000 || amount.compareTo(BigDecimal.valueOf(5)) <= 0));
    assertFinds(
        "Opportunities",
        "[{\"$or\":[{\"$and\":[{\"amount\":{\"$gte\":5,\"$lte\":1000}}]}]}]",
        row ->
            row.get("amount") instanceof BigDecimal amount
                && amount.compareTo(BigDecimal.valueOf(5)) >= 0
                && amount.compareTo(BigDecimal.valueOf(1000)) <= 0);
  }

  @Test
  void groupsNest() {
    assertFinds(
        "Opportunities",
        "[{\"$or\":[{\"$and\":[{\"amount\":{\"$gt\":100}},{\"probability\":{\"$gte\":50}}]},"
            + "{\"sales_stage\":{\"$equals\":\"Closed Won\"}}]}]",
        row ->
            (row.get("amount") instanceof BigDecimal amount
                    && amount.compareTo(BigDecimal.valueOf(100)) > 0
                    && row.get("probability") instanceof Integer probability
                    && probability >= 50)
                || row.get("sales_stage").equals("Closed Won"));
  }

  @Test
  void whatSaysNothingFindsEverything() {
    assertFindsAll("Accounts", "[]");
    assertFindsAll("Accounts", "\"\"");
    assertFindsAll("Accounts", "[{\"$or\":[]}]");
    assertFindsAll("Accounts", "[{\"name\":{}}]");
  }

  @Test
  void refusesWhatIsNoFilter() {
    assertInvalid("\"name\"", "Unexpected filter type string.");
    assertInvalid("7", "Unexpected filter type integer.");
    assertInvalid("[\"name\"]", "Did not recognize the definition: name");
    assertInvalid("{\"name\":\"x\"}", "Did not recognize the definition: x");
    assertInvalid("{\"$or\":[{\"name\":\"x\"}]}", "Unknown field 0");
    assertInvalid("[{\"name\":[\"x\"]}]", "Did not recognize the operand: 0");
    assertRefused(
        "Accounts",
        "[{\"$and\":\"x\"}]",
        500,
        "fatal_error",
        "A group of conditions must be an array.");
  }

  @Test
  void refusesUnknownFieldsAndOperators() {
    assertInvalid("[{\"nmae\":\"x\"}]", "Unknown field nmae");
    assertInvalid("[{\"Name\":\"x\"}]", "Unknown field Name");
    assertInvalid("[{\"$not\":[{\"name\":\"x\"}]}]", "Unknown field $not");
    assertInvalid("[{\"name\":{\"$like\":\"x\"}}]", "Did not recognize the operand: $like");
    assertInvalid(
        "[{\"name\":{\"$not_starts\":\"x\"}}]", "Did not recognize the operand: $not_starts");
    assertInvalid("[{\"name\":{\"$not_ends\":\"x\"}}]", "Did not recognize the operand: $not_ends");
    assertInvalid("[{\"name\":{\"$IN\":[]}}]", "Did not recognize the operand: $IN");
  }

  @Test
  void refusesListsOfTheWrongShape() {
    assertInvalid("[{\"name\":{\"$in\":\"x\"}}]", "$in requires an array");
    assertInvalid("[{\"name\":{\"$not_in\":\"x\"}}]", "$not_in requires an array");
    assertInvalid("[{\"name\":{\"$between\":[1]}}]", "$between requires an array with two values.");
  }

  @Test
  void decodesToADepthOf32() {
    assertThat(nested(14).status()).isEqualTo(200);
    assertThat(nested(15).status()).isEqualTo(422);
    assertThat(nested(15).body().get("error").asText()).isEqualTo("invalid_parameter");
  }

  /** A body of 2 levels for each connective, and 4 around them and inside. */
  private static SugarClient.Answer nested(int connectives) {
    String body =
        "{\"filter\":["
            + "{\"$and\":[".repeat(connectives)
            + "{\"name\":\"x\"}"
            + "]}".repeat(connectives)
            + "]}";
    return sugar.post("/Accounts/filter", body);
  }

  @Test
  void refusesBrokenJson() {
    for (String body : new String[] {"{\"filter\":", "{} {}", "{'filter':[]}"}) {
      SugarClient.Answer answer = sugar.post("/Accounts/filter", body);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().get("error").asText()).isEqualTo("invalid_parameter");
    }
  }

  @Test
  void linksReachOneHop() {
    assertFinds(
        "Contacts",
        "[{\"accounts.industry\":{\"$equals\":\"Banking\"}}]",
        row -> accounts("industry", "Banking").contains(row.get("account_id")));
    assertFinds(
        "Contacts",
        "[{\"accounts.industry.of.nothing\":{\"$equals\":\"Banking\"}}]",
        row -> accounts("industry", "Banking").contains(row.get("account_id")));
    assertInvalidOn(
        "Contacts", "[{\"nolink.industry\":\"x\"}]", "Invalid link nolink for field industry");
    assertInvalidOn(
        "Contacts", "[{\"name.industry\":\"x\"}]", "Invalid link name for field industry");
    assertInvalidOn("Contacts", "[{\"accounts.nofield\":\"x\"}]", "Unknown field nofield");
  }

  @Test
  void aLinkThatLeadsNowhereIsNull() {
    assertFinds(
        "Contacts",
        "[{\"accounts.name\":{\"$is_null\":\"\"}}]",
        row -> row.get("account_id") == null);
  }

  private static Set<Object> accounts(String column, String value) {
    return sugar.table("Accounts").rows().stream()
        .filter(row -> value.equals(row.get(column)))
        .map(row -> row.get("id"))
        .collect(Collectors.toSet());
  }

  @Test
  void relateFieldsReachTheirRecord() {
    assertFinds(
        "Opportunities",
        "[{\"account_name\":{\"$contains\":\"KLOUD\"}}]",
        row -> row.get("account_name") != null && lower(row.get("account_name")).contains("kloud"));
    assertFinds(
        "Opportunities",
        "[{\"account_id\":{\"$is_null\":\"\"}}]",
        row -> row.get("account_id") == null);
  }

  @Test
  void nothingIsOwnedFollowedOrFavourite() {
    assertFindsNothing("Accounts", "[{\"$owner\":\"\"}]");
    assertFindsNothing("Accounts", "[{\"$favorite\":\"\"}]");
    assertFinds(
        "Accounts",
        "[{\"$or\":[{\"$following\":\"\"},{\"industry\":\"Banking\"}]}]",
        row -> Objects.equals(row.get("industry"), "Banking"));
  }

  private static void assertInvalid(String filter, String message) {
    assertInvalidOn("Accounts", filter, message);
  }

  private static void assertInvalidOn(String module, String filter, String message) {
    assertRefused(module, filter, 422, "invalid_parameter", message);
  }
}
