package dev.crmql.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dataverse Search over HTTP. */
class KeywordSearchTest {
  private static final String PATH = "/api/search/v2.0/query";
  private static final String CONTACTS =
      "[{\"name\":\"contact\",\"searchColumns\":[\"fullname\",\"emailaddress1\"],"
          + "\"selectColumns\":[\"fullname\",\"emailaddress1\"]}]";

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static HttpResponse<String> post(String body) {
    return client.send(client.request(PATH).POST(BodyPublishers.ofString(body)).build());
  }

  private static ObjectNode query(String search) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("search", search)
        .put("count", true)
        .put("entities", CONTACTS);
  }

  /** The JSON within the answer. */
  private static JsonNode found(ObjectNode query) {
    HttpResponse<String> response = post(query.toString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return DynamicsClient.json(DynamicsClient.json(response.body()).get("response").textValue());
  }

  private static void assertRefused(String body) {
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(DynamicsClient.json(response.body()).at("/error/code").textValue())
        .isEqualTo("0x80048d0b");
  }

  private static List<String> names(JsonNode found) {
    List<String> names = new ArrayList<>();
    found
        .get("Value")
        .forEach(
            hit -> names.add(hit.at("/Attributes/fullname").asText().toLowerCase(Locale.ROOT)));
    return names;
  }

  private static String lastName() {
    return client.rows("contact").stream()
        .map(row -> (String) row.get("lastname"))
        .filter(name -> name != null && name.matches("[A-Z][a-z]{3,}"))
        .findFirst()
        .orElseThrow()
        .toLowerCase(Locale.ROOT);
  }

  @Test
  void wordsAreFoundBestFirstAndCounted() {
    JsonNode found = found(query(lastName()).put("top", 3));
    assertThat(found.get("Error").isNull()).isTrue();
    assertThat(found.get("Value")).hasSizeBetween(1, 3);
    assertThat(found.get("Count").intValue()).isGreaterThanOrEqualTo(found.get("Value").size());
    double before = Double.MAX_VALUE;
    for (JsonNode hit : found.get("Value")) {
      assertThat(hit.get("EntityName").textValue()).isEqualTo("contact");
      assertThat(hit.get("Id").textValue()).hasSize(36);
      assertThat(hit.get("Score").doubleValue()).isPositive().isLessThanOrEqualTo(before);
      before = hit.get("Score").doubleValue();
    }
    assertThat(names(found)).allSatisfy(name -> assertThat(name).contains(lastName()));
  }

  @Test
  void anyWordMatchesUnlessAllAreAskedFor() {
    String any = lastName() + " zzzz";
    assertThat(found(query(any)).get("Count").intValue()).isPositive();
    assertThat(found(query(any).put("options", "[\"searchmodelall\"]")).get("Count").intValue())
        .isZero();
    assertThat(found(query(lastName() + "+zzzz")).get("Count").intValue()).isZero();
    assertThat(found(query("zzzz|" + lastName())).get("Count").intValue()).isPositive();
  }

  @Test
  void operatorsAreLiveUnlessEscaped() {
    int all = found(query(lastName())).get("Count").intValue();
    assertThat(found(query(lastName() + "+-" + lastName())).get("Count").intValue()).isZero();
    assertThat(found(query("\\-" + lastName())).get("Count").intValue()).isEqualTo(all);
    assertThat(found(query(lastName().substring(0, 3))).get("Count").intValue()).isZero();
    assertThat(found(query(lastName().substring(0, 3) + "*")).get("Count").intValue())
        .isGreaterThanOrEqualTo(all);
    assertThat(found(query(lastName().substring(0, 3) + "\\*")).get("Count").intValue()).isZero();
  }

  @Test
  void pagesOfATotalOrderHoldEachRowOnce() {
    ObjectNode query =
        query("example com").put("orderby", "[\"@search.score desc\",\"createdon desc\"]");
    int count = found(query).get("Count").intValue();
    assertThat(count).isGreaterThan(20);
    Set<String> ids = new HashSet<>();
    for (int skip = 0; skip < count; skip += 7) {
      found(query.put("top", 7).put("skip", skip))
          .get("Value")
          .forEach(hit -> ids.add(hit.get("Id").textValue()));
    }
    assertThat(ids).hasSize(count);
  }

  @Test
  void equalScoresComeAtRandom() {
    ObjectNode query = query("example com");
    Set<String> firsts = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      firsts.add(found(query).at("/Value/0/Id").textValue());
    }
    assertThat(firsts).hasSizeGreaterThan(1);
  }

  @Test
  void nothingIsCountedUnlessAskedFor() {
    assertThat(found(query(lastName()).put("count", false)).get("Count").intValue()).isEqualTo(-1);
  }

  @Test
  void withoutColumnsOnlyThePrimaryNameIsSearchedAndShown() {
    JsonNode found = found(query(lastName()).put("entities", "[{\"name\":\"contact\"}]"));
    assertThat(found.at("/Value/0/Attributes").fieldNames())
        .toIterable()
        .containsExactly("fullname");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"search\":\"ab\"}",
        "{\"search\":5}",
        "not JSON",
        "{\"search\":\"abc\",\"top\":101}",
        "{\"search\":\"abc\",\"skip\":-1}",
        "{\"search\":\"abc\",\"entities\":[{\"name\":\"contact\"}]}",
        "{\"search\":\"abc\",\"entities\":\"[{\\\"name\\\":\\\"unicorn\\\"}]\"}",
        "{\"search\":\"abc\",\"entities\":\"[{\\\"name\\\":\\\"contact\\\","
            + "\\\"searchColumns\\\":[\\\"nmae\\\"]}]\"}",
        "{\"search\":\"abc\",\"options\":\"[\\\"magic\\\"]\"}",
        "{\"search\":\"abc\",\"orderby\":\"[\\\"fullname asc\\\"]\"}",
        "{\"search\":\"abc\\\\\"}"
      })
  void whatTheSearchDoesNotTakeIsRefused(String body) {
    assertRefused(body);
  }

  @ParameterizedTest
  @CsvSource({"100, 200", "101, 400"})
  void textsHaveALimit(int length, int status) {
    assertThat(post(query("a".repeat(length)).toString()).statusCode()).isEqualTo(status);
  }

  @Test
  void onlyPostIsTaken() {
    assertThat(client.send(PATH).statusCode()).isEqualTo(405);
  }

  @Test
  void aTokenIsNeeded() {
    assertThat(
            client
                .send(
                    client
                        .request(PATH)
                        .setHeader("Authorization", "Bearer stale")
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void theSearchCanBeSwitchedOff() {
    client
        .service()
        .inject(
            new Fault.SearchOff(),
            SandboxService.ALWAYS,
            request -> request.path().startsWith("/api/search"));
    try {
      assertRefused(query("abc").toString());
      client.get(DynamicsClient.ROOT + "contacts?$top=1");
    } finally {
      client.service().clearFaults();
    }
  }
}
