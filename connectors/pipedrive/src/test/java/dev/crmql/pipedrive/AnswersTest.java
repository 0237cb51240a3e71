package dev.crmql.pipedrive;

import static dev.crmql.pipedrive.Fixtures.BUDGET;
import static dev.crmql.pipedrive.Fixtures.PIPEDRIVE;
import static dev.crmql.pipedrive.Fixtures.SOURCE;
import static dev.crmql.pipedrive.Fixtures.answer;
import static dev.crmql.pipedrive.Fixtures.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswersTest {

  private static final String LAST = "\"additional_data\":{\"next_cursor\":null}}";

  private static Page page(SearchPlan plan, String body) {
    return PIPEDRIVE.decode(plan.requests().get(0), answer(200, body), plan);
  }

  private static Row row(SearchPlan plan, String record) {
    return page(plan, "{\"success\":true,\"data\":[" + record + "]," + LAST).rows().get(0);
  }

  @Test
  void aPageGoesOnAtItsCursor() {
    SearchPlan plan = plan("SELECT name FROM organizations");

    Page page =
        page(
            plan,
            """
            {"success":true,"data":[{"id":17,"name":"Jimson Tools","owner_id":3,
              "add_time":"2024-01-02T09:00:00Z","update_time":"2024-05-01T10:00:00Z",
              "custom_fields":{}}],"additional_data":{"next_cursor":"eyJmIjoxN30"}}""");

    assertThat(page.rows()).singleElement().hasToString("organizations 17");
    assertThat(page.rows().get(0).shown()).hasToString("{\"name\":\"Jimson Tools\"}");
    assertThat(page.next().orElseThrow().target())
        .isEqualTo(
            "/api/v2/organizations?sort_by=id&sort_direction=asc&limit=500&cursor=eyJmIjoxN30");
    assertThat(page.notes()).isEmpty();
  }

  @Test
  void thePageWithoutACursorIsTheLast() {
    Page page = page(plan("SELECT id FROM deals"), "{\"success\":true,\"data\":[]," + LAST);

    assertThat(page.rows()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void leadsGoOnWhereTheAnswerSays() {
    SearchPlan plan = plan("SELECT title FROM leads");

    Page page =
        page(
            plan,
            """
            {"success":true,"data":[{"id":"0c6f8a10-6a0e-11ee-8c99-0242ac120002","title":"Ohio"}],
              "additional_data":{"pagination":{"start":0,"limit":500,
              "more_items_in_collection":true,"next_start":500}}}""");

    assertThat(page.next().orElseThrow().target())
        .isEqualTo("/v1/leads?sort=id%20ASC&start=500&limit=500");
    assertThat(
            page(
                    plan,
                    """
                    {"success":true,"data":null,"additional_data":{"pagination":{"start":0,
                      "limit":500,"more_items_in_collection":false}}}""")
                .next())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <html>                                                   | not JSON
          {"success":false,"data":null,"additional_data":{"next_cursor":null}} | not say that it is a success
          {"success":true,"data":{},"additional_data":{"next_cursor":null}}    | has no list of records
          {"success":true,"data":[]}                               | whether it is the last page
          {"success":true,"data":[],"additional_data":{"next_cursor":""}}      | whether it is the last page
          {"success":true,"data":[],"additional_data":{"pagination":{}}}       | whether it is the last page
          {"success":true,"data":[],"additional_data":{"pagination":{"more_items_in_collection":true}}} | where the next page starts
          {"success":true,"data":[{}],"additional_data":{"next_cursor":null}}  | has no id
          """)
  void whatIsNoPageIsNotTakenForOne(String body, String message) {
    assertThatThrownBy(() -> page(plan("SELECT id FROM deals"), body))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining(message);
  }

  @Test
  void valuesAreThoseThatCount() {
    Row row =
        row(
            plan("SELECT * FROM persons"),
            """
            {"id":8,"name":"Jim","org_id":{"value":17,"name":"Jimson"},"owner_id":3,
              "emails":[{"value":"a@example.com","primary":false},
                {"value":"b@example.com","primary":true}],
              "phones":[],"label_ids":[3,7],"add_time":"2024-01-10 09:00:00",
              "custom_fields":{"%s":7,"%s":{"value":2500.5,"currency":"EUR"}}}"""
                .formatted(SOURCE, BUDGET));

    assertThat(value(row, "emails").textValue()).isEqualTo("b@example.com");
    assertThat(value(row, "phones").isNull()).isTrue();
    assertThat(value(row, "org_id").intValue()).isEqualTo(17);
    assertThat(value(row, "label_ids").textValue()).isEqualTo("3,7");
    assertThat(value(row, "add_time").textValue()).isEqualTo("2024-01-10T09:00:00Z");
    assertThat(value(row, SOURCE).intValue()).isEqualTo(7);
    assertThat(value(row, BUDGET).decimalValue()).isEqualByComparingTo("2500.5");
  }

  @Test
  void theValueOfALeadIsItsAmount() {
    Row row =
        page(
                plan("SELECT * FROM leads"),
                """
                {"success":true,"data":[{"id":"0c6f8a10-6a0e-11ee-8c99-0242ac120002",
                  "value":{"amount":3000,"currency":"EUR"},"label_ids":"3,7","%s":7}],
                  "additional_data":{"pagination":{"more_items_in_collection":false}}}"""
                    .formatted(SOURCE))
            .rows()
            .get(0);

    assertThat(value(row, "value").intValue()).isEqualTo(3000);
    assertThat(value(row, "label_ids").textValue()).isEqualTo("3,7");
    assertThat(value(row, SOURCE).intValue()).isEqualTo(7);
  }

  @Test
  void ofCustomFieldsThoseAskedForAreShown() {
    Row row =
        row(
            plan("SELECT title, \"%s\" FROM deals".formatted(SOURCE)),
            "{\"id\":1,\"title\":\"Crane\",\"custom_fields\":{\"%s\":7,\"%s\":null}}"
                .formatted(SOURCE, BUDGET));

    assertThat(row.shown())
        .hasToString("{\"title\":\"Crane\",\"custom_fields\":{\"%s\":7}}".formatted(SOURCE));
  }

  @Test
  void anUnsetCustomFieldMayBeMissing() {
    SearchPlan plan =
        plan("SELECT id FROM deals WHERE \"%s\" IS NULL".formatted(SOURCE), Completion.LOCAL);

    assertThat(value(row(plan, "{\"id\":1,\"custom_fields\":{}}"), SOURCE).isNull()).isTrue();
  }

  /** It would pass for NULL otherwise, and the wrong rows be answered. */
  @Test
  void aPropertyThatDecidesAndIsNotShownFailsTheSearch() {
    SearchPlan plan = plan("SELECT id FROM deals WHERE title IS NULL", Completion.LOCAL);
    Row row = row(plan, "{\"id\":1}");

    assertThatThrownBy(() -> value(row, "title"))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining("the list of deals does not show title");
  }

  @Test
  void aPropertyThatIsAskedForAndNotShownIsNoted() {
    assertThat(
            page(
                    plan("SELECT title, currency FROM deals"),
                    "{\"success\":true,\"data\":[{\"id\":1,\"title\":null}]," + LAST)
                .notes())
        .containsExactly("Pipedrive's list does not show currency");
  }

  @Test
  void unifiedAttributesStandInTheRecord() {
    Row row =
        row(
            plan("SELECT * FROM deals"),
            """
            {"id":91,"title":"Crane order","value":25000,"currency":"EUR","status":"open",
              "org_id":17,"owner_id":3,"expected_close_date":"2024-06-30"}""");

    ObjectNode attributes = PIPEDRIVE.unifiedTypes().attributes(row, (type, id) -> type + ":" + id);

    assertThat(attributes)
        .hasToString(
            "{\"account\":\"account:17\",\"owner\":\"user:3\",\"name\":\"Crane order\","
                + "\"closing_date\":\"2024-06-30\",\"amount\":25000}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, QUERY_REJECTED",
    "401, TOKEN_REJECTED",
    "402, FORBIDDEN",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "410, NOT_FOUND",
    "429, THROTTLED",
    "503, TRANSIENT",
    "418, UNEXPECTED"
  })
  void errorsHaveAKind(int status, UpstreamFault.Kind kind) {
    UpstreamFault fault =
        PIPEDRIVE.fault(
            answer(
                status,
                "{\"success\":false,\"error\":\"Scope and URL mismatch\",\"errorCode\":"
                    + status
                    + ",\"error_info\":\"..\",\"data\":null,\"additional_data\":null}"),
            Optional.empty());

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.code()).isEqualTo(Integer.toString(status));
    assertThat(fault.message()).isEqualTo("Scope and URL mismatch");
  }

  @Test
  void afterABurstAskingAgainHelps() {
    UpstreamFault fault =
        throttled(Map.of("x-ratelimit-reset", "2", "x-daily-requests-left", "1200"));

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.THROTTLED);
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(throttled(Map.of("Retry-After", "5", "x-ratelimit-reset", "2")).retryAfter())
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void afterTheCallsOfTheDayAskingAgainDoesNotHelp() {
    UpstreamFault fault = throttled(Map.of("x-ratelimit-reset", "2", "x-daily-requests-left", "3"));

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.QUOTA_EXHAUSTED);
    assertThat(fault.retryAfter()).isEmpty();
    assertThat(fault.message())
        .isEqualTo("the company's calls of the day are spent: Rate limit exceeded");
  }

  private static UpstreamFault throttled(Map<String, String> headers) {
    return PIPEDRIVE.fault(
        answer(429, "{\"success\":false,\"error\":\"Rate limit exceeded\"}", headers),
        Optional.empty());
  }

  @Test
  void anErrorNamesThePlace() {
    SearchPlan plan = plan("SELECT id FROM deals WHERE owner_id = 3");

    assertThat(
            PIPEDRIVE
                .fault(
                    answer(400, "{\"success\":false,\"error\":\"owner_id must be a number\"}"),
                    Optional.of(plan))
                .at()
                .span())
        .isPresent();
  }

  @Test
  void fieldsAreDescribedPageByPage() {
    List<String> asked = new ArrayList<>();
    ObjectSchema schema =
        described(
            "deals",
            request -> {
              asked.add(request.target());
              boolean first = asked.size() == 1;
              return CompletableFuture.completedFuture(
                  answer(
                      200,
                      first
                          ? """
                            {"success":true,"data":[
                              {"id":12455,"key":"title","field_type":"varchar"},
                              {"id":12461,"key":"value","field_type":"monetary"},
                              {"id":1,"key":"user_id","field_type":"user"},
                              {"id":2,"key":"stage_change_time","field_type":"date"},
                              {"id":3,"key":"close_date","field_type":"date"}],
                              "additional_data":{"pagination":{"start":0,"limit":5,
                              "more_items_in_collection":true,"next_start":5}}}"""
                          : """
                            {"success":true,"data":[
                              {"id":4,"key":"%s","field_type":"enum",
                                "options":[{"id":7,"label":"Hot"}]},
                              {"id":5,"key":"kind","field_type":"enum",
                                "options":[{"id":"call","label":"Call"}]},
                              {"id":6,"key":"label_ids","field_type":"set",
                                "options":[{"id":7,"label":"Hot"}]}],
                              "additional_data":{"start":5,"limit":5,
                              "more_items_in_collection":false}}"""
                              .formatted(SOURCE)));
            });

    assertThat(asked)
        .containsExactly("/v1/dealFields?start=0&limit=500", "/v1/dealFields?start=5&limit=500");
    assertThat(schema.field("title"))
        .contains(new Field("title", FieldType.TEXT, "varchar", true, false, true));
    assertThat(schema.field("id"))
        .contains(new Field("id", FieldType.INTEGER, "", false, true, true));
    assertThat(schema.field("owner_id"))
        .contains(new Field("owner_id", FieldType.INTEGER, "", true, true, true));
    assertThat(type(schema, "value")).isEqualTo(FieldType.DECIMAL);
    assertThat(type(schema, "user_id")).isEqualTo(FieldType.INTEGER);
    assertThat(type(schema, "stage_change_time")).isEqualTo(FieldType.TIMESTAMP);
    assertThat(type(schema, "close_date")).isEqualTo(FieldType.DATE);
    assertThat(type(schema, SOURCE)).isEqualTo(FieldType.INTEGER);
    assertThat(schema.field(SOURCE).orElseThrow().options()).containsExactly("7");
    assertThat(type(schema, "kind")).isEqualTo(FieldType.TEXT);
    assertThat(schema.field("kind").orElseThrow().options()).containsExactly("call");
    assertThat(type(schema, "label_ids")).isEqualTo(FieldType.TEXT);
  }

  @Test
  void whatIsNoDescriptionIsNotTakenForOne() {
    assertThatThrownBy(() -> described("deals", with(answer(200, "{\"success\":true}"))))
        .hasRootCauseInstanceOf(UpstreamException.class)
        .hasMessageContaining("has no fields");
    assertThatThrownBy(
            () ->
                described(
                    "leads",
                    with(
                        answer(
                            403,
                            "{\"success\":false,\"error\":\"Scope and URL mismatch\","
                                + "\"errorCode\":403}"))))
        .hasRootCauseInstanceOf(UpstreamException.class)
        .hasMessageContaining("Scope and URL mismatch");
    assertThatThrownBy(
            () ->
                described(
                    "deals",
                    with(
                        answer(
                            200,
                            """
                            {"success":true,"data":[{"key":"title","field_type":"varchar"}],
                              "additional_data":{"pagination":{"more_items_in_collection":true,
                              "next_start":0}}}"""))))
        .hasRootCauseInstanceOf(UpstreamException.class)
        .hasMessageContaining("adds nothing");
  }

  @Test
  void whatIsNotThereIsNotAskedToBeDescribed() {
    assertThatThrownBy(
            () ->
                described(
                    "campaigns",
                    request -> {
                      throw new AssertionError(request);
                    }))
        .hasRootCauseInstanceOf(QueryException.class)
        .hasMessageContaining("no object type campaigns");
  }

  private static Upstream with(UpstreamResponse response) {
    return request -> CompletableFuture.completedFuture(response);
  }

  private static ObjectSchema described(String object, Upstream upstream) {
    return PIPEDRIVE.describe(object, upstream).toCompletableFuture().join();
  }

  private static FieldType type(ObjectSchema schema, String field) {
    return schema.field(field).orElseThrow().type();
  }

  @Test
  void aKeywordIsLookedForInAllTypesAtOnce() {
    TextPlan plan = keyword(" ohio  steel ", 30);

    assertThat(plan.requests())
        .extracting(UpstreamRequest::target)
        .containsExactly(
            "/api/v2/itemSearch?term=ohio%20steel"
                + "&item_types=deal%2Cperson%2Corganization%2Clead&limit=30");
    assertThat(keyword("ohio", 1000).requests().get(0).query()).containsEntry("limit", "100");
  }

  @Test
  void whatFitsBestComesFirst() {
    TextPlan plan = keyword("steel", 30);

    Page page =
        PIPEDRIVE.decode(
            plan.requests().get(0),
            answer(
                200,
                """
                {"success":true,"data":{"items":[
                  {"result_score":0.51,"item":{"id":"0c6f8a10-6a0e-11ee-8c99-0242ac120002",
                    "type":"lead","title":"Ohio Steel mill"}},
                  {"result_score":0.4,"item":{"id":8,"type":"person","name":"Jim Steel",
                    "emails":["jim@example.com","j@example.com"]}}]},
                  "additional_data":{"next_cursor":"eyJmIjoxN30"}}"""),
            plan);

    assertThat(page.rows())
        .extracting(Row::toString)
        .containsExactly("leads 0c6f8a10-6a0e-11ee-8c99-0242ac120002", "persons 8");
    assertThat(value(page.rows().get(1), "emails").textValue()).isEqualTo("jim@example.com");
    assertThat(page.next().orElseThrow().query()).containsEntry("cursor", "eyJmIjoxN30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " x ", "🚀"})
  void aKeywordOfOneCharacterIsRefused(String text) {
    assertThatThrownBy(() -> keyword(text, 30))
        .isInstanceOf(QueryException.class)
        .hasMessage("Pipedrive searches for 2 characters at least");
  }

  private static TextPlan keyword(String text, int pageSize) {
    return PIPEDRIVE.plan(new TextQuery(Language.KEYWORD, text, pageSize));
  }

  @Test
  void tokensAreOfOAuthUnlessItIsSaid() {
    TokenHeader field = TokenHeader.field("x-api-token");

    assertThat(PIPEDRIVE.tokenHeader()).isEqualTo(TokenHeader.BEARER);
    assertThat(new PipedriveConnector(field).tokenHeader()).isEqualTo(field);
  }

  private static JsonNode value(Row row, String property) {
    return row.value(FieldPath.of(property));
  }
}
