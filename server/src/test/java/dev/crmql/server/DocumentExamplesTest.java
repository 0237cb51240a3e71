package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The requests that the API's document has as examples (CRM Search, search for CRM content), as it
 * has them but for the host, and answers in the shape of the one that it prints.
 */
final class DocumentExamplesTest {

  private static final String ONE = "Bearer [TOKEN]";

  private static DemoServer demo;

  @BeforeAll
  static void start() {
    demo = new DemoServer();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  private static JsonNode search(String accounts, String lang, String query) throws Exception {
    return demo.get(
        "/v1/accounts/%s/crm/search?lang=%s&q=%s"
            .formatted(accounts, lang, URLEncoder.encode(query, StandardCharsets.UTF_8)),
        ONE);
  }

  /** Holds the answer of one account to the response that the document prints, field by field. */
  private static void assertPrintedShape(JsonNode answer) {
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("count", "next_page", "api", "objects", "type", "page");
    assertListed(answer);
    for (JsonNode object : answer.get("objects")) {
      assertThat(object.has("account_id")).isFalse();
    }
  }

  private static void assertListed(JsonNode answer) {
    assertThat(answer.get("count").isInt()).isTrue();
    assertThat(answer.get("count").intValue()).isEqualTo(answer.get("objects").size());
    assertThat(answer.get("next_page").isNull()).isTrue();
    assertThat(answer.get("api").textValue()).isEqualTo("crm");
    assertThat(answer.get("type").textValue()).isEqualTo("object_list");
    assertThat(answer.get("page").isInt()).isTrue();
    assertThat(answer.get("page").intValue()).isEqualTo(1);
    for (JsonNode object : answer.get("objects")) {
      assertObject(object);
    }
  }

  private static void assertObject(JsonNode object) {
    assertThat(object.get("type").textValue())
        .isIn("account", "contact", "lead", "opportunity", "campaign", "task", "object");
    assertThat(object.get("api").textValue()).isEqualTo("crm");
    assertThat(object.get("id").textValue()).matches("(F|object_)[A-Za-z0-9_=-]+");
    JsonNode raw = object.get("raw");
    assertThat(raw.fieldNames()).toIterable().containsExactlyInAnyOrder("object", "type", "id");
    assertThat(raw.get("object").isObject()).isTrue();
    assertThat(raw.get("type").textValue()).isNotEmpty().isLowerCase();
    assertThat(raw.get("object").toString()).contains(raw.get("id").textValue());
  }

  @Test
  void theFirstExampleFindsWhatHasItsWords() throws Exception {
    JsonNode answer = demo.get("/v1/accounts/123/crm/search?q=hello+world", ONE);

    assertPrintedShape(answer);
    assertThat(answer.get("count").intValue()).isPositive();
    assertThat(answer.findValuesAsText("name")).contains("Hello World Ltd");
  }

  @Test
  void theSecondExampleAsksEachAccountInItsDefaultLanguage() throws Exception {
    JsonNode answer =
        demo.get(
            "/v1/accounts/123,456,789/crm/search?q=eliot+sun", "Bearer [TOKEN1],[TOKEN2],[TOKEN3]");

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "count", "next_page", "api", "objects", "type", "page", "errors");
    assertListed(answer);
    assertThat(answer.at("/objects/0/account_id").textValue()).isEqualTo("123");
    assertThat(answer.at("/objects/0/type").textValue()).isEqualTo("contact");
    assertThat(answer.at("/objects/0/name").textValue()).isEqualTo("Eliot Sun");
    assertThat(answer.get("errors").fieldNames()).toIterable().containsExactly("456", "789");
    assertError(answer.at("/errors/456"), "syntax-error", "SOQL begins with SELECT");
    assertError(
        answer.at("/errors/789"), "unsupported-language", "sugarcrm has no default language");
    assertThat(answer.at("/errors/456/hints/0").textValue()).contains("lang=keyword");
    assertThat(answer.at("/errors/789/hints/0").textValue()).contains("keyword");
  }

