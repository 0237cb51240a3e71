package dev.crmql.pipeliner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Conditions;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelinerConnectorTest {

  private static final PipelinerConnector PIPELINER = new PipelinerConnector();

  private static final ObjectSchema LEADS =
      ObjectSchema.builder("Leads")
          .idField("id")
          .field(new Field("id", FieldType.ID, "input", false, true, true))
          .field(Field.of("name", FieldType.TEXT))
          .field(Field.of("city", FieldType.TEXT))
          .field(Field.of("email1", FieldType.TEXT))
          .field(Field.of("status", FieldType.INTEGER))
          .field(Field.of("ranking", FieldType.DECIMAL))
          .field(Field.of("due_date", FieldType.DATE))
          .field(Field.of("modified", FieldType.TIMESTAMP))
          .field(Field.of("cf_hot", FieldType.BOOLEAN))
          .field(Field.of("owner_id", FieldType.ID))
          .field(new Field("value", FieldType.DECIMAL, "currency_foreign", true, false, true))
          .build();

  private static final String UUID = "0d1c6f0e-54c5-4a1b-8f4e-2b9f3f6a7711";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name = 'O''Brien & Söhne'    | filter[name]=O'Brien & Söhne&filter-op[name]=ieq
          name LIKE 'Jim%'             | filter[name]=Jim&filter-op[name]=istarts
          name LIKE '%im'              | filter[name]=im&filter-op[name]=iends
          name LIKE '%im%'             | filter[name]=im&filter-op[name]=icontains
          name IS NULL                 | filter[name]=&filter-op[name]=null
          name IS NOT NULL             | filter[name]=&filter-op[name]=not-null
          status = 1                   | filter[status]=1
          status >= 2                  | filter[status]=2&filter-op[status]=gte
          ranking < 1.5                | filter[ranking]=1.5&filter-op[ranking]=lt
          due_date > '2024-02-01'      | filter[due_date]=2024-02-01&filter-op[due_date]=gt
          due_date <= '2024-02-01'     | filter[due_date]=2024-02-01&filter-op[due_date]=lte
          modified >= '2026-01-01T02:00:00+02:00' | filter[modified]=2026-01-01 00:00:00&filter-op[modified]=gte
          modified < '2026-01-01T00:00:00.25Z' | filter[modified]=2026-01-01T00:00:00.250Z&filter-op[modified]=lt
          cf_hot = TRUE                | filter[cf_hot]=true
          cf_hot != TRUE               | filter[cf_hot]=false
          owner_id = '0D1C6F0E-54C5-4A1B-8F4E-2B9F3F6A7711' | filter[owner_id]=0d1c6f0e-54c5-4a1b-8f4e-2b9f3f6a7711
          NOT (status < 2)             | filter[status]=2&filter-op[status]=gte
          name = 'a' AND status = 1    | filter[name]=a&filter-op[name]=ieq&filter[status]=1
          """)
  void theServiceIsAskedExactly(String where, String filters) {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE " + where);

    assertThat(sent(plan)).isEqualTo(filters + "&order-by=id&load-only=id&first=100");
    assertThat(plan.residual()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name != 'Graz'                  | filter[name]=Graz&filter-op[name]=not-ieq
          status <> 1                     | filter[status]=1&filter-op[status]=not-eq
          name > 'm'                      | filter[name]=&filter-op[name]=not-null
          name = 5                        | filter[name]=&filter-op[name]=not-null
          name != ''                      | filter[name]=&filter-op[name]=not-empty
          name NOT LIKE '%im%'            | filter[name]=&filter-op[name]=not-null
          name NOT IN ('a', 'b')          | filter[name]=&filter-op[name]=not-null
          name LIKE '100\\%x%' ESCAPE '\\'| filter[name]=100%x&filter-op[name]=istarts
          name LIKE 'a\\bc%'              | filter[name]=bc&filter-op[name]=icontains
          name LIKE '\\%'                 | filter[name]=&filter-op[name]=not-null
          status > 3000000000             | filter[status]=&filter-op[status]=not-null
          ranking = 0.12345678901234567   | filter[ranking]=&filter-op[ranking]=not-null
          modified > '2026-01-01T00:00:00.0000005Z' | filter[modified]=&filter-op[modified]=not-null
          owner_id = '7'                  | filter[owner_id]=&filter-op[owner_id]=not-null
          owner_id LIKE '0d1c%'           | filter[owner_id]=&filter-op[owner_id]=not-null
          """)
  void whatIsNotCertainIsCheckedAgain(String where, String filters) {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE " + where);

    assertThat(sent(plan)).startsWith(filters + "&order-by=id&load-only=id,");
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(Handling.SUPERSET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          status >= 1 AND status < 5              | filter[status]=1&filter-op[status]=gte
          status < 5 AND status = 3               | filter[status]=3
          name LIKE '%b%' AND name LIKE 'a%'      | filter[name]=a&filter-op[name]=istarts
          name != 'x' AND name LIKE '%b%'         | filter[name]=b&filter-op[name]=icontains
          due_date > '2024-02-01' AND due_date IS NULL | filter[due_date]=&filter-op[due_date]=null
          """)
  void ofTwoConditionsOfAFieldTheNarrowerIsAsked(String where, String filter) {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE " + where);

    assertThat(sent(plan)).startsWith(filter + "&order-by=id&");
    assertThat(plan.parts())
        .extracting(ConditionPart::handling)
        .containsOnlyOnce(Handling.SUPERSET)
        .doesNotContain(Handling.LOCAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          status = 1 OR due_date < '2024-02-01' | filter[status]=1 | filter[due_date]=2024-02-01&filter-op[due_date]=lt
          status IN (1, 2)      | filter[status]=1 | filter[status]=2
          name = ''             | filter[name]=&filter-op[name]=null | filter[name]=&filter-op[name]=empty
          status IN (1, 2) AND due_date >= '2024-01-01' AND due_date < '2024-02-01' | filter[due_date]=2024-01-01&filter-op[due_date]=gte&filter[status]=1 | filter[due_date]=2024-01-01&filter-op[due_date]=gte&filter[status]=2
          """)
  void eachAlternativeIsAListOfItsOwn(String where, String one, String other) {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE " + where + " LIMIT 5");

    assertThat(plan.requests())
        .extracting(PipelinerConnectorTest::sent)
        .map(sent -> sent.substring(0, sent.indexOf("&order-by=")))
        .containsExactly(one, other);
    assertThat(plan.requests()).allMatch(request -> sent(request).endsWith("&first=100"));
  }

  @Test
  void moreAlternativesThanRequestsAreRefusedOrChecked() {
    String where =
        IntStream.rangeClosed(1, 9)
            .mapToObj(i -> "status = " + i)
            .collect(Collectors.joining(" OR ", "name = 'a' AND (", ")"));
    Query query = QueryParser.kql().parse("SELECT id FROM Leads WHERE " + where);

    assertThatThrownBy(() -> PIPELINER.plan(query, LEADS, Completion.STRICT))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("more than 8 requests");
    SearchPlan plan = PIPELINER.plan(query, LEADS, Completion.LOCAL);
    assertThat(sent(plan)).startsWith("filter[name]=a&filter-op[name]=ieq&order-by=id&");
    assertThat(plan.parts())
        .extracting(ConditionPart::handling)
        .containsExactly(Handling.EXACT, Handling.LOCAL);
  }

  @Test
  void aLongListIsCheckedOnRowsWithAValue() {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE status IN (1, 2, 3, 4, 5, 6, 7, 8, 9)");

    assertThat(sent(plan)).startsWith("filter[status]=&filter-op[status]=not-null&order-by=id&");
    assertThat(plan.residual()).hasSize(1);
  }

  @Property
  void noMoreRequestsAreMadeThanAllowed(
      @ForAll @IntRange(min = 1, max = 12) int names,
      @ForAll @IntRange(min = 1, max = 12) int statuses) {
    Query query =
        Query.select("id")
            .from("Leads")
            .where(
                Conditions.and(
                    Conditions.in(
                        "name", IntStream.range(0, names).mapToObj(i -> "n" + i).toList()),
                    Conditions.in("status", IntStream.range(0, statuses).boxed().toList())))
            .build();

    assertThat(PIPELINER.plan(query, LEADS, Completion.LOCAL).requests()).hasSizeBetween(1, 8);
  }

  @Test
  void anAmountOfMoneyIsComparedByTheEngineIfItMay() {
    String text = "SELECT id FROM Leads WHERE value > 5 ORDER BY value";

    assertThatThrownBy(() -> plan(text))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("does not filter by value");
    SearchPlan plan = PIPELINER.plan(QueryParser.kql().parse(text), LEADS, Completion.LOCAL);
    assertThat(sent(plan)).isEqualTo("order-by=id&load-only=id,value&first=100");
    assertThat(plan.sortedByEngine()).isTrue();
    Row row = only(plan, "{\"id\":\"1\",\"value\":{\"base_value\":12.5,\"value_foreign\":1}}");
    assertThat(row.value(FieldPath.of("value")).decimalValue()).isEqualByComparingTo("12.5");
    assertThat(row.shown().toString()).isEqualTo("{\"id\":\"1\"}");
  }

  @Test
  void aListIsAskedForAsItIsWritten() {
    SearchPlan plan =
        plan("SELECT id, name FROM Leads WHERE name LIKE 'Jim%' ORDER BY name DESC LIMIT 100");

    UpstreamRequest request = plan.requests().get(0);
    assertThat(request.path()).isEqualTo("/entities/Leads");
    assertThat(request.target())
        .isEqualTo(
            "/entities/Leads?filter%5Bname%5D=Jim&filter-op%5Bname%5D=istarts"
                + "&order-by=-name%2Cid&load-only=id%2Cname&first=100");
    assertThat(PIPELINER.tokenHeader()).isEqualTo(TokenHeader.BASIC);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          status = 1 LIMIT 7                             | order-by=id&load-only=id&first=7
          status = 1 LIMIT 100 OFFSET 200                | order-by=id&load-only=id&first=100
          status = 1 LIMIT 7 OFFSET 5                    | order-by=id&load-only=id&first=100
          status != 1 LIMIT 7                            | order-by=id&load-only=id,status&first=100
          status = 1 ORDER BY status DESC, id DESC       | order-by=-status,-id&load-only=id,status&first=100
          status = 1 ORDER BY name LIMIT 7               | order-by=id&load-only=id,name&first=100
          cf_hot = TRUE ORDER BY cf_hot LIMIT 7          | order-by=id&load-only=id,cf_hot&first=100
          """)
  void onlyWhatIsSortedAndExactIsCut(String rest, String sent) {
    assertThat(sent(plan("SELECT id FROM Leads WHERE " + rest))).endsWith(sent);
  }

  @Test
  void rowsOfSeveralListsAreSortedByTextByTheEngine() {
    String where = "SELECT id FROM Leads WHERE status IN (1, 2) AND name != 'x' ORDER BY ";

    assertThat(plan(where + "name").sortedByEngine()).isTrue();
    assertThat(plan(where + "status").sortedByEngine()).isFalse();
  }

  @Test
  void everyFieldIsAskedForByNamingNone() {
    assertThat(sent(plan("SELECT * FROM Leads"))).isEqualTo("order-by=id&first=100");
  }

  @Test
  void aPageCanBeShorter() {
    UpstreamRequest first = plan("SELECT id FROM Leads").requests().get(0);

    assertThat(sent(PIPELINER.inPages(first, 30))).endsWith("&first=30");
    assertThat(sent(PIPELINER.inPages(first, 1000))).endsWith("&first=100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaigns", "Campaign", "campaign"})
  void thereAreNoCampaigns(String name) {
    Query query = QueryParser.kql().parse("SELECT id FROM " + name);

    assertThatThrownBy(() -> PIPELINER.plan(query, ObjectSchema.unknown(), Completion.LOCAL))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              assertThat(e).hasMessageContaining("has no campaigns");
              assertThat(e.diagnostics().get(0).at().span()).isPresent();
            });
    assertThatThrownBy(
            () ->
                PIPELINER
                    .describe(
                        name,
                        request -> {
                          throw new AssertionError("asked");
                        })
                    .toCompletableFuture()
                    .join())
        .hasRootCauseInstanceOf(QueryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM Contacts",
        "SELECT id FROM contact WHERE NOT (name LIKE 'Ann%')",
        "SELECT id FROM Contacts ORDER BY name"
      })
  void aContactHasNoName(String text) {
    Query query = QueryParser.kql().parse(text);

    assertThatThrownBy(() -> PIPELINER.plan(query, ObjectSchema.unknown(), Completion.LOCAL))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              Diagnostic fault = e.diagnostics().get(0);
              assertThat(fault.code()).isEqualTo(DiagnosticCode.UNKNOWN_PROPERTY);
              assertThat(fault.hints().get(0)).contains("formatted_name");
              assertThat(fault.at().span()).isPresent();
            });
  }

  @Test
  void whatIsNotDescribedGoesByTheShapeOfItsValue() {
    String where =
        "owner_id = '" + UUID + "' AND city = 'Graz' AND status = 1 AND created >= '2024-01-01'";
    SearchPlan plan =
        PIPELINER.plan(
            QueryParser.kql().parse("SELECT id FROM Accounts WHERE " + where),
            ObjectSchema.unknown(),
            Completion.STRICT);

    assertThat(sent(plan))
        .startsWith(
            "filter[owner_id]="
                + UUID
                + "&filter[city]=Graz&filter-op[city]=ieq&filter[status]=1"
                + "&filter[created]=2024-01-01 00:00:00&filter-op[created]=gte&");
    assertThat(plan.residual()).isEmpty();
    assertThat(plan.notes()).singleElement().asString().contains("was not described");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cf_day < '2024-01-01'  | filter[cf_day]=2024-01-01&filter-op[cf_day]=lt | EXACT
          cf_day >= '2024-01-01' | filter[cf_day]=2024-01-01&filter-op[cf_day]=gte | EXACT
          cf_day = '2024-01-01'  | filter[cf_day]=&filter-op[cf_day]=not-null | SUPERSET
          cf_day > '2024-01-01'  | filter[cf_day]=&filter-op[cf_day]=not-null | SUPERSET
          cf_id = '0d1c6f0e-54c5-4a1b-8f4e-2b9f3f6a7711' | filter[cf_id]=0d1c6f0e-54c5-4a1b-8f4e-2b9f3f6a7711&filter-op[cf_id]=ieq | EXACT
          """)
  void whatMayBeADayOrAMomentIsAskedSoThatBothAreRight(
      String where, String filter, Handling handling) {
    SearchPlan plan =
        PIPELINER.plan(
            QueryParser.kql().parse("SELECT id FROM Accounts WHERE " + where),
            ObjectSchema.unknown(),
            Completion.STRICT);

    assertThat(sent(plan)).startsWith(filter + "&order-by=id");
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(handling);
  }

  @Property
  void valuesNeverBecomeSyntax(@ForAll String text) {
    SearchPlan plan =
        PIPELINER.plan(
            Query.select("id").from("Leads").where(Conditions.equal("name", "x" + text)).build(),
            LEADS,
            Completion.STRICT);

    assertThat(plan.requests().get(0).target().replaceFirst("=[A-Za-z0-9%._~-]*&", "=?&"))
        .isIn(
            "/entities/Leads?filter%5Bname%5D=?&filter-op%5Bname%5D=ieq"
                + "&order-by=id&load-only=id&first=100",
            "/entities/Leads?filter%5Bname%5D=?&filter-op%5Bname%5D=not-null"
                + "&order-by=id&load-only=id%2Cname&first=100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \"a]=1&x\" FROM Leads",
        "SELECT id FROM Leads WHERE \"a,b\" = 1",
        "SELECT id FROM Leads ORDER BY \"-id\"",
        "SELECT id FROM \"Leads/../Data\""
      })
  void namesThatCanBeNoneAreRefused(String text) {
    Query query = QueryParser.kql().parse(text);

    assertThatThrownBy(() -> PIPELINER.plan(query, ObjectSchema.unknown(), Completion.LOCAL))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("has such a name");
  }

  @Test
  void aPageIsFollowedByTheOneAfterItsLastRow() {
    SearchPlan plan = plan("SELECT name FROM Leads WHERE status = 1");

    Page page =
        decode(
            plan,
            "{\"success\":true,\"data\":[{\"id\":\"1\",\"name\":\"Crane\"}],"
                + "\"page_info\":{\"end_cursor\":\"Wz==\",\"has_next_page\":true}}");

    assertThat(page.rows()).singleElement().hasToString("Leads 1");
    assertThat(page.rows().get(0).shown().toString()).isEqualTo("{\"name\":\"Crane\"}");
    assertThat(sent(page.next().orElseThrow()))
        .isEqualTo("filter[status]=1&order-by=id&load-only=name,id&first=100&after=Wz==");
  }

  @Test
  void theLastPageHasACursorToo() {
    SearchPlan plan = plan("SELECT id FROM Leads");

    Page page =
        decode(
            plan,
            "{\"success\":true,\"data\":[],\"total\":0,"
                + "\"page_info\":{\"end_cursor\":\"Wz==\",\"has_next_page\":false}}");

    assertThat(page.rows()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <html>                                                          | has no list of records
          {"success":true,"page_info":{"has_next_page":false}}            | has no list of records
          {"success":true,"data":[]}                                      | whether it is the last page
          {"success":true,"data":[],"page_info":{"has_next_page":true,"end_cursor":null}} | has no cursor
          {"success":true,"data":[{}],"page_info":{"has_next_page":false}} | has no id
          {"success":false,"http_status":400,"name":"ERROR_PARAMETER_INVALID","message":"bad sort"} | bad sort
          """)
  void whatIsNoPageIsNotTakenForOne(String body, String message) {
    SearchPlan plan = plan("SELECT id FROM Leads");

    assertThatThrownBy(() -> decode(plan, body))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMomentHasABlankAndMicroseconds() {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE modified != '2020-01-01T00:00:00Z'");

    assertThat(
            only(plan, "{\"id\":\"1\",\"modified\":\"2023-03-23 14:20:54.529536+00:00\"}")
                .value(FieldPath.of("modified"))
                .textValue())
        .isEqualTo("2023-03-23T14:20:54.529536Z");
  }

  @Test
  void aRelationIsTheIdOfWhatItLeadsTo() {
    SearchPlan plan =
        PIPELINER.plan(
            QueryParser.kql().parse("SELECT owner, home_page FROM Accounts"),
            ObjectSchema.unknown(),
            Completion.STRICT);
    String address =
        "https://us-east.api.pipelinersales.com/api/v100/rest/spaces/s/entities/Clients/" + UUID;

    Row row =
        only(plan, "{\"id\":\"1\",\"owner\":\"" + address + "\",\"home_page\":\"a.example\"}");

    assertThat(row.value(FieldPath.of("owner")).textValue()).isEqualTo(UUID);
    assertThat(row.value(FieldPath.of("home_page")).textValue()).isEqualTo("a.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          404 | {"code":2006,"name":"ERROR_UNKNOWN_TYPE","message":"m","http_status":404,"success":false} | NOT_FOUND
          500 | {"code":2006,"name":"ERROR_UNKNOWN_TYPE","message":"m","http_status":404,"success":false} | NOT_FOUND
          400 | {"code":117,"name":"ERROR_PARAMETER_INVALID","message":"m","http_status":400,"success":false} | QUERY_REJECTED
          500 | {"message":"m","http_status":400,"success":false}                    | QUERY_REJECTED
          404 | {"status":404,"message":"m","errorcode":null,"traceback":null}       | NOT_FOUND
          401 | {"message":"m","http_status":401,"success":false}                    | TOKEN_REJECTED
          403 | {"message":"m"}                                                      | FORBIDDEN
          422 | {"name":"ERROR_ENTITY_VALIDATION","message":"m"}                     | QUERY_REJECTED
          429 | {"message":"m"}                                                      | THROTTLED
          503 | {"message":"m"}                                                      | TRANSIENT
          302 | {"message":"m"}                                                      | UNEXPECTED
          """)
  void errorsHaveAKind(int status, String body, UpstreamFault.Kind kind) {
    UpstreamFault fault =
        PIPELINER.fault(
            new UpstreamResponse(
                status, Map.of("Retry-After", List.of("7")), body.getBytes(StandardCharsets.UTF_8)),
            Optional.empty());

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.message()).isEqualTo("m");
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void anErrorNamesThePlace() {
    SearchPlan plan = plan("SELECT id FROM Leads WHERE status = 1");

    UpstreamFault fault =
        PIPELINER.fault(
            answer(400, "{\"http_status\":400,\"message\":\"unknown field status\"}"),
            Optional.of(plan));

    assertThat(fault.at().span()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT id FROM Leads                                  | order-by=created
          SELECT id FROM Leads WHERE status = 1 ORDER BY status | order-by=status,created
          """)
  void whereIdsAreNotSortedByRowsComeAsTheyWereMade(String text, String orderBy) {
    SearchPlan plan = plan(text);
    UpstreamFault rejection = PIPELINER.fault(answer(400, "{}"), Optional.of(plan));

    UpstreamRequest instead =
        PIPELINER.insteadOf(plan.requests().get(0), rejection, plan).orElseThrow();

    assertThat(sent(instead)).contains(orderBy + "&load-only=");
    assertThat(PIPELINER.insteadOf(instead, rejection, plan)).isEmpty();
  }

  @Test
  void anIdThatTheQuerySortsByIsNotLeftOut() {
    SearchPlan plan = plan("SELECT id FROM Leads ORDER BY id");

    assertThat(
            PIPELINER.insteadOf(
                plan.requests().get(0),
                PIPELINER.fault(answer(400, "{}"), Optional.of(plan)),
                plan))
        .isEmpty();
    assertThat(
            PIPELINER.insteadOf(
                plan("SELECT id FROM Leads").requests().get(0),
                PIPELINER.fault(answer(503, "{}"), Optional.of(plan)),
                plan("SELECT id FROM Leads")))
        .isEmpty();
  }

  @Test
  void fieldsAreDescribedPageByPage() {
    ObjectSchema schema =
        describe(
            "Opportunities",
            Map.of(
                "/entities/Fields?filter[entity_name]=Opportunity&order-by=api_name&first=100",
                fields("x", "[{\"api_name\":\"name\",\"type_id\":\"input\"}]"),
                "/entities/Fields?filter[entity_name]=Opportunity&order-by=api_name&first=100"
                    + "&after=x",
                fields(
                    "",
                    "[{\"api_name\":\"closing_date\",\"type_id\":\"date\"},"
                        + "{\"api_name\":\"modified_by_user\",\"type_id\":\"datetime\"},"
                        + "{\"api_name\":\"id\",\"type_id\":\"input\"},"
                        + "{\"api_name\":\"step_id\",\"type_id\":\"dropdown\"},"
                        + "{\"api_name\":\"cf_many\",\"type_id\":\"multiselect_checkbox\"},"
                        + "{\"api_name\":\"cf_cost\",\"type_id\":\"currency\"}]")));

    assertThat(schema.field("name"))
        .contains(new Field("name", FieldType.TEXT, "input", true, true, true));
    assertThat(schema.field("closing_date").orElseThrow().type()).isEqualTo(FieldType.DATE);
    assertThat(schema.field("id")).contains(new Field("id", FieldType.ID, "", false, true, true));
    assertThat(schema.field("step_id").orElseThrow().type()).isEqualTo(FieldType.ID);
    assertThat(List.of("modified_by_user", "value", "cf_many", "cf_cost"))
        .noneMatch(name -> schema.field(name).orElseThrow().filterable());
    assertThat(schema.field("created").orElseThrow().type()).isEqualTo(FieldType.TIMESTAMP);
  }

  @Test
  void theListOfFieldsMayKnowAnEntityByItsPlural() {
    ObjectSchema schema =
        describe(
            "Accounts",
            Map.of(
                "/entities/Fields?filter[entity_name]=Account&order-by=api_name&first=100",
                fields("", "[]"),
                "/entities/Fields?filter[entity_name]=Accounts&order-by=api_name&first=100",
                fields("", "[{\"api_name\":\"name\",\"type_id\":\"input\"}]")));

    assertThat(schema.field("name")).isPresent();
  }

  @Test
  void anEntityOfWhichNoFieldIsListedIsUnknownOrNotThere() {
    String found = "/entities/Accounts?order-by=created&load-only=id&first=1";
    Map<String, UpstreamResponse> none =
        Map.of(
            "/entities/Fields?filter[entity_name]=Account&order-by=api_name&first=100",
            fields("", "[]"),
            "/entities/Fields?filter[entity_name]=Accounts&order-by=api_name&first=100",
            fields("", "[]"));

    assertThat(describe("Accounts", with(none, found, fields("", "[]"))).isKnown()).isFalse();
    assertThatThrownBy(
            () ->
                describe(
                    "Accounts",
                    with(none, found, answer(404, "{\"name\":\"ERROR_UNKNOWN_TYPE\"}"))))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(QueryException.class);
    assertThatThrownBy(() -> describe("Accounts", with(none, found, answer(503, "{}"))))
        .hasCauseInstanceOf(UpstreamException.class);
  }

  @Test
  void keywordsAreLookedForFieldByField() {
    TextPlan plan = keyword(" gray  Annabel ");

    assertThat(plan.requests())
        .extracting(PipelinerConnectorTest::sent)
        .hasSize(13)
        .allMatch(sent -> sent.endsWith("&order-by=id&first=30"))
        .contains("filter[last_name]=Annabel&filter-op[last_name]=icontains&order-by=id&first=30");
  }

  @Test
  void aRecordWithEveryWordIsFoundWithTheFirstFieldThatHasTheLongest() {
    TextPlan plan = keyword("gray annabel");
    UpstreamRequest byName = walk(plan, "Contacts", "first_name");
    UpstreamRequest byEmail = walk(plan, "Contacts", "email1");
    String records =
        "[{\"id\":\"1\",\"first_name\":\"Annabel\",\"last_name\":\"Gray\",\"email1\":null},"
            + "{\"id\":\"2\",\"first_name\":\"ANNABEL\",\"email1\":\"annabel@gray.example\"},"
            + "{\"id\":\"3\",\"first_name\":\"A.\",\"email1\":\"annabel@gray.example\"},"
            + "{\"id\":\"4\",\"first_name\":\"Annabel\",\"last_name\":\"Grey\"}]";

    assertThat(PIPELINER.decode(byName, fields("", records), plan).rows())
        .extracting(Row::toString)
        .containsExactly("Contacts 1", "Contacts 2");
    assertThat(PIPELINER.decode(byEmail, fields("", records), plan).rows())
        .extracting(Row::toString)
        .containsExactly("Contacts 3");
  }

  private static TextPlan keyword(String text) {
    return PIPELINER.plan(new TextQuery(Language.KEYWORD, text, 30));
  }

  private static UpstreamRequest walk(TextPlan plan, String entity, String field) {
    return plan.requests().stream()
        .filter(request -> request.path().endsWith("/" + entity))
        .filter(request -> sent(request).startsWith("filter[" + field + "]="))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectSchema describe(String entity, Map<String, UpstreamResponse> answers) {
    return PIPELINER
        .describe(
            entity,
            request -> {
              String target = request.path() + "?" + sent(request);
              assertThat(answers).containsKey(target);
              return CompletableFuture.completedFuture(answers.get(target));
            })
        .toCompletableFuture()
        .join();
  }

  private static Map<String, UpstreamResponse> with(
      Map<String, UpstreamResponse> answers, String target, UpstreamResponse answer) {
    Map<String, UpstreamResponse> more = new HashMap<>(answers);
    more.put(target, answer);
    return more;
  }

  private static UpstreamResponse fields(String cursor, String data) {
    return answer(
        200,
        "{\"success\":true,\"data\":%s,\"page_info\":{\"end_cursor\":\"%s\",\"has_next_page\":%s}}"
            .formatted(data, cursor, !cursor.isEmpty()));
  }

  private static SearchPlan plan(String query) {
    return PIPELINER.plan(QueryParser.kql().parse(query), LEADS, Completion.STRICT);
  }

  private static String sent(SearchPlan plan) {
    assertThat(plan.requests()).hasSize(1);
    return sent(plan.requests().get(0));
  }

  /** The parameters, decoded. */
  private static String sent(UpstreamRequest request) {
    return request.query().entrySet().stream()
        .map(
            parameter ->
                URLDecoder.decode(parameter.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + parameter.getValue())
        .collect(Collectors.joining("&"));
  }

  private static Row only(SearchPlan plan, String record) {
    return decode(
            plan,
            "{\"success\":true,\"data\":[" + record + "],\"page_info\":{\"has_next_page\":false}}")
        .rows()
        .get(0);
  }

  private static Page decode(Plan plan, String body) {
    return PIPELINER.decode(plan.requests().get(0), answer(200, body), plan);
  }

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
