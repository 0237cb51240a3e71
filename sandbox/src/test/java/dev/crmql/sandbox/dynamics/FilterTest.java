package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.ROOT;
import static dev.crmql.sandbox.dynamics.DynamicsClient.encoded;
import static dev.crmql.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  /** Checks against the rows themselves, and that the condition tells rows apart at all. */
  private static void assertFinds(String filter, Predicate<Map<String, Object>> condition) {
    List<String> expected = client.ids("account", condition);
    assertThat(expected).isNotEmpty().hasSizeLessThan(client.rows("account").size());
    assertThat(client.accounts(filter)).as(filter).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Predicate<Map<String, Object>> name(Predicate<String> condition) {
    return text("name", condition);
  }

  private static Predicate<Map<String, Object>> text(String column, Predicate<String> condition) {
    return row -> row.get(column) != null && condition.test((String) row.get(column));
  }

  private static boolean containsIgnoringCase(String text, String part) {
    return text.toLowerCase(java.util.Locale.ROOT)
        .contains(part.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void equalityIgnoresCase() {
    assertFinds("name eq 'kLoUdLeSs'", name("kloudless"::equalsIgnoreCase));
    assertFinds("name lt 'KLOUD'", name(n -> n.compareToIgnoreCase("kloud") < 0));
  }

  @Test
  void equalityTakesWildcardsLiterally() {
    assertFinds("name eq 'a_b'", name("a_b"::equals));
    assertFinds("name eq '%'", name("%"::equals));
    assertFinds("name eq '[x]'", name("[x]"::equals));
  }

  @Test
  void neKeepsRowsWithoutAValue() {
    assertFinds(
        "address1_city ne 'Oslo'",
        row -> !"Oslo".equalsIgnoreCase((String) row.get("address1_city")));
    assertFinds(
        "address1_city ne 'Oslo' and address1_city ne null",
        text("address1_city", c -> !c.equalsIgnoreCase("Oslo")));
    assertFinds("industrycode ne 1", row -> !Objects.equals(row.get("industrycode"), 1));
  }

  @Test
  void neOfEmptyTextKeepsRowsWithoutAValue() {
    assertFinds("websiteurl ne ''", row -> !"".equals(row.get("websiteurl")));
    assertFinds("websiteurl ne null and websiteurl ne ''", text("websiteurl", w -> !w.isEmpty()));
    assertFinds("websiteurl eq ''", text("websiteurl", String::isEmpty));
  }

  @Test
  void comparisonsDropRowsWithoutAValue() {
    assertFinds(
        "numberofemployees lt 50",
        row -> row.get("numberofemployees") instanceof Integer n && n < 50);
    assertFinds(
        "numberofemployees ge 10.5",
        row -> row.get("numberofemployees") instanceof Integer n && n >= 11);
    assertFinds(
        "revenue le -0.01",
        row ->
            row.get("revenue") instanceof BigDecimal r
                && r.compareTo(new BigDecimal("-0.01")) <= 0);
  }

  @Test
  void notKeepsRowsWithoutAValue() {
    assertFinds(
        "not (numberofemployees lt 50)",
        row -> !(row.get("numberofemployees") instanceof Integer n && n < 50));
    assertFinds(
        "not contains(address1_city,'o')",
        text("address1_city", c -> containsIgnoringCase(c, "o")).negate());
    assertFinds(
        "not startswith(address1_city,'o') and address1_city ne null",
        text("address1_city", c -> !c.regionMatches(true, 0, "o", 0, 1)));
  }

  @Test
  void booleansHaveThreeValues() {
    assertFinds("donotemail eq true", row -> Boolean.TRUE.equals(row.get("donotemail")));
    assertFinds("donotemail eq false", row -> Boolean.FALSE.equals(row.get("donotemail")));
    assertFinds("donotemail ne true", row -> !Boolean.TRUE.equals(row.get("donotemail")));
    assertFinds("donotemail eq null", row -> row.get("donotemail") == null);
  }

  @Test
  void andBindsTighterThanOr() {
    Predicate<Map<String, Object>> one = row -> Objects.equals(row.get("industrycode"), 1);
    Predicate<Map<String, Object>> big =
        row -> row.get("numberofemployees") instanceof Integer n && n >= 100;
    Predicate<Map<String, Object>> mail = row -> Boolean.TRUE.equals(row.get("donotemail"));
    assertFinds(
        "industrycode eq 1 or numberofemployees ge 100 and donotemail eq true",
        one.or(big.and(mail)));
    assertFinds(
        "(industrycode eq 1 or numberofemployees ge 100) and donotemail eq true",
        one.or(big).and(mail));
  }

  @Test
  void wildcardsAreLiveInContains() {
    assertFinds("contains(name,'a_b')", name(n -> n.matches("(?is).*a.b.*")));
    assertFinds("contains(name,'a[_]b')", name(n -> containsIgnoringCase(n, "a_b")));
    assertFinds("contains(name,'50%off')", name(n -> n.matches("(?is).*50.*off.*")));
    assertFinds("contains(name,'[%]')", name(n -> n.contains("%")));
    assertFinds("contains(name,'[x]')", name(n -> containsIgnoringCase(n, "x")));
    assertFinds("contains(name,'[[]x]')", name(n -> containsIgnoringCase(n, "[x]")));
    assertFinds("startswith(name,'[^a-z]')", name(n -> n.matches("(?is)[^a-z].*")));
    assertFinds("endswith(name,'b\\')", name(n -> n.endsWith("b\\")));
  }

  @Test
  void lookUpsCompareAsGuids() {
    String parent =
        (String)
            client.rows("account").stream()
                .map(r -> r.get("parentaccountid"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    assertFinds(
        "_parentaccountid_value eq " + parent.toUpperCase(java.util.Locale.ROOT),
        row -> parent.equals(row.get("parentaccountid")));
    assertFinds("_parentaccountid_value eq null", row -> row.get("parentaccountid") == null);
    assertFinds("accountid eq " + parent, row -> parent.equals(row.get("accountid")));
  }

  @Test
  void dateTimesCompareAsInstants() {
    Instant midnight = Instant.parse("2018-02-23T00:00:00Z");
    Predicate<Map<String, Object>> from =
        row -> !((Instant) row.get("createdon")).isBefore(midnight);
    assertFinds("createdon ge 2018-02-23T00:00:00Z", from);
    assertFinds("createdon ge 2018-02-23T01:00:00+01:00", from);
    assertFinds("createdon eq 2018-02-23T00:00:00Z", row -> midnight.equals(row.get("createdon")));
  }

  @Test
  void inMatchesWholeTextWhateverItsCase() {
    assertFinds(
        in("name", "o'brian & sons", "KLOUDLESS"),
        name(n -> n.equalsIgnoreCase("O'Brian & Sons") || n.equalsIgnoreCase("kloudless")));
    assertFinds(
        in("industrycode", "1", "3"),
        row ->
            List.of(1, 3).contains(row.get("industrycode") == null ? 0 : row.get("industrycode")));
  }

  @Test
  void inTakesEveryCharacterInAValue() {
    Set<Object> names =
        client.rows("account").stream().map(row -> row.get("name")).collect(Collectors.toSet());
    for (Object awkward : names) {
      assertThat(client.accounts(in("name", "a\"]),b", (String) awkward, "c'd")))
          .as("%s", awkward)
          .containsExactlyInAnyOrderElementsOf(
              client.ids("account", name(((String) awkward)::equalsIgnoreCase)));
    }
  }

  @Test
  void notInDropsRowsWithoutAValue() {
    assertFinds(
        in("industrycode", "1", "3").replace("CRM.In(", "CRM.NotIn("),
        row -> row.get("industrycode") instanceof Integer i && i != 1 && i != 3);
  }

  @Test
  void parameterAliasesStandForValues() {
    String filter = "Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2) or name eq @p3";
    String target =
        ROOT
            + "accounts?$select=name&$filter="
            + encoded(filter)
            + "&@p1=%27name%27&@p2="
            + encoded("[\"Kloudless\",\"a]b\"]")
            + "&@p3="
            + encoded("'O''Brian & Sons'");
    assertThat(texts(client.get(target), "accountid"))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            client.ids(
                "account",
                name(
                    n -> n.equalsIgnoreCase("Kloudless") || n.equalsIgnoreCase("O'Brian & Sons"))));
  }

  @Test
  void pathsDropRowsWithoutARelatedOneWhateverElseIsAsked() {
    Map<Object, Map<String, Object>> accounts =
        client.rows("account").stream().collect(Collectors.toMap(r -> r.get("accountid"), r -> r));
    Predicate<Map<String, Object>> hasParent = row -> row.get("parentaccountid") != null;
    Predicate<Map<String, Object>> parentIsInOslo =
        row ->
            hasParent.test(row)
                && "Oslo".equals(accounts.get(row.get("parentaccountid")).get("address1_city"));
    assertFinds("parentaccountid/address1_city eq 'oslo'", parentIsInOslo);
    assertFinds("parentaccountid/address1_city ne 'oslo'", hasParent.and(parentIsInOslo.negate()));
    assertFinds(
        "parentaccountid/address1_city eq 'oslo' or industrycode eq 1",
        hasParent.and(parentIsInOslo.or(row -> Objects.equals(row.get("industrycode"), 1))));
  }

  @Test
  void pathsMayHaveSeveralSteps() {
    Map<Object, Map<String, Object>> accounts =
        client.rows("account").stream().collect(Collectors.toMap(r -> r.get("accountid"), r -> r));
    assertFinds(
        "parentaccountid/parentaccountid/industrycode eq 1",
        row -> {
          Map<String, Object> parent = accounts.get(row.get("parentaccountid"));
          Map<String, Object> grandparent =
              parent == null ? null : accounts.get(parent.get("parentaccountid"));
          return grandparent != null && Objects.equals(grandparent.get("industrycode"), 1);
        });
  }

  @Test
  void polymorphicPathsFindOnlyTheirOwnKindOfTarget() {
    Map<Object, Map<String, Object>> accounts =
        client.rows("account").stream().collect(Collectors.toMap(r -> r.get("accountid"), r -> r));
    List<String> expected =
        client.ids("contact", row -> accounts.containsKey(row.get("parentcustomerid")));
    String target =
        ROOT
            + "contacts?$select=contactid&$filter="
            + encoded("parentcustomerid_account/accountid ne null");
    assertThat(texts(client.get(target), "contactid"))
        .hasSizeLessThan(client.ids("contact", row -> row.get("parentcustomerid") != null).size())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String in(String property, String... values) {
    return "Microsoft.Dynamics.CRM.In(PropertyName='"
        + property
        + "',PropertyValues="
        + new JsonMapper().valueToTree(values)
        + ")";
  }
}
