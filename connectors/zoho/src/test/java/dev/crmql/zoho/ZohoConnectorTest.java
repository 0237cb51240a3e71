package dev.crmql.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Conditions;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import dev.crmql.spi.Page;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZohoConnectorTest {

  private static final ZohoConnector ZOHO = new ZohoConnector();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ObjectSchema DEALS =
      ObjectSchema.builder("Deals")
          .idField("id")
          .field(new Field("id", FieldType.ID, "bigint", false, true, true))
          .field(Field.of("Deal_Name", FieldType.TEXT))
          .field(new Field("Stage", FieldType.TEXT, "picklist", false, true, true))
          .field(Field.of("Amount", FieldType.DECIMAL))
          .field(Field.of("Closing_Date", FieldType.DATE))
          .field(Field.of("Created_Time", FieldType.TIMESTAMP))
          .field(Field.of("Private_Sale", FieldType.BOOLEAN))
          .field(Field.of("Account_Name", FieldType.ID))
          .field(new Field("Description", FieldType.TEXT, "textarea", true, false, false))
          .relation(new Relation("Account_Name", "Account_Name", "Accounts", false))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Deal_Name = 'O''Brien'        | Deal_Name = 'O''Brien'
          Stage != 'Closed Lost'        | Stage not in ('Closed Lost')
          Deal_Name != 'Closed Lost'    | (Deal_Name not in ('Closed Lost') and Deal_Name is not null)
          Amount != 1 AND Amount != 2   | ((Amount not in (1) and Amount is not null) and (Amount not in (2) and Amount is not null))
          Deal_Name LIKE 'Jim%'         | Deal_Name like 'Jim%'
          Deal_Name LIKE '%im'          | Deal_Name like '%im'
          Deal_Name LIKE '%im%'         | Deal_Name like '%im%'
          Deal_Name NOT LIKE '%im%'     | (Deal_Name not like '%im%' and Deal_Name is not null)
          Stage IN ('a', 'b')           | Stage in ('a','b')
          Stage NOT IN ('a', 'b')       | Stage not in ('a','b')
          Deal_Name NOT IN ('a', 'b')   | (Deal_Name not in ('a','b') and Deal_Name is not null)
          Deal_Name IS NULL             | Deal_Name is null
          Deal_Name = ''                | Deal_Name is null
          Amount >= 10000 AND Amount < 5e4 | (Amount >= 10000 and Amount < 50000)
          Amount > 1 AND Stage = 'a' AND Amount < 2 | ((Amount > 1 and Stage = 'a') and Amount < 2)
          (Amount >= 10000 OR Stage = 'Closed Won') AND NOT (Stage = 'a' OR Amount < 100) | (((Amount >= 10000 or Stage = 'Closed Won') and Stage not in ('a')) and Amount >= 100)
          Closing_Date < '2024-02-01'   | Closing_Date < '2024-02-01'
          Created_Time >= '2024-01-01T02:00:00+02:00' | Created_Time >= '2024-01-01T00:00:00+00:00'
          Private_Sale = TRUE           | Private_Sale = 'true'
          Private_Sale != TRUE          | Private_Sale = 'false'
          Private_Sale IN (TRUE, FALSE) | (Private_Sale = 'true' or Private_Sale = 'false')
          Private_Sale NOT IN (TRUE)    | Private_Sale = 'false'
          Account_Name = '5545974000000111222' | Account_Name = '5545974000000111222'
          id IN ('1', 'x')              | id in ('1')
          Account_Name.Account_Name LIKE 'Acme%' | Account_Name.Account_Name like 'Acme%'
          """)
  void theServiceIsAskedExactly(String where, String criteria) {
    SearchPlan plan = plan("SELECT id FROM Deals WHERE " + where);

    assertThat(statement(plan))
        .isEqualTo("select id from Deals where " + criteria + " order by id asc limit 0, 2000");
    assertThat(plan.residual()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Deal_Name > 'm'                       | Deal_Name is not null
          Deal_Name LIKE '100\\%x%' ESCAPE '\\' | Deal_Name like '%100%'
          Deal_Name LIKE 'a\\b%'                | Deal_Name like '%a%'
          Deal_Name LIKE ' %'                   | Deal_Name is not null
          Deal_Name = 'a\\b'                    | Deal_Name is not null
          Deal_Name NOT LIKE 'x%'               | Deal_Name is not null
          Deal_Name != ''                       | Deal_Name is not null
          Created_Time > '2024-01-01T00:00:00.5Z' | Created_Time is not null
          Account_Name LIKE '55%'               | Account_Name is not null
          Account_Name = 'Acme'                 | Account_Name is not null
          id NOT IN ('1', 'x')                  | id is not null
          """)
  void whatIsNotCertainIsCheckedAgain(String where, String criteria) {
    SearchPlan plan = plan("SELECT id FROM Deals WHERE " + where);

    assertThat(statement(plan)).contains(" where " + criteria + " order by ");
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(Handling.SUPERSET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Description = 'x'                      | it does not filter by Description
          Private_Sale IS NULL                   | no test for NULL
          Account_Name.Account_Name IS NULL      | leave out records without a Account_Name
          """)
  void whatCannotBeAskedIsLeftToTheEngineIfItMay(String where, String reason) {
    String query = "SELECT id FROM Deals WHERE " + where;

    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(reason);
    SearchPlan plan = ZOHO.plan(QueryParser.kql().parse(query), DEALS, Completion.LOCAL);
    assertThat(statement(plan)).contains(" where id is not null order by id asc");
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(Handling.LOCAL);
  }

  @Test
  void aPageIsAskedForAsItIsWritten() {
    SearchPlan plan =
        plan(
            "SELECT Deal_Name, Account_Name.Website FROM Deals WHERE Deal_Name LIKE 'Jim%'"
                + " ORDER BY Deal_Name DESC LIMIT 100 OFFSET 200");

    assertThat(plan.requests().get(0).path()).isEqualTo("/crm/v8/coql");
    assertThat(statement(plan))
        .isEqualTo(
            "select Deal_Name, Account_Name.Website, id from Deals where Deal_Name like 'Jim%'"
                + " order by Deal_Name desc, id asc limit 200, 100");
    assertThat(plan.skip()).isZero();
  }

  @Test
  void aFieldThatMayBeNullIsSortedByTheEngine() {
    SearchPlan plan = plan("SELECT id FROM Deals ORDER BY Amount DESC, Stage LIMIT 10");

    assertThat(plan.sortedByEngine()).isTrue();
    assertThat(statement(plan))
        .isEqualTo(
            "select id, Amount, Stage from Deals where id is not null order by id asc"
                + " limit 0, 2000");
  }

  @Test
  void longListsAreDivided() {
    String values =
        IntStream.range(0, 120).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));

    assertThat(statement(plan("SELECT id FROM Deals WHERE Stage IN (" + values + ")")))
        .contains("'49') or Stage in ('50',", "'99')) or Stage in ('100',");
  }

  @Test
  void withoutRoomForAnotherCriterionTheNextPageHasAnOffset() {
    SearchPlan plan =
        plan(
            "SELECT id FROM Deals WHERE "
                + IntStream.range(0, 25)
                    .mapToObj(i -> "Amount = " + i)
                    .collect(Collectors.joining(" OR ")));

    UpstreamRequest next =
        ZOHO.decode(
                plan.requests().get(0),
                answer(200, "{\"data\":[{\"id\":\"55\"}],\"info\":{\"more_records\":true}}"),
                plan)
            .next()
            .orElseThrow();

    assertThat(next.body().orElseThrow()).contains(" limit 1, 2000").doesNotContain("id >");
  }

  @Test
  void moreCriteriaThanTheServiceTakesAreRefusedOrChecked() {
    String where =
        IntStream.range(0, 30)
            .mapToObj(i -> "Amount != " + i)
            .collect(Collectors.joining(" AND ", "Stage = 'a' AND ", ""));
    Query query = QueryParser.kql().parse("SELECT id FROM Deals WHERE " + where);

    assertThatThrownBy(() -> ZOHO.plan(query, DEALS, Completion.STRICT))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("criteria at most");
    SearchPlan plan = ZOHO.plan(query, DEALS, Completion.LOCAL);
    assertThat(statement(plan).split(" (and|or) ")).hasSizeLessThanOrEqualTo(25);
    assertThat(plan.residual()).isNotEmpty();
  }

  @Test
  void everyFieldIsTheSchemas() {
    assertThat(statement(plan("SELECT * FROM Deals")))
        .startsWith(
            "select Account_Name, Amount, Closing_Date, Created_Time, Deal_Name, Description,"
                + " Private_Sale, Stage, id from Deals where id is not null");
    assertThatThrownBy(
            () ->
                ZOHO.plan(
                    QueryParser.kql().parse("SELECT * FROM Deals"),
                    ObjectSchema.unknown(),
                    Completion.STRICT))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("has no SELECT *");
  }

  /** Quotes pair up, and outside of them stands what the query's structure gives. */
  @Property
  void valuesNeverBecomeSyntax(@ForAll String text) {
    SearchPlan plan =
        ZOHO.plan(
            Query.select("id")
                .from("Deals")
                .where(Conditions.equal("Deal_Name", "x" + text))
                .build(),
            DEALS,
            Completion.STRICT);

    assertThat(statement(plan).replaceAll("(?s)'(?:[^']|'')*'", "?"))
        .isIn(
            "select id from Deals where Deal_Name = ? order by id asc limit 0, 2000",
            "select id, Deal_Name from Deals where Deal_Name is not null order by id asc"
                + " limit 0, 2000");
  }

  @Test
  void rowsByIdGoOnAfterTheLastOne() {
    SearchPlan plan = plan("SELECT Deal_Name FROM Deals WHERE Amount > 1");

    Page page =
        ZOHO.decode(
            plan.requests().get(0),
            answer(
                200,
                "{\"data\":[{\"Deal_Name\":\"Crane\",\"id\":\"55\"}],"
                    + "\"info\":{\"count\":1,\"more_records\":true}}"),
            plan);

    assertThat(page.rows()).singleElement().hasToString("Deals 55");
    assertThat(page.rows().get(0).shown().toString()).isEqualTo("{\"Deal_Name\":\"Crane\"}");
    assertThat(statement(page.next().orElseThrow()))
        .isEqualTo(
            "select Deal_Name, id from Deals where (Amount > 1 and id > '55')"
                + " order by id asc limit 0, 2000");
  }

  @Test
  void aSelectedPropertyOfARelatedRecordIsShown() {
    SearchPlan plan = plan("SELECT Account_Name.Account_Name FROM Deals");

    Page page =
        ZOHO.decode(
            plan.requests().get(0),
            answer(
                200,
                "{\"data\":[{\"Account_Name.Account_Name\":\"Ohio Steel\",\"id\":\"55\"}],"
                    + "\"info\":{\"count\":1,\"more_records\":false}}"),
            plan);

    assertThat(page.rows().get(0).shown().toString())
        .isEqualTo("{\"Account_Name.Account_Name\":\"Ohio Steel\"}");
  }

  @Test
  void rowsInAnotherOrderGoOnAfterThoseThatCame() {
    SearchPlan plan = plan("SELECT id FROM Deals ORDER BY Stage LIMIT 500 OFFSET 10");

    Page page =
        ZOHO.decode(
            plan.requests().get(0),
            answer(200, "{\"data\":[{\"id\":\"55\"}],\"info\":{\"more_records\":true}}"),
            plan);

    assertThat(statement(page.next().orElseThrow())).endsWith(" limit 11, 500");
  }

  @Test
  void noContentIsNoRows() {
    SearchPlan plan = plan("SELECT id FROM Deals");

    assertThat(ZOHO.decode(plan.requests().get(0), answer(204, ""), plan).rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <html>                                       | has no list of records
          {"data":[]}                                  | does not say whether it is the last page
          {"data":[],"info":{"more_records":true}}     | has no rows
          {"data":[{}],"info":{"more_records":false}}  | has no id
          """)
  void whatIsNoPageIsNotTakenForOne(String body, String message) {
    SearchPlan plan = plan("SELECT id FROM Deals");

    assertThatThrownBy(() -> ZOHO.decode(plan.requests().get(0), answer(200, body), plan))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLookupIsTheIdOfWhatItLeadsTo() {
    SearchPlan plan = plan("SELECT Account_Name FROM Deals WHERE Account_Name LIKE '55%'");

    Page page =
        ZOHO.decode(
            plan.requests().get(0),
            answer(
                200,
                "{\"data\":[{\"Account_Name\":{\"name\":\"Ohio\",\"id\":\"551\"},\"id\":\"1\"}],"
                    + "\"info\":{\"more_records\":false}}"),
            plan);

    assertThat(page.rows().get(0).value(FieldPath.of("Account_Name")).textValue()).isEqualTo("551");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          400 | SYNTAX_ERROR           | QUERY_REJECTED
          400 | INVALID_QUERY          | QUERY_REJECTED
          400 | LIMIT_EXCEEDED         | QUERY_REJECTED
          400 | DUPLICATE_DATA         | QUERY_REJECTED
          400 | DUPLICATE_ALIAS        | QUERY_REJECTED
          400 | INVALID_ALIAS          | QUERY_REJECTED
          400 | MANDATORY_NOT_FOUND    | QUERY_REJECTED
          400 | INVALID_DATA           | QUERY_REJECTED
          400 | INVALID_MODULE         | NOT_FOUND
          401 | INVALID_TOKEN          | TOKEN_REJECTED
          401 | AUTHENTICATION_FAILURE | TOKEN_REJECTED
          401 | OAUTH_SCOPE_MISMATCH   | FORBIDDEN
          401 | UNAUTHORIZED           | FORBIDDEN
          403 | NO_PERMISSION          | FORBIDDEN
          429 | TOO_MANY_REQUESTS      | THROTTLED
          503 | X                      | TRANSIENT
          """)
  void errorsHaveAKind(int status, String code, UpstreamFault.Kind kind) {
    UpstreamFault fault =
        ZOHO.fault(
            answer(
                status,
                "{\"code\":\"%s\",\"details\":{\"retry_after\":7},\"message\":\"m\"}"
                    .formatted(code)),
            Optional.empty());

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void anErrorNamesThePlace() {
    SearchPlan plan = plan("SELECT id FROM Deals WHERE Amount > 1");

    UpstreamFault fault =
        ZOHO.fault(
            answer(
                400,
                "{\"code\":\"INVALID_QUERY\",\"details\":{\"reason\":\"invalid operator found\","
                    + "\"column_name\":\"Amount\"},\"message\":\"Invalid query formed\"}"),
            Optional.of(plan));

    assertThat(fault.message()).isEqualTo("Invalid query formed, invalid operator found, Amount");
    assertThat(fault.at().span()).isPresent();
  }

  @Test
  void fieldsAreDescribed() {
    ObjectSchema schema =
        ZOHO.describe(
                "Deals",
                request -> {
                  assertThat(request.target()).isEqualTo("/crm/v8/settings/fields?module=Deals");
                  return CompletableFuture.completedFuture(
                      answer(
                          200,
                          "{\"fields\":["
                              + "{\"api_name\":\"Deal_Name\",\"data_type\":\"text\","
                              + "\"filterable\":true,\"sortable\":true,\"system_mandatory\":true},"
                              + "{\"api_name\":\"Account_Name\",\"data_type\":\"lookup\","
                              + "\"filterable\":true,\"sortable\":false,"
                              + "\"lookup\":{\"module\":{\"api_name\":\"Accounts\"}}}]}"));
                })
            .toCompletableFuture()
            .join();

    assertThat(schema.field("Deal_Name"))
        .contains(new Field("Deal_Name", FieldType.TEXT, "text", false, true, true));
    assertThat(schema.field("Account_Name"))
        .contains(new Field("Account_Name", FieldType.ID, "lookup", true, true, false));
    assertThat(schema.relation("Account_Name").orElseThrow().target()).isEqualTo("Accounts");
  }

  @Test
  void keywordsAreLookedForInEachModule() {
    TextPlan plan = ZOHO.plan(new TextQuery(Language.KEYWORD, " ohio  steel ", 30));

    assertThat(plan.requests())
        .extracting(UpstreamRequest::target)
        .hasSize(6)
        .contains("/crm/v8/Deals/search?word=ohio%20steel&page=1&per_page=30");
    Page page =
        ZOHO.decode(
            plan.requests().get(0),
            answer(200, "{\"data\":[{\"id\":\"1\"}],\"info\":{\"more_records\":true}}"),
            plan);
    assertThat(page.rows()).singleElement().hasToString("Accounts 1");
    assertThat(page.next().orElseThrow().query()).containsEntry("page", "2");
  }

  private static SearchPlan plan(String query) {
    return ZOHO.plan(QueryParser.kql().parse(query), DEALS, Completion.STRICT);
  }

  private static String statement(SearchPlan plan) {
    return statement(plan.requests().get(0));
  }

  private static String statement(UpstreamRequest request) {
    try {
      return JSON.readTree(request.body().orElseThrow()).get("select_query").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
