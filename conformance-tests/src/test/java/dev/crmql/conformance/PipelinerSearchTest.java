package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.pipeliner.PipelinerOptions;
import dev.crmql.search.SearchObject;
import dev.crmql.spi.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipeliner CRM over HTTP, page by page. */
final class PipelinerSearchTest {

  private static final Map<String, List<String>> SEARCHED =
      Map.of(
          "Accounts", List.of("name", "email1", "phone1"),
          "Contacts", List.of("first_name", "last_name", "email1", "phone1"),
          "Leads", List.of("name", "quick_account_name", "quick_contact_name", "quick_email"),
          "Opportunities", List.of("name"),
          "Tasks", List.of("subject"));

  /** The records in whose searched fields each of the words stands. */
  private static List<String> expected(ServiceUnderTest service, String... words) {
    List<String> ids = new ArrayList<>();
    for (Table table : service.tables()) {
      for (Map<String, Object> row : table.rows()) {
        StringBuilder text = new StringBuilder();
        for (String field : SEARCHED.get(table.name())) {
          text.append(row.get(field)).append('\n');
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        if (List.of(words).stream().allMatch(lower::contains)) {
          ids.add((String) row.get("id"));
        }
      }
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({"7, true", "1000, true", "50, false"})
  void aKeywordFindsEachRecordOnce(int pageSize, boolean hard) {
    PipelinerOptions options = hard ? PipelinerOptions.strict() : PipelinerOptions.lenient();
    try (ServiceUnderTest service = PipelinerDifferentialTest.start(options)) {
      List<SearchObject> objects = service.pages(Language.KEYWORD, "EXAMPLE an", pageSize);

      assertThat(objects)
          .extracting(SearchObject::id)
          .containsExactlyInAnyOrderElementsOf(expected(service, "example", "an"))
          .hasSizeGreaterThan(20);
      assertThat(objects).allSatisfy(object -> assertThat(object.unifiedType()).isPresent());
    }
  }

  /** Whether ids can be sorted by is one of the open questions. */
  @Test
  void whereIdsAreNotSortedByAllRowsAreAnsweredAllTheSame() {
    PipelinerOptions hard = PipelinerOptions.strict();
    PipelinerOptions unsorted =
        new PipelinerOptions(
            hard.notEqualMatchesNull(),
            hard.emptyMatchesNull(),
            hard.wildcardsInText(),
            hard.nullsSortLast(),
            false,
            hard.operatorNeedsValue());
    try (ServiceUnderTest service = PipelinerDifferentialTest.start(unsorted)) {
      String query = "SELECT id FROM Accounts WHERE city IS NOT NULL ORDER BY city";
      Table accounts =
          service.tables().stream().filter(t -> t.name().equals("Accounts")).findFirst().get();

      assertThat(service.found(query, Completion.STRICT))
          .containsExactlyInAnyOrderElementsOf(service.expected(accounts, query))
          .hasSizeGreaterThan(100);
      assertThat(service.pages(Language.KEYWORD, "example", 20))
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thereAreNoCampaigns(boolean described) {
    try (ServiceUnderTest service = PipelinerDifferentialTest.start(PipelinerOptions.strict())) {
      assertThatThrownBy(
              () ->
                  service.search(
                      Language.KQL, "SELECT id FROM campaigns", Completion.LOCAL, described))
          .isInstanceOfSatisfying(
              QueryException.class,
              e -> {
                assertThat(e).hasMessageContaining("has no campaigns");
                assertThat(e.diagnostics().get(0).at().span().orElseThrow().start()).isEqualTo(15);
              });
      assertThat(service.sandbox().received()).isEmpty();
    }
  }

  @Test
  void anEntityThatIsNotThereIsTheQuerysFault() {
    try (ServiceUnderTest service = PipelinerDifferentialTest.start(PipelinerOptions.strict())) {
      assertThatThrownBy(
              () -> service.search(Language.KQL, "SELECT id FROM Boats", Completion.STRICT, true))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("no object type Boats");
    }
  }

  @Test
  void limitsAreTheServices() {
    try (ServiceUnderTest service = PipelinerDifferentialTest.start(PipelinerOptions.strict())) {
      String query = "SELECT id FROM Accounts WHERE created > '2000-01-01' LIMIT 7";

      assertThat(service.found(query, Completion.STRICT)).hasSize(7);
      List<String> asked =
          service.sandbox().received().stream()
              .filter(request -> request.path().endsWith("/Accounts"))
              .map(request -> request.parameters().get("first"))
              .toList();
      assertThat(asked).containsExactly("7");
    }
  }
}