  private static void assertError(JsonNode error, String code, String message) {
    assertThat(error.path("status_code").intValue()).isEqualTo(400);
    assertThat(error.path("error_code").textValue()).isEqualTo(code);
    assertThat(error.path("message").textValue()).isEqualTo(message);
    assertThat(error.path("id").textValue()).isNotEmpty();
  }

  @Test
  void theSecondExampleFindsRowsOfAllAccountsWithKeywordNamed() throws Exception {
    JsonNode answer =
        demo.get(
            "/v1/accounts/123,456,789/crm/search?q=eliot+sun&lang=keyword",
            "Bearer [TOKEN1],[TOKEN2],[TOKEN3]");

    assertThat(answer.get("errors")).isEmpty();
    assertThat(answer.get("objects").findValuesAsText("account_id")).contains("123", "456", "789");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          account     | SELECT accountid, name, numberofemployees FROM account WHERE name LIKE '%kloud%' ORDER BY name ASC
          lead        | SELECT leadid, fullname, emailaddress1, statuscode FROM lead WHERE fullname LIKE '%kloud%' AND emailaddress1 != '' ORDER BY fullname ASC
          opportunity | SELECT opportunityid, name, stepname, parentaccountid.accountid FROM opportunity WHERE name LIKE '%kloud%' ORDER BY name ASC
          """)
  void theDqlExamplesFindObjectsOfTheirType(String type, String dql) throws Exception {
    JsonNode answer =
        demo.get(
            "/v1/accounts/123/crm/search?lang=DQL&page_size=1000&q="
                + URLEncoder.encode(dql, StandardCharsets.UTF_8),
            ONE);

    assertPrintedShape(answer);
    assertThat(answer.get("objects")).isNotEmpty();
    assertThat(answer.get("objects")).allMatch(o -> o.get("type").textValue().equals(type));
    assertThat(answer.get("objects")).allMatch(o -> o.at("/raw/type").textValue().equals(type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          accounts | SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name DESC LIMIT 100 OFFSET 200
          accounts | SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name DESC LIMIT 100 OFFSET 2
          leads    | SELECT id, name, email, status FROM Leads WHERE name LIKE '%kloudless%' AND email != '' ORDER BY name ASC
          """)
  void theKqlExamplesAreAnsweredByTheServiceWhoseNamesTheyHave(String module, String kql)
      throws Exception {
    JsonNode answer = search("789", "KQL", kql);

    assertPrintedShape(answer);
    // Fewer than 200 accounts begin with Jim, so that the first example's page lies behind them.
    assertThat(answer.get("objects").isEmpty()).isEqualTo(kql.endsWith("OFFSET 200"));
    assertThat(answer.get("objects")).allMatch(o -> o.at("/raw/type").textValue().equals(module));
  }

  @ParameterizedTest
  @CsvSource({"SOQL", "soql", "Soql"})
  void soqlGivesTheRecordsThatTheDocumentPrints(String lang) throws Exception {
    JsonNode answer = search("456", lang, "SELECT Id FROM Contact ORDER BY Id LIMIT 2");

    assertPrintedShape(answer);
    assertThat(answer.get("count").intValue()).isEqualTo(2);
    for (JsonNode object : answer.get("objects")) {
      String id = object.at("/raw/id").textValue();
      assertThat(object.get("type").textValue()).isEqualTo("contact");
      assertThat(object.at("/raw/type").textValue()).isEqualTo("contact");
      assertThat(object.at("/raw/object/Id").textValue()).isEqualTo(id);
      assertThat(object.at("/raw/object/attributes/type").textValue()).isEqualTo("Contact");
      assertThat(object.at("/raw/object/attributes/url").textValue())
          .matches("/services/data/v\\d+\\.0/sobjects/Contact/" + id);
      assertThat(List.copyOf(object.properties()))
          .extracting(property -> property.getKey())
          .containsExactlyInAnyOrder("id", "type", "raw", "api");
    }
  }
}
