package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.ROOT;
import static dev.crmql.sandbox.dynamics.DynamicsClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static final String IN = "Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=";

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static void assertRefused(String target, int status, String code, String message) {
    HttpResponse<String> response = client.send(target);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode error = DynamicsClient.json(response.body()).get("error");
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).contains(message);
  }

  private static void assertBadFilter(String filter, String message) {
    HttpResponse<String> response = client.send(ROOT + "accounts?$filter=" + encoded(filter));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(DynamicsClient.json(response.body()).at("/error/message").asText())
        .contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts?$select=nmae",
        "accounts?$filter=nmae%20eq%20%27x%27",
        "accounts?$filter=contains%28nmae%2C%27x%27%29",
        "accounts?$orderby=nmae",
        "accounts?$filter=Microsoft.Dynamics.CRM.In%28PropertyName%3D%27nmae%27%2CPropertyValues%3D%5B%22x%22%5D%29",
        "opportunities?$filter=parentaccountid%2Fnmae%20eq%20%27x%27",
        "opportunities?$expand=parentaccountid%28%24select%3Dnmae%29",
      })
  void unknownProperty(String target) {
    assertRefused(
        ROOT + target,
        400,
        "0x0",
        "Could not find a property named 'nmae' on type 'Microsoft.Dynamics.CRM.account'.");
  }

  @ParameterizedTest
  @CsvSource({
    "$select, parentaccountid",
    "$select, Name",
    "$expand, owner",
    "$expand, name",
    "$orderby, NAME"
  })
  void propertyThatExistsOnlyUnderAnotherName(String option, String name) {
    assertRefused(
        ROOT + "accounts?" + option + "=" + name,
        400,
        "0x0",
        "Could not find a property named '" + name + "' on type 'Microsoft.Dynamics.CRM.account'.");
  }

  @Test
  void unknownEntitySet() {
    assertRefused(
        ROOT + "acounts", 404, "0x80060888", "Resource not found for the segment 'acounts'.");
    assertRefused(
        ROOT + "account", 404, "0x80060888", "Resource not found for the segment 'account'.");
    assertRefused(
        "/api/data/v8.0/accounts", 404, "0x80060888", "Resource not found for the segment");
  }

  @Test
  void skip() {
    assertRefused(
        ROOT + "accounts?$skip=0", 400, "0x80060888", "Skip Clause is not supported in CRM");
    assertRefused(
        ROOT + "accounts?$expand=parentaccountid%28%24skip%3D1%29",
        400,
        "0x80060888",
        "Skip Clause is not supported in CRM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$search=x",
        "$format=json",
        "$apply=x",
        "$Filter=x",
        "$foo=1",
        "filter=x",
        "sql=x",
        ""
      })
  void optionsThatDataverseDoesNotKnow(String option) {
    assertRefused(ROOT + "accounts?$top=1&" + option, 400, "0x80060888", "is not supported");
  }

  @Test
  void inOperator() {
    assertRefused(
        ROOT + "accounts?$filter=" + encoded("name in ('a','b')"),
        501,
        "0x0",
        "The method or operation is not implemented.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "revenue add 5 gt 3",
        "length(name) gt 3",
        "contains(tolower(name),'x')",
        "tolower(name) eq 'x'",
        "year(createdon) eq 2018",
        "cast(name,Edm.Int32) eq 3",
        "name eq name",
        "'a' eq name",
        "contains(name,name)",
      })
  void whatIsNotOneOfTheFewFunctions(String filter) {
    assertRefused(ROOT + "accounts?$filter=" + encoded(filter), 501, "0x0", "not implemented");
  }

  @Test
  void notAroundInOrNotIn() {
    String message = "Not operator along with the Custom Named Condition operators is not allowed";
    assertBadFilter("not " + IN + "[\"a\"])", message);
    assertBadFilter("not (name eq 'b' or " + IN + "[\"a\"]))", message);
    assertBadFilter("not " + IN.replace("In(", "NotIn(") + "[\"a\"])", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "[1]", "[null]", "{}", "['a']", "[\"a\"", "[\"a\",]", "\"a\"", "null"})
  void inWithoutAnArrayOfStrings(String values) {
    assertThat(client.send(ROOT + "accounts?$filter=" + encoded(IN + values + ")")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void inWithValuesThatAreNotOfTheColumn() {
    assertBadFilter(
        "Microsoft.Dynamics.CRM.In(PropertyName='industrycode',PropertyValues=[\"Retail\"])",
        "not a valid value of type 'Edm.Int32'");
    assertBadFilter(
        "Microsoft.Dynamics.CRM.In(PropertyName='_parentaccountid_value',PropertyValues=[\"x\"])",
        "is a lookup");
    assertBadFilter(
        "Microsoft.Dynamics.CRM.In(PropertyName='parentaccountid',PropertyValues=[\"x\"])",
        "Could not find a property");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "numberofemployees eq 'x', 'Edm.Int32' and 'Edm.String'",
        "name eq 5, 'Edm.String' and 'Edm.Int32'",
        "revenue gt '5', 'Edm.Decimal' and 'Edm.String'",
        "industrycode eq 'Retail', 'Edm.Int32' and 'Edm.String'",
        "donotemail eq 1, 'Edm.Boolean' and 'Edm.Int32'",
        "donotemail eq 'true', 'Edm.Boolean' and 'Edm.String'",
        "accountid eq '00000001-0000-4000-8000-000000000001', 'Edm.Guid' and 'Edm.String'",
        "createdon ge '2018-02-23T03:05:45Z', 'Edm.DateTimeOffset' and 'Edm.String'",
        "createdon ge 2018-02-23, 'Edm.DateTimeOffset' and 'Edm.Date'",
        "contains(numberofemployees%2C'1'), 'Edm.Int32'",
      })
  void literalsOfTheWrongType(String filter, String types) {
    assertBadFilter(filter.replace("%2C", ","), types);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2018-02-31T00:00:00Z", "2018-02-23T25:00:00Z", "2018-02-23T00:00:00"})
  void momentsThatAreNone(String literal) {
    assertBadFilter("createdon ge " + literal, "");
  }

  @Test
  void daysThatAreNone() {
    assertRefused(
        ROOT + "opportunities?$filter=estimatedclosedate%20ge%202018-02-31",
        400,
        "0x80060888",
        "2018-02-31");
    assertRefused(
        ROOT + "opportunities?$filter=estimatedclosedate%20ge%202018-02-03T00%3A00%3A00Z",
        400,
        "0x80060888",
        "incompatible types");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name eq 'O'Brian'", "name eq 'x", "contains(name,'it's')"})
  void unbalancedApostrophes(String filter) {
    assertBadFilter(filter, "There is an unterminated literal at position");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name eq",
        "name eq 'a' and",
        "(name eq 'a'",
        "name = 'a'",
        "name eq 'a')",
        "name",
        "true",
        "donotemail",
        "name gt null",
        "null eq name",
        "parentaccountid eq null",
        "not(name eq 'a')",
        "name eq 'a' AND name eq 'b'",
        "name like 'a'",
        "contains(name)",
        "contains(name,null)",
        "name eq @p"
      })
  void filtersThatAreNone(String filter) {
    assertThat(client.send(ROOT + "accounts?$filter=" + encoded(filter)).statusCode())
        .isIn(400, 501);
  }

  @Test
  void valueThatLeaksOutOfItsOption() {
    assertRefused(
        ROOT + "accounts?$filter=name%20eq%20%27R&D%27",
        400,
        "0x80060888",
        "The query parameter D%27");
    assertRefused(ROOT + "accounts?$filter=name+eq+%27A%27", 400, "0x80060888", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "5001", "x", ""})
  void topOutsideOfAPage(String top) {
    assertThat(client.send(ROOT + "accounts?$top=" + top).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5001", "x", "-1"})
  void pageSizesThatAreNone(String size) {
    HttpResponse<String> response =
        client.send(ROOT + "accounts", "Prefer", "odata.maxpagesize=" + size);
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void orderByAPath() {
    assertRefused(
        ROOT + "opportunities?$orderby=parentaccountid%2Fname", 400, "0x80060888", "$orderby");
  }

  @Test
  void orderWithinAnExpandedRow() {
    assertRefused(
        ROOT + "opportunities?$expand=parentaccountid%28%24orderby%3Dname%29",
        400,
        "0x80060888",
        "Only $select and $filter clause can be provided while doing $expand");
  }

  @Test
  void selectingByAPath() {
    assertRefused(
        ROOT + "opportunities?$select=parentaccountid%2Fname", 400, "0x80060888", "$select");
  }

  @Test
  void moreThanFifteenExpands() {
    String one = "parentaccountid($select=name)";
    String fifteen = one;
    for (int i = 1; i < 15; i++) {
      fifteen = "parentaccountid($select=name;$expand=" + fifteen + ")";
    }
    String sixteen = "parentaccountid($select=name;$expand=" + fifteen + ")";
    client.get(ROOT + "accounts?$top=1&$expand=" + encoded(fifteen));
    assertRefused(ROOT + "accounts?$top=1&$expand=" + encoded(sixteen), 400, "0x80060888", "15");
  }

  @Test
  void moreThanFiveHundredConditions() {
    String fiveHundred =
        IntStream.range(0, 500)
            .mapToObj(i -> "numberofemployees eq " + i)
            .collect(Collectors.joining(" or "));
    assertThat(client.accounts(fiveHundred)).isNotEmpty();
    assertBadFilter(fiveHundred + " or numberofemployees eq 1000", "exceeded 500");
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 1_200, 2_500})
  void filtersNestedTooDeeply(int depth) {
    assertBadFilter("not (".repeat(depth) + "name eq 'a'" + ")".repeat(depth), "Recursion depth");
  }

  @Test
  void addressesLongerThanTheLimit() {
    String start = ROOT + "accounts?$filter=name%20eq%20%27";
    int room = 32_768 - client.service().baseUri().toString().length() - start.length() - 3;
    assertThat(client.send(start + "x".repeat(room) + "%27").statusCode()).isEqualTo(200);
    assertThat(client.send(start + "x".repeat(room + 1) + "%27").statusCode()).isEqualTo(414);
  }

  @Test
  void otherVerbs() {
    assertThat(
            client
                .send(client.request(ROOT + "accounts").POST(BodyPublishers.ofString("{}")).build())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void tokenThatIsNotTheServices() {
    HttpResponse<String> response =
        client.send(
            client
                .request(ROOT + "accounts")
                .setHeader("Authorization", "Bearer stale")
                .GET()
                .build());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).doesNotContain("stale");
  }

  @Test
  void detailsComeWithEveryAnnotation() {
    HttpResponse<String> response =
        client.send(ROOT + "acounts", "Prefer", "odata.include-annotations=\"*\"");
    assertThat(DynamicsClient.json(response.body()).at("/error").fieldNames())
        .toIterable()
        .contains("@Microsoft.PowerApps.CDS.InnerError.Message");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$metadata", "$count", "accounts/$count", "accounts/name", "", "accounts(x)"})
  void addressesThatAreNotEmulated(String path) {
    assertThat(client.send(ROOT + path).statusCode()).isIn(400, 404, 501);
  }
}
