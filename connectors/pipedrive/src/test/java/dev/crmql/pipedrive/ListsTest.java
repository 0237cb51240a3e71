package dev.crmql.pipedrive;

import static dev.crmql.pipedrive.Fixtures.BUDGET;
import static dev.crmql.pipedrive.Fixtures.PIPEDRIVE;
import static dev.crmql.pipedrive.Fixtures.SOURCE;
import static dev.crmql.pipedrive.Fixtures.plan;
import static dev.crmql.pipedrive.Fixtures.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.query.Span;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListsTest {

  private static final String BY_ID = "sort_by=id&sort_direction=asc&limit=500";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          deals         | owner_id = 3                          | owner_id=3
          deals         | status = 'open' AND stage_id = 4 AND update_time >= '2024-01-01T00:00:00Z' | status=open&stage_id=4&updated_since=2024-01-01T00%3A00%3A00Z
          deals         | status = 'OPEN'                       | status=open
          deals         | status IN ('won', 'LOST', 'won')      | status=lost%2Cwon
          deals         | id IN (9, 8, 9)                       | ids=8%2C9
          deals         | pipeline_id = 1 AND person_id = 8 AND org_id = 17 | pipeline_id=1&person_id=8&org_id=17
          deals         | update_time < '2024-02-01T02:00:00+02:00' | updated_until=2024-02-01T00%3A00%3A00Z
          deals         | update_time >= '2024-02-01'           | updated_since=2024-02-01T00%3A00%3A00Z
          deals         | update_time <= '2024-02-01'           | updated_until=2024-02-02T00%3A00%3A00Z
          deals         | update_time = '2024-02-01'            | updated_since=2024-02-01T00%3A00%3A00Z&updated_until=2024-02-02T00%3A00%3A00Z
          deals         | owner_id = 3.0                        | owner_id=3
          persons       | org_id = 17                           | org_id=17
          activities    | done = FALSE                          | done=false
          activities    | done != TRUE                          | done=false
          activities    | deal_id = 91 AND owner_id = 3         | deal_id=91&owner_id=3
          activities    | lead_id = '0C6F8A10-6a0e-11ee-8c99-0242ac120002' | lead_id=0c6f8a10-6a0e-11ee-8c99-0242ac120002
          organizations | id = 17                               | ids=17
          """)
  void theListIsNarrowedExactly(String object, String where, String parameters) {
    SearchPlan plan = plan("SELECT id FROM " + object + " WHERE " + where);

    assertThat(targets(plan)).containsExactly("/api/v2/" + object + "?" + parameters + "&" + BY_ID);
    assertThat(plan.residual()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          update_time > '2024-01-01T00:00:00Z'    | updated_since=2024-01-01T00%3A00%3A00Z
          update_time <= '2024-01-01T00:00:00Z'   | updated_until=2024-01-01T00%3A00%3A01Z
          update_time >= '2024-01-01T00:00:00.5Z' | updated_since=2024-01-01T00%3A00%3A00Z
          update_time < '2024-01-01T00:00:00.5Z'  | updated_until=2024-01-01T00%3A00%3A01Z
          update_time = '2024-01-01T00:00:00Z'    | updated_since=2024-01-01T00%3A00%3A00Z&updated_until=2024-01-01T00%3A00%3A01Z
          """)
  void whatAListFindsMoreOfIsCheckedAgain(String where, String parameters) {
    SearchPlan plan = plan("SELECT id FROM deals WHERE " + where);

    assertThat(targets(plan)).containsExactly("/api/v2/deals?" + parameters + "&" + BY_ID);
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(Handling.SUPERSET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          owner_id = 1 AND owner_id = 2                   | owner_id=1
          id IN (1, 2) AND id IN (2, 3)                   | ids=1%2C2
          status IN ('open', 'won') AND status = 'won'    | status=open%2Cwon
          update_time >= '2024-01-01T00:00:00Z' AND update_time >= '2024-06-01T00:00:00Z' | updated_since=2024-01-01T00%3A00%3A00Z
          """)
  void ofTwoConditionsOnOneParameterTheSecondIsCheckedAgain(String where, String parameters) {
    SearchPlan plan = plan("SELECT id FROM deals WHERE " + where);

    assertThat(targets(plan)).containsExactly("/api/v2/deals?" + parameters + "&" + BY_ID);
    assertThat(plan.parts())
        .extracting(ConditionPart::handling)
        .containsExactly(Handling.EXACT, Handling.SUPERSET);
  }

  @Test
  void alternativesAreSeveralLists() {
    SearchPlan plan =
        plan("SELECT id FROM deals WHERE (owner_id IN (1, 2) OR stage_id = 4) AND status = 'open'");

    assertThat(targets(plan))
        .containsExactlyInAnyOrder(
            "/api/v2/deals?status=open&owner_id=1&" + BY_ID,
            "/api/v2/deals?status=open&owner_id=2&" + BY_ID,
            "/api/v2/deals?status=open&stage_id=4&" + BY_ID);
    assertThat(plan.residual()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title LIKE 'Jim%'",
        "title LIKE '%Jim'",
        "title LIKE '%Jim%'",
        "title NOT LIKE '%Jim%'",
        "owner_id NOT IN (1, 2)",
        "owner_id IS NULL",
        "owner_id IS NOT NULL",
        "title = ''",
        "NOT (owner_id = 1 OR stage_id = 4)"
      })
  void whatListsLackIsRefusedAsTheDialectSays(String where) {
    String query = "SELECT id FROM deals WHERE " + where;

    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("Pipedrive cannot express ");
    assertThat(plan(query, Completion.LOCAL).parts())
        .extracting(ConditionPart::handling)
        .containsOnly(Handling.LOCAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title = 'Crane'                       | NOT_FILTERABLE        | narrowed by id, org_id, owner_id, person_id, pipeline_id, stage_id, status, update_time alone
          owner_id != 1                         | UNSUPPORTED_CONSTRUCT | narrowed by id
          id > 5                                | UNSUPPORTED_CONSTRUCT | narrowed by id
          value > 10000                         | NOT_FILTERABLE        | narrowed by id
          add_time >= '2024-01-01'              | NOT_FILTERABLE        | narrowed by id
          update_time != '2024-01-01T00:00:00Z' | UNSUPPORTED_CONSTRUCT | narrowed by id
          owner_id = 1 OR value > 1             | NOT_FILTERABLE        | narrowed by id
          status = 'deletd'                     | UNSUPPORTED_CONSTRUCT | status is open, won, lost or deleted
          owner_id = 2500000000                 | UNSUPPORTED_CONSTRUCT | no such value of owner_id
          """)
  void whatIsNoParameterIsRefusedOrLeftToTheEngine(
      String where, DiagnosticCode code, String reason) {
    String query = "SELECT title FROM deals WHERE " + where;

    assertThatThrownBy(() -> plan(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            refusal -> assertThat(refusal.diagnostics().get(0).code()).isEqualTo(code))
        .hasMessageContaining("Pipedrive can't be asked this: ")
        .hasMessageContaining(reason);
    SearchPlan plan = plan(query, Completion.LOCAL);
    assertThat(targets(plan)).containsExactly("/api/v2/deals?" + BY_ID);
    assertThat(plan.parts()).extracting(ConditionPart::handling).containsExactly(Handling.LOCAL);
  }

  @Test
  void whatCanBeAskedNarrowsTheListThatTheEngineReads() {
    SearchPlan plan =
        plan(
            "SELECT title FROM deals WHERE status = 'open' AND title LIKE '%crane%'",
            Completion.LOCAL);

    assertThat(targets(plan)).containsExactly("/api/v2/deals?status=open&" + BY_ID);
    assertThat(plan.parts())
        .extracting(ConditionPart::handling)
        .containsExactly(Handling.EXACT, Handling.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = 0",
        "id = -1",
        "owner_id IN (-1, 0)",
        "id = -1 AND update_time > '2024-01-01'"
      })
  void noRecordHasWhatCannotBeAnId(String where) {
    assertThat(plan("SELECT id FROM deals WHERE " + where).requests()).isEmpty();
  }

  @Test
  void anAlternativeThatNoRecordPassesIsNoList() {
    assertThat(targets(plan("SELECT id FROM deals WHERE id = -1 OR stage_id = 4")))
        .containsExactly("/api/v2/deals?stage_id=4&" + BY_ID);
  }

  @Test
  void longListsOfIdsAreDivided() {
    SearchPlan plan = plan("SELECT id FROM persons WHERE id IN (" + numbers(250) + ")");

    assertThat(plan.requests())
        .extracting(request -> request.query().get("ids").split(",").length)
        .containsExactly(100, 100, 50);
    assertThat(plan.residual()).isEmpty();
  }

  @Test
  void moreListsThanAreReadForOneQueryAreRefusedOrLeftToTheEngine() {
    String query = "SELECT id FROM deals WHERE owner_id IN (" + numbers(21) + ")";

    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("more than 20 lists");
    assertThat(targets(plan(query, Completion.LOCAL))).containsExactly("/api/v2/deals?" + BY_ID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "",
      textBlock =
          """
          ` LIMIT 10`                             | sort_by=id&sort_direction=asc&limit=10  | false
          ` LIMIT 10 OFFSET 30`                   | sort_by=id&sort_direction=asc&limit=40  | false
          ` LIMIT 10 OFFSET 1000`                 | sort_by=id&sort_direction=asc&limit=500 | false
          ` LIMIT 900`                            | sort_by=id&sort_direction=asc&limit=500 | false
          ` ORDER BY id DESC LIMIT 5`             | sort_by=id&sort_direction=desc&limit=5  | false
          ` ORDER BY id, name LIMIT 5`            | sort_by=id&sort_direction=asc&limit=5   | false
          ` ORDER BY update_time LIMIT 5`         | sort_by=id&sort_direction=asc&limit=500 | true
          ` ORDER BY name DESC LIMIT 100 OFFSET 200` | sort_by=id&sort_direction=asc&limit=500 | true
          """)
  void onlyTheOrderOfIdsIsTheServices(String rest, String parameters, boolean sortedByEngine) {
    SearchPlan plan = plan("SELECT name FROM organizations" + rest);

    assertThat(targets(plan)).containsExactly("/api/v2/organizations?" + parameters);
    assertThat(plan.sortedByEngine()).isEqualTo(sortedByEngine);
    assertThat(plan.skip()).isEqualTo(plan.query().offset());
  }

  @Test
  void aLimitIsNotSentWhereRowsAreYetToBeChecked() {
    assertThat(
            targets(
                plan("SELECT id FROM deals WHERE update_time > '2024-01-01T00:00:00Z' LIMIT 5")))
        .singleElement()
        .asString()
        .endsWith("&limit=500");
  }

  @Test
  void leadsAreOfVersion1() {
    assertThat(
            targets(
                plan(
                    "SELECT title FROM Leads WHERE organization_id = 17 AND update_time >="
                        + " '2024-01-01T00:00:00Z' ORDER BY id DESC LIMIT 7")))
        .containsExactly(
            "/v1/leads?organization_id=17&updated_since=2024-01-01T00%3A00%3A00Z"
                + "&sort=id%20DESC&start=0&limit=7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"update_time < '2024-01-01'", "id = '0c6f8a10-6a0e-11ee-8c99-0242ac120002'"})
  void leadsHaveFewerParameters(String where) {
    assertThatThrownBy(() -> plan("SELECT id FROM leads WHERE " + where))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("narrowed by organization_id, owner_id, person_id, update_time");
  }

  @Test
  void customFieldsThatAreNeededAreAskedFor() {
    assertThat(
            targets(
                plan(
                    "SELECT \"%s\" FROM deals WHERE \"%s\" > 5".formatted(SOURCE, BUDGET),
                    Completion.LOCAL)))
        .containsExactly(
            "/api/v2/deals?sort_by=id&sort_direction=asc&custom_fields=%s%%2C%s&limit=500"
                .formatted(BUDGET, SOURCE));
  }

  @Test
  void moreCustomFieldsThanMayBeNamedAreNotNamed() {
    String keys =
        IntStream.range(0, 16).mapToObj("\"%040x\""::formatted).collect(Collectors.joining(", "));
    SearchPlan plan =
        PIPEDRIVE.plan(
            QueryParser.kql().parse("SELECT " + keys + " FROM deals"),
            ObjectSchema.unknown(),
            Completion.STRICT);

    assertThat(targets(plan)).containsExactly("/api/v2/deals?" + BY_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaigns", "Campaign", "products", "deals2"})
  void aTypeThatIsNotThereIsRefusedByName(String object) {
    String query = "SELECT id FROM " + object;

    assertThatThrownBy(() -> plan(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            refusal -> {
              Diagnostic fault = refusal.diagnostics().get(0);
              assertThat(fault.code()).isEqualTo(DiagnosticCode.UNKNOWN_OBJECT);
              assertThat(fault.at().span()).contains(new Span(15, query.length()));
              assertThat(fault.message()).contains(object);
              assertThat(fault.hints())
                  .containsExactly("there are deals, persons, organizations, activities, leads");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "Account, /api/v2/organizations",
    "contacts, /api/v2/persons",
    "Opportunities, /api/v2/deals",
    "task, /api/v2/activities",
    "lead, /v1/leads"
  })
  void unifiedTypesHaveTheirLists(String object, String path) {
    assertThat(plan("SELECT id FROM " + object).requests())
        .extracting(UpstreamRequest::path)
        .containsExactly(path);
  }

  @Test
  void withoutADescriptionTheParametersAreTheSame() {
    SearchPlan plan =
        PIPEDRIVE.plan(
            QueryParser.kql()
                .parse("SELECT * FROM deals WHERE owner_id = '3' AND update_time >= '2024-01-01'"),
            ObjectSchema.unknown(),
            Completion.STRICT);

    assertThat(targets(plan))
        .containsExactly(
            "/api/v2/deals?owner_id=3&updated_since=2024-01-01T00%3A00%3A00Z&" + BY_ID);
    assertThat(plan.notes()).anyMatch(note -> note.contains("was not described"));
  }

  @Test
  void whatAListLacksIsNoted() {
    assertThat(plan("SELECT id FROM leads").notes())
        .containsExactly("archived leads are not listed");
  }

  @Test
  void relatedRecordsAreRefused() {
    assertThatThrownBy(() -> plan("SELECT org_id.name FROM deals"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("cannot express SELECT relation.property");
  }

  @Test
  void shorterPagesAreOfTheSameList() {
    UpstreamRequest first = plan("SELECT id FROM deals WHERE owner_id = 3").requests().get(0);

    assertThat(PIPEDRIVE.inPages(first, 30).target())
        .isEqualTo("/api/v2/deals?owner_id=3&sort_by=id&sort_direction=asc&limit=30");
    assertThat(PIPEDRIVE.inPages(first, 1000)).isEqualTo(first);
  }

  /** A value is one of few or is not sent, whatever it holds. */
  @Property
  void valuesNeverBecomeParameters(@ForAll String text) {
    for (String property : List.of("status", "title", "owner_id", "update_time")) {
      Condition condition = Conditions.equal(property, text);
      for (Completion completion : Completion.values()) {
        asked(condition, completion)
            .ifPresent(
                plan ->
                    assertThat(plan.requests())
                        .allSatisfy(
                            request ->
                                assertThat(request.target())
                                    .matches(
                                        "/api/v2/deals\\?((owner_id|ids)=\\d+&|status=[a-z]+&"
                                            + "|updated_(since|until)=[0-9TZ%A-]+&)*"
                                            + "sort_by=id&sort_direction=asc&limit=500")));
      }
    }
  }

  private static Optional<SearchPlan> asked(Condition condition, Completion completion) {
    try {
      Query query = Query.select("id").from("deals").where(condition).build();
      return Optional.of(PIPEDRIVE.plan(query, ObjectSchema.unknown(), completion));
    } catch (QueryException refusal) {
      return Optional.empty();
    }
  }

  @Property
  void noListTakesMoreIdsThanItMay(
      @ForAll @Size(min = 1, max = 1000) List<@IntRange(min = -5, max = 1_000_000) Integer> ids) {
    String values = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    SearchPlan plan = plan("SELECT id FROM deals WHERE id IN (" + values + ")");

    List<String> sent =
        plan.requests().stream()
            .flatMap(
                request -> {
                  String[] part = request.query().get("ids").split(",");
                  assertThat(part).hasSizeLessThanOrEqualTo(100);
                  return List.of(part).stream();
                })
            .toList();
    assertThat(sent)
        .containsExactlyInAnyOrderElementsOf(
            ids.stream().filter(id -> id > 0).distinct().map(String::valueOf).toList());
  }

  private static String numbers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }
}
