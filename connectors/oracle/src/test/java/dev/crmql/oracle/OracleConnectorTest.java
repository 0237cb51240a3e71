package dev.crmql.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import dev.crmql.spi.Page;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

final class OracleConnectorTest {

  private static final OracleConnector ORACLE = new OracleConnector();
  private static final String BASE = "/crmRestApi/resources/11.13.18.05/";

  private static final ObjectSchema OPPORTUNITIES =
      ObjectSchema.builder("opportunities")
          .idField("OptyNumber")
          .field(new Field("OptyNumber", FieldType.ID, "string", false, true, true))
          .field(Field.of("Name", FieldType.TEXT))
          .field(Field.of("Revenue", FieldType.DECIMAL))
          .field(Field.of("EffectiveDate", FieldType.DATE))
          .field(Field.of("LastUpdateDate", FieldType.TIMESTAMP))
          .field(Field.of("Won", FieldType.BOOLEAN))
          .field(new Field("Created", FieldType.TIMESTAMP, "datetime", false, true, true))
          .field(new Field("Notes", FieldType.TEXT, "string", true, false, false))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Name = 'Jim'                     | upper(Name) = 'JIM'
          Name != 'O''Brien'               | (upper(Name) <> 'O''BRIEN' and Name is not null)
          Name LIKE 'Jim%'                 | upper(Name) like 'JIM%'
          Name LIKE '%jim'                 | upper(Name) like '%JIM'
          Name LIKE '%jim%'                | upper(Name) like '%JIM%'
          Name NOT LIKE '%jim%'            | (NOT (upper(Name) like '%JIM%') and Name is not null)
          Name IN ('a', 'b')               | upper(Name) in ('A','B')
          Name NOT IN ('a', 'b')           | (NOT (upper(Name) in ('A','B')) and Name is not null)
          Name = 'Straße'                  | upper(Name) = 'STRAßE'
          Name = ''                        | Name is null
          Name != ''                       | Name is not null
          Name IS NULL                     | Name is null
          Revenue >= 10000                 | Revenue >= 10000
          Revenue IN (1, 2.5)              | Revenue in (1,2.5)
          EffectiveDate < '2024-02-01'     | EffectiveDate < '2024-02-01'
          LastUpdateDate >= '2024-01-01T02:00:00+02:00' | LastUpdateDate >= '2024-01-01T00:00:00.000Z'
          Revenue > 1 AND (Name = 'a' OR Revenue < 0 AND Name = 'b') | Revenue > 1 and (upper(Name) = 'A' or (Revenue < 0 and upper(Name) = 'B'))
          NOT (Name = 'a' OR Revenue < 100) | (upper(Name) <> 'A' and Name is not null) and Revenue >= 100
          id = '88017'                     | upper(OptyNumber) = '88017'
          """)
  void theServiceIsAskedExactly(String where, String q) {
    SearchPlan plan = plan("SELECT id FROM opportunities WHERE " + where);

    assertThat(parameters(plan)).containsEntry("q", q);
    assertThat(plan.residual()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Name LIKE '%100\\%%' ESCAPE '\\'      | upper(Name) like '%100_%'
          Name LIKE 'SA*%'                      | upper(Name) like 'SA_%'
          Name NOT LIKE 'SA*%'                  | Name is not null
          Name > 'm'                            | Name is not null
          Won = TRUE                            | Won is not null
          LastUpdateDate > '2024-01-01T00:00:00.0001Z' | LastUpdateDate is not null
          """)
  void whatIsNotCertainIsCheckedAgain(String where, String q) {
    SearchPlan plan = plan("SELECT id FROM opportunities WHERE " + where);

    assertThat(parameters(plan)).containsEntry("q", q);
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(Handling.SUPERSET);
  }

  @Test
  void aPageIsAskedForAsItIsWritten() {
    SearchPlan plan =
        plan(
            "SELECT Name FROM opportunities WHERE Name LIKE 'Jim%'"
                + " ORDER BY Name DESC LIMIT 100 OFFSET 200");

    assertThat(plan.requests().get(0).path()).isEqualTo(BASE + "opportunities");
    assertThat(parameters(plan))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "onlyData", "true",
                "fields", "Name,OptyNumber",
                "finder", "MyOpportunitiesFinder;RecordSet='ALLOPTIES'",
                "q", "upper(Name) like 'JIM%'",
                "orderBy", "upper(Name):desc,OptyNumber:asc",
                "limit", "100",
                "offset", "200"));
    assertThat(plan.skip()).isZero();
  }

  @Test
  void aPropertyThatMayBeNullIsSortedByTheEngine() {
    SearchPlan plan = plan("SELECT id FROM opportunities ORDER BY Revenue LIMIT 10 OFFSET 5");

    assertThat(plan.sortedByEngine()).isTrue();
    assertThat(plan.skip()).isEqualTo(5);
    assertThat(parameters(plan))
        .containsEntry("orderBy", "OptyNumber:asc")
        .containsEntry("limit", "499")
        .containsEntry("offset", "0")
        .containsEntry("fields", "OptyNumber,Revenue");
  }

  @Test
  void aPropertyThatIsNeverNullIsSortedByTheService() {
    SearchPlan plan = plan("SELECT * FROM opportunities ORDER BY Created DESC");

    assertThat(plan.sortedByEngine()).isFalse();
    assertThat(parameters(plan))
        .containsEntry("orderBy", "Created:desc,OptyNumber:asc")
        .doesNotContainKey("fields");
  }

  @Test
  void tasksAreTheActivitiesOfTheirKind() {
    SearchPlan plan =
        ORACLE.plan(
            QueryParser.kql()
                .parse(
                    "SELECT Subject FROM tasks WHERE DueDate < '2024-02-01' OR PriorityCode = '1'"),
            ObjectSchema.unknown(),
            Completion.STRICT);

    assertThat(plan.requests().get(0).path()).isEqualTo(BASE + "activities");
    assertThat(parameters(plan))
        .containsEntry(
            "q",
            "ActivityFunctionCode = 'TASK' and (DueDate < '2024-02-01' or upper(PriorityCode) ="
                + " '1')");
    assertThat(plan.notes()).singleElement().asString().contains("was not described");
  }

  @Test
  void whatTheServiceDoesNotFilterByIsLeftToTheEngineIfItMay() {
    String query = "SELECT id FROM opportunities WHERE Notes = 'x' AND Name = 'a'";

    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("it does not filter by Notes");
    SearchPlan plan = ORACLE.plan(QueryParser.kql().parse(query), OPPORTUNITIES, Completion.LOCAL);
    assertThat(parameters(plan))
        .containsEntry("q", "upper(Name) = 'A'")
        .containsEntry("fields", "OptyNumber,Notes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT "a b" FROM opportunities            | no property of Oracle has such a name
          SELECT id FROM "opportunities/x"           | no object type of Oracle has such a name
          SELECT id FROM opportunities WHERE Account.Name = 'x' | Oracle cannot express WHERE relation.property
          """)
  void whatCannotBeAskedIsRefused(String query, String message) {
    assertThatThrownBy(
            () ->
                ORACLE.plan(
                    QueryParser.kql().parse(query), ObjectSchema.unknown(), Completion.STRICT))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Name = '%s'", "Name IN ('a', '%s')", "Name NOT IN ('a', '%s')"})
  void aQueryThatIsLongerThanAUrlIsRefused(String where) {
    String query = "SELECT id FROM opportunities WHERE " + String.format(where, "x".repeat(9_000));

    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("longer than what Oracle takes");
  }

  /** Each value is asked for once, beside what else the query asks for. */
  @Test
  void aListThatIsLongerThanAUrlIsSplit() {
    List<String> names =
        IntStream.range(0, 1_000).mapToObj(i -> String.format("'COMPANY %04d'", i)).toList();
    SearchPlan plan =
        plan(
            "SELECT id FROM opportunities WHERE Revenue > 5 AND Name IN ("
                + String.join(", ", names)
                + ") ORDER BY Created LIMIT 10 OFFSET 5");

    List<String> asked = new ArrayList<>();
    for (UpstreamRequest request : plan.requests()) {
      String q = request.query().get("q");
      assertThat(request.target().length()).isLessThanOrEqualTo(8_000);
      assertThat(q).startsWith("Revenue > 5 and upper(Name) in (").endsWith(")");
      asked.addAll(List.of(q.substring(q.lastIndexOf('(') + 1, q.length() - 1).split(",", -1)));
      assertThat(request.query()).containsEntry("limit", "499").containsEntry("offset", "0");
    }
    assertThat(plan.requests()).hasSizeGreaterThan(2);
    assertThat(asked).containsExactlyElementsOf(names);
    assertThat(plan.residual()).isEmpty();
    assertThat(plan.sortedByEngine()).isFalse();
    assertThat(plan.skip()).isEqualTo(5);
  }

  @Test
  void rowsOfASplitListAreSortedByTextByTheEngine() {
    SearchPlan plan =
        plan(
            "SELECT id FROM opportunities WHERE Name IN ("
                + IntStream.range(0, 1_000)
                    .mapToObj(i -> "'company " + i + "'")
                    .collect(Collectors.joining(", "))
                + ") ORDER BY Name");

    assertThat(plan.sortedByEngine()).isTrue();
  }

  /** Quotes pair up, and outside of them stands what the query's structure gives. */
  @Property
  void valuesNeverBecomeSyntax(@ForAll String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    SearchPlan plan =
        ORACLE.plan(
            Query.select("id")
                .from("opportunities")
                .where(Conditions.equal("Name", "x" + text))
                .build(),
            OPPORTUNITIES,
            Completion.STRICT);
    String q = parameters(plan).get("q");

    assertThat(q.replaceAll("'(?:[^']|'')*'", "?"))
        .as(quoted)
        .isIn("upper(Name) = ?", "Name is not null");
  }

  @Test
  void pagesGoOnAfterTheRowsThatCame() {
    SearchPlan plan = plan("SELECT Name FROM opportunities");
    UpstreamRequest request = plan.requests().get(0);

    Page page =
        ORACLE.decode(
            request,
            ok(
                "{\"items\":[{\"OptyNumber\":\"88017\",\"Name\":\"Crane order\"}],\"count\":1,"
                    + "\"hasMore\":true,\"limit\":200,\"offset\":0,\"links\":[]}"),
            plan);

    assertThat(page.rows()).singleElement().hasToString("opportunities 88017");
    assertThat(page.rows().get(0).shown().toString()).isEqualTo("{\"Name\":\"Crane order\"}");
    assertThat(page.next().orElseThrow().query()).containsEntry("offset", "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <html>                          | has no list of records
          {"items":[]}                    | does not say whether it is the last page
          {"items":[],"hasMore":true}     | has no rows
          {"items":[1],"hasMore":false}   | a record is not an object
          {"items":[{}],"hasMore":false}  | has no id
          """)
  void whatIsNoPageIsNotTakenForOne(String body, String message) {
    SearchPlan plan = plan("SELECT Name FROM opportunities");

    assertThatThrownBy(() -> ORACLE.decode(plan.requests().get(0), ok(body), plan))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aStructuredErrorNamesThePlace() {
    SearchPlan plan = plan("SELECT Name FROM opportunities WHERE Revenue > 1");

    UpstreamFault fault =
        ORACLE.fault(
            answer(
                400,
                "application/vnd.oracle.adf.error+json",
                "{\"title\":\"Bad Request\",\"status\":\"400\",\"o:errorDetails\":[{\"detail\":"
                    + "\"attribute Revenue is unknown.\",\"o:errorCode\":\"27520\"}]}"),
            Optional.of(plan));

    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.QUERY_REJECTED);
    assertThat(fault.code()).isEqualTo("27520");
    assertThat(fault.at().span()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "400,QUERY_REJECTED",
    "401,TOKEN_REJECTED",
    "403,FORBIDDEN",
    "404,NOT_FOUND",
    "412,UNEXPECTED",
    "429,THROTTLED",
    "500,TRANSIENT",
    "503,TRANSIENT",
    "302,UNEXPECTED"
  })
  void anErrorMayBePlainText(int status, UpstreamFault.Kind kind) {
    UpstreamFault fault =
        ORACLE.fault(answer(status, "text/plain", "no such luck"), Optional.empty());

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.message()).isEqualTo("no such luck");
  }

  @Test
  void attributesAreDescribed() {
    ObjectSchema schema =
        ORACLE
            .describe(
                "leads",
                request -> {
                  assertThat(request.path()).isEqualTo(BASE + "leads/describe");
                  return CompletableFuture.completedFuture(
                      ok(
                          "{\"Resources\":{\"leads\":{\"attributes\":["
                              + "{\"name\":\"LeadNumber\",\"type\":\"string\",\"queryable\":true},"
                              + "{\"name\":\"Name\",\"type\":\"string\",\"queryable\":true,"
                              + "\"mandatory\":true},"
                              + "{\"name\":\"Comments\",\"type\":\"string\","
                              + "\"queryable\":false}]}}}"));
                })
            .toCompletableFuture()
            .join();

    assertThat(schema.idField()).contains("LeadNumber");
    assertThat(schema.field("LeadNumber"))
        .contains(new Field("LeadNumber", FieldType.ID, "string", false, true, true));
    assertThat(schema.field("Name"))
        .contains(new Field("Name", FieldType.TEXT, "string", false, true, true));
    assertThat(schema.field("Comments"))
        .contains(new Field("Comments", FieldType.TEXT, "string", true, false, false));
  }

  private static SearchPlan plan(String query) {
    return ORACLE.plan(QueryParser.kql().parse(query), OPPORTUNITIES, Completion.STRICT);
  }

  private static Map<String, String> parameters(SearchPlan plan) {
    return plan.requests().stream()
        .map(UpstreamRequest::query)
        .collect(Collectors.collectingAndThen(Collectors.toList(), list -> list.get(0)));
  }

  private static UpstreamResponse ok(String body) {
    return answer(200, "application/json", body);
  }

  private static UpstreamResponse answer(int status, String type, String body) {
    return new UpstreamResponse(
        status, Map.of("Content-Type", List.of(type)), body.getBytes(StandardCharsets.UTF_8));
  }
}
