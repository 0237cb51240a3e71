package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  private static final SearchPlan PLAN =
      Plans.strict("SELECT id, name FROM Accounts WHERE name LIKE 'a%' ORDER BY nmae");
  private static final UpstreamRequest FIRST = PLAN.requests().get(0);

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(
        status,
        Map.of("retry-after", List.of("7")),
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Page decode(String body) {
    return Plans.CONNECTOR.decode(FIRST, answer(200, body), PLAN);
  }

  @Test
  void pagesGoOnFromWhereTheServiceSaysAndEndAtMinusOne() {
    Page first =
        decode("{'next_offset':150,'records':[{'id':'b','name':'B'},{'id':'a','name':''}]}");
    assertThat(first.rows()).extracting(Row::id).containsExactly("b", "a");
    UpstreamRequest second = first.next().orElseThrow();
    String body = FIRST.body().orElseThrow();
    assertThat(second.path()).isEqualTo(FIRST.path());
    assertThat(second.body()).hasValue(body.substring(0, body.length() - 1) + ",\"offset\":150}");

    UpstreamResponse empty = answer(200, "{'next_offset':170,'records':[]}");
    UpstreamRequest third = Plans.CONNECTOR.decode(second, empty, PLAN).next().orElseThrow();
    assertThat(third.body()).hasValue(body.substring(0, body.length() - 1) + ",\"offset\":170}");
    assertThat(decode("{'next_offset':-1,'records':[]}").next()).isEmpty();
  }

  @Test
  void aValueThatLooksLikeTheOffsetIsLeftAlone() {
    SearchPlan plan =
        Plans.strict("SELECT id FROM Accounts WHERE name = ',\"offset\":7}' LIMIT 5 OFFSET 10");
    UpstreamRequest next =
        Plans.CONNECTOR
            .decode(plan.requests().get(0), answer(200, "{'next_offset':15,'records':[]}"), plan)
            .next()
            .orElseThrow();
    assertThat(Plans.json(next.body().orElseThrow()).path("offset").asInt()).isEqualTo(15);
    assertThat(Plans.json(next.body().orElseThrow()).path("filter")).isEqualTo(Plans.filter(plan));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Sign in</html>",
        "{'next_offset':-1",
        "{'records':[]}",
        "{'next_offset':null,'records':[]}",
        "{'next_offset':0,'records':[]}",
        "{'next_offset':-2,'records':[]}",
        "{'next_offset':-1,'records':{}}",
        "{'next_offset':-1,'records':[7]}",
        "{'next_offset':-1,'records':[{'name':'x'}]}"
      })
  void whatIsNotAPageIsUnexpected(String body) {
    assertThat(catchThrowableOfType(UpstreamException.class, () -> decode(body)).fault().kind())
        .isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void aPropertyThatNoRecordHasIsReportedWhereTheModuleWasNotDescribed() {
    SearchPlan plan = Plans.strict("SELECT id, webseite FROM Accounts");
    UpstreamResponse answer = answer(200, "{'next_offset':-1,'records':[{'id':'a'}]}");
    UpstreamFault fault =
        catchThrowableOfType(
                UpstreamException.class,
                () -> Plans.CONNECTOR.decode(plan.requests().get(0), answer, plan))
            .fault();
    assertThat(fault.kind()).isEqualTo(Kind.QUERY_REJECTED);
    assertThat(fault.at().span().orElseThrow().start()).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          amount | '25000.000000' | 25000.000000
          amount | '' | null
          amount | null | null
          probability | 5 | 5
          name | '' | ''
          name | '5.000000' | '5.000000'
          date_closed | '2024-01-31' | '2024-01-31'
          date_closed | '' | null
          date_modified | '2016-04-05T10:23:28-04:00' | '2016-04-05T14:23:28Z'
          date_modified | '' | null
          DATE_MODIFIED | '2016-04-05T10:23:28+00:00' | '2016-04-05T10:23:28Z'
          active_c | '1' | '1'
          other_c | '25000.000000' | 25000.000000
          other_c | '2016-04-05T10:23:28-04:00' | '2016-04-05T14:23:28Z'
          email | [{'email_address':'b@x','primary_address':false},{'email_address':'a@x','primary_address':true}] | 'a@x'
          email | [] | null
          email1 | 'a@x' | 'a@x'
          """)
  void valuesAreReadInOneForm(String name, String shown, String value) {
    Page page =
        Plans.CONNECTOR.decode(
            FIRST,
            answer(
                200,
                "{'next_offset':-1,'records':[{'id':'a','"
                    + name.toLowerCase(java.util.Locale.ROOT)
                    + "':"
                    + shown
                    + "}]}"),
            Plans.strict("SELECT * FROM Opportunities"));
    assertThat(page.rows().get(0).value(FieldPath.of(name)).toString())
        .isEqualTo(value.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "false,false",
    "'\"1\"',true",
    "'\"0\"',false",
    "'\"\"',null",
    "null,null"
  })
  void truthValuesAreReadInOneForm(String shown, String value) {
    SearchPlan plan =
        Plans.plan(
            "SELECT * FROM Leads",
            Plans.schema("Leads", "\"converted\": {\"type\": \"bool\"}"),
            Completion.STRICT);
    Page page =
        Plans.CONNECTOR.decode(
            FIRST,
            answer(200, "{'next_offset':-1,'records':[{'id':'a','converted':" + shown + "}]}"),
            plan);
    assertThat(page.rows().get(0).value(FieldPath.of("converted"))).hasToString(value);
  }

  @Test
  void onlyWhatWasAskedForIsShown() {
    String record =
        "{'id':'a','name':'A','date_modified':'2024-01-01T00:00:00Z','_acl':{},'locked_fields':[],"
            + "'_module':'Accounts'}";
    String page = "{'next_offset':-1,'records':[" + record + "]}";
    SearchPlan some = Plans.strict("SELECT name FROM Accounts");
    SearchPlan all = Plans.strict("SELECT * FROM Accounts");
    assertThat(Plans.CONNECTOR.decode(FIRST, answer(200, page), some).rows().get(0).shown())
        .isEqualTo(Plans.quoted("{'name':'A','_module':'Accounts'}"));
    assertThat(Plans.CONNECTOR.decode(FIRST, answer(200, page), all).rows().get(0).shown())
        .isEqualTo(
            Plans.quoted(
                "{'id':'a','name':'A','date_modified':'2024-01-01T00:00:00Z','_module':'Accounts'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          401 | {'error':'invalid_grant','error_message':'The access token provided has expired.'} | TOKEN_REJECTED
          401 | {'error':'need_login','error_message':'No valid authentication for user.'} | TOKEN_REJECTED
          401 | <html/> | TOKEN_REJECTED
          400 | {'error':'invalid_grant'} | TOKEN_REJECTED
          400 | {'error':'need_login'} | TOKEN_REJECTED
          400 | {'error':'other'} | UNEXPECTED
          301 | {'error':'incorrect_version'} | UNEXPECTED
          403 | {'error':'not_authorized'} | FORBIDDEN
          404 | {'error':'no_method'} | NOT_FOUND
          404 | {'error':'not_found'} | NOT_FOUND
          409 | {'error':'edit_conflict'} | UNEXPECTED
          412 | {'error':'metadata_out_of_date'} | UNEXPECTED
          413 | {'error':'request_too_large'} | QUERY_REJECTED
          422 | {'error':'invalid_parameter'} | QUERY_REJECTED
          422 | {'error':'missing_parameter'} | QUERY_REJECTED
          429 | <html><h1>429</h1></html> | THROTTLED
          433 | {'error':'client_outdated'} | UNEXPECTED
          500 | {'error':'db_error'} | UNEXPECTED
          500 | {'error':'fatal_error'} | UNEXPECTED
          500 | {'error':'unknown_error'} | UNEXPECTED
          500 | {'error':'search_runtime'} | UNEXPECTED
          502 | <html/> | TRANSIENT
          502 | {'error':'bad_gateway'} | TRANSIENT
          503 | {'error':'maintenance'} | TRANSIENT
          503 | {'error':'service_unavailable'} | TRANSIENT
          503 | {'error':'search_unavailable'} | TRANSIENT
          """)
  void aFaultIsToldByStatusAndLabel(int status, String body, Kind kind) {
    UpstreamFault fault = Plans.CONNECTOR.fault(answer(status, body), Optional.of(PLAN));
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.message()).isNotBlank().doesNotContain("<");
    assertThat(fault.retryAfter()).hasValue(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({
    "Unknown field nmae, 60",
    "Non existing field: nmae in module: Accounts, 60",
    "Unbekanntes Feld name, 11",
    "No access to view records for module: Accounts, 21"
  })
  void aRejectionIsTracedToTheNameThatItHolds(String message, int start) {
    UpstreamFault fault =
        Plans.CONNECTOR.fault(
            answer(422, "{'error':'invalid_parameter','error_message':'" + message + "'}"),
            Optional.of(PLAN));
    assertThat(fault.at().span().orElseThrow().start()).isEqualTo(start);
  }

  @Test
  void aRejectionOfANamesPartIsTracedToTheName() {
    SearchPlan plan = Plans.strict("SELECT id FROM Leads WHERE name = 'x'");
    assertThat(plan.locator().locate("Access for field first_name is not allowed").span())
        .isEqualTo(
            plan.query()
                .written()
                .where()
                .orElseThrow()
                .at()
                .span()
                .map(span -> new dev.crmql.query.Span(span.start(), span.start() + 4)));
    assertThat(plan.locator().locate("Database failure.").span()).isEmpty();
  }

  @Test
  void metadataBecomesASchema() {
    ObjectSchema schema =
        describe(
            200,
            "{'modules':{'Contacts':{'fields':{'_hash':'x','id':{'type':'id'},"
                + "'name':{'type':'fullname','source':'non-db'},"
                + "'first_name':{'type':'varchar'},'last_name':{'type':'varchar'},"
                + "'notes':{'type':'text','source':'non-db'},"
                + "'account_name':{'type':'relate','source':'non-db','link':'accounts','rname':'name'},"
                + "'loose':{'type':'relate','source':'non-db'},"
                + "'email':{'type':'email','source':'non-db'},"
                + "'accounts':{'type':'link','source':'non-db','module':'Accounts'},"
                + "'size_c':{'type':'weight','dbType':'int','source':'custom_fields'}}}}}");
    assertThat(schema.fields())
        .filteredOn(Field::filterable)
        .extracting(Field::name)
        .containsExactlyInAnyOrder(
            "id", "name", "first_name", "last_name", "account_name", "email", "size_c");
    assertThat(schema.field("size_c").orElseThrow().type()).isEqualTo(FieldType.INTEGER);
    assertThat(schema.relation("accounts").orElseThrow().target()).isEqualTo("Accounts");
    assertThat(schema.idField()).hasValue("id");
  }

  @Test
  void aModuleThatIsNotThereIsTheQuerysFault() {
    assertThatThrownBy(() -> describe(200, "{'modules':[]}"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(QueryException.class);
    assertThatThrownBy(() -> describe(403, "<html/>"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UpstreamException.class);
    assertThatThrownBy(() -> describe(200, "<html/>"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UpstreamException.class);
  }

  private static ObjectSchema describe(int status, String body) {
    return Plans.CONNECTOR
        .describe("Contacts", request -> CompletableFuture.completedFuture(answer(status, body)))
        .toCompletableFuture()
        .join();
  }
}
