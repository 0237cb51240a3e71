package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.oracle.OracleEmulator;
import dev.crmql.sandbox.oracle.OracleSettings;
import dev.crmql.search.SearchObject;
import dev.crmql.spi.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keywords on Oracle over HTTP, page by page. */
final class OracleSearchTest {

  private static final Map<String, List<String>> SEARCHED =
      Map.of(
          "accounts", List.of("OrganizationName"),
          "contacts", List.of("FirstName", "LastName", "EmailAddress"),
          "leads", List.of("Name", "PrimaryContactEmailAddress"),
          "opportunities", List.of("Name"),
          "campaigns", List.of("Name"),
          "activities", List.of("Subject"));

  /** The records, appointments not among them, in whose attributes each of the words stands. */
  private static List<String> expected(ServiceUnderTest service, String keyword) {
    List<String> ids = new ArrayList<>();
    for (Table table : service.tables()) {
      for (Map<String, Object> row : table.rows()) {
        StringBuilder text = new StringBuilder();
        SEARCHED.get(table.name()).forEach(name -> text.append(row.get(name)).append('\n'));
        String lower = text.toString().toLowerCase(Locale.ROOT);
        if (List.of(keyword.toLowerCase(Locale.ROOT).split(" ", -1)).stream()
            .allMatch(lower::contains)) {
          ids.add((String) row.get(table.keyColumn()));
        }
      }
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "EXAMPLE an, 7, true",
        "EXAMPLE an, 1000, true",
        "example, 50, false",
        "kloudless up, 30, true",
        "O'Brian, 30, true",
        "%, 30, true",
        "50%_off, 30, true",
        "a_b, 30, false",
        "*, 30, true",
        "back\\slash, 30, true",
        "раДУГА, 30, true",
      })
  void aKeywordFindsEachRecordThatHasItOnce(String keyword, int pageSize, boolean hard) {
    OracleSettings settings = hard ? OracleSettings.strict() : OracleSettings.lenient();
    try (ServiceUnderTest service =
        ServiceUnderTest.start(new OracleEmulator(SampleData.create(), settings), "")) {
      List<SearchObject> objects = service.pages(Language.KEYWORD, keyword, pageSize);

      assertThat(objects)
          .extracting(SearchObject::id)
          .containsExactlyInAnyOrderElementsOf(expected(service, keyword));
      assertThat(objects).allSatisfy(object -> assertThat(object.unifiedType()).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORDER BY PartyNumber DESC LIMIT 7 OFFSET 3", "ORDER BY PartyNumber"})
  void aListThatIsLongerThanAUrlFindsEachRowOnce(String window) {
    try (ServiceUnderTest service = ServiceUnderTest.start("oracle")) {
      Table accounts =
          service.tables().stream()
              .filter(table -> table.name().equals("accounts"))
              .findFirst()
              .orElseThrow();
      List<String> names = new ArrayList<>();
      for (Map<String, Object> row : accounts.rows()) {
        names.add("'" + ((String) row.get("OrganizationName")).replace("'", "''") + "'");
        names.add("'none " + names.size() + "'");
      }
      String kql =
          "SELECT PartyNumber, OrganizationName FROM accounts WHERE OrganizationName IN ("
              + String.join(", ", names)
              + ") "
              + window;

      List<String> found = service.found(kql, Completion.STRICT);

      assertThat(service.plan(Language.KQL, kql, Completion.STRICT, true).requests())
          .hasSizeGreaterThan(2);
      assertThat(found).isNotEmpty();
      assertThat(found).isEqualTo(service.expected(accounts, kql));
    }
  }
}
