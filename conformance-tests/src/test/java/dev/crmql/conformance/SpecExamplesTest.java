package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.sandbox.data.Table;
import dev.crmql.spi.Completion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The example queries of the CRM Search document, in each service's own names, find what H2 finds
 * for the same text.
 */
final class SpecExamplesTest {

  private static Map<String, ServiceUnderTest> services;

  @BeforeAll
  static void start() {
    services =
        Stream.of("salesforce", "dynamics", "sugarcrm")
            .collect(Collectors.toMap(name -> name, ServiceUnderTest::start));
  }

  @AfterAll
  static void stop() {
    services.values().forEach(ServiceUnderTest::close);
  }

  private static Table table(ServiceUnderTest service, String text) {
    return service.tables().stream()
        .filter(table -> text.contains(" FROM " + table.name() + " "))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SELECT accountid, name, numberofemployees FROM account WHERE name LIKE '%kloud%' ORDER BY name ASC
          SELECT leadid, fullname, emailaddress1, statuscode FROM lead WHERE fullname LIKE '%kloud%' AND emailaddress1 != '' ORDER BY fullname ASC
          SELECT opportunityid, name, stepname, parentaccountid.accountid FROM opportunity WHERE name LIKE '%kloud%' ORDER BY name ASC
          SELECT accountid FROM account WHERE name='kloudless' ORDER BY name
          """)
  void dqlFindsWhatH2Finds(String dql) {
    ServiceUnderTest dynamics = services.get("dynamics");

    List<String> found = dynamics.found(Language.DQL, dql, Completion.STRICT);

    // H2 has no paths; what is selected does not change which rows are found.
    String sql = dql.replace(", parentaccountid.accountid", "");
    assertThat(found).isNotEmpty();
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(dynamics.expected(table(dynamics, sql), sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          salesforce | SELECT Id, Name, Website FROM Account WHERE Name LIKE 'Jim%' ORDER BY Name DESC, Id LIMIT 10 OFFSET 3
          dynamics   | SELECT accountid, name, websiteurl FROM account WHERE name LIKE 'Jim%' ORDER BY name DESC, accountid LIMIT 10 OFFSET 3
          sugarcrm   | SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name DESC, id LIMIT 10 OFFSET 3
          salesforce | SELECT Id, Name, Email, Status FROM Lead WHERE Name LIKE '%kloud%' AND Email != '' ORDER BY Name ASC, Id
          dynamics   | SELECT leadid, fullname, emailaddress1, statuscode FROM lead WHERE fullname LIKE '%kloud%' AND emailaddress1 != '' ORDER BY fullname ASC, leadid
          salesforce | SELECT Id FROM Opportunity WHERE CreatedDate >= '2018-02-23T03:05:45+00:00' ORDER BY Name ASC, Amount DESC, Id
          dynamics   | SELECT opportunityid FROM opportunity WHERE createdon >= '2018-02-23T03:05:45+00:00' ORDER BY name ASC, estimatedvalue DESC, opportunityid
          sugarcrm   | SELECT id FROM Opportunities WHERE date_entered >= '2018-02-23T03:05:45+00:00' ORDER BY name ASC, amount DESC, id
          salesforce | SELECT Id FROM Account WHERE Website IS NOT NULL ORDER BY Id LIMIT 100
          dynamics   | SELECT accountid FROM account WHERE websiteurl IS NOT NULL ORDER BY accountid LIMIT 100
          sugarcrm   | SELECT id FROM Accounts WHERE website IS NOT NULL ORDER BY id LIMIT 100
          """)
  void kqlFindsWhatH2FindsInItsOrder(String service, String kql) {
    ServiceUnderTest asked = services.get(service);

    List<String> found = asked.found(kql, Completion.STRICT);

    assertThat(found).isNotEmpty();
    assertThat(found).isEqualTo(asked.expected(table(asked, kql), kql));
  }

  /** The person's name is not in SugarCRM's database, so that the engine sorts by it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          sugarcrm   | SELECT id, name, email, status FROM Leads WHERE name LIKE '%kloud%' AND email != '' ORDER BY name ASC
          salesforce | SELECT Id FROM Account WHERE Name LIKE '%kloudless' OR Name LIKE 'kloud%' OR Name LIKE '%kloud%'
          dynamics   | SELECT accountid FROM account WHERE name IN ('kloudless', 'cloudless', 'chloudless')
          sugarcrm   | SELECT id FROM Accounts WHERE name IN ('kloudless', 'cloudless', 'chloudless')
          salesforce | SELECT Id FROM Account WHERE Name NOT IN ('kloudless', 'cloudless', 'chloudless') AND Name = 'kloud'
          salesforce | SELECT Id FROM Contact WHERE Name LIKE '%a%' AND Email LIKE '%kl.example'
          """)
  void kqlFindsWhatH2Finds(String service, String kql) {
    ServiceUnderTest asked = services.get(service);

    List<String> found = asked.found(kql, Completion.STRICT);

    assertThat(found).isNotEmpty();
    assertThat(found).containsExactlyInAnyOrderElementsOf(asked.expected(table(asked, kql), kql));
  }

  @ParameterizedTest
  @CsvSource({"salesforce, Account", "dynamics, account", "sugarcrm, Accounts"})
  void theFirstExampleRunsAsTheDocumentHasIt(String service, String table) {
    ServiceUnderTest asked = services.get(service);
    String kql = "SELECT id, name FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name DESC";
    Table accounts =
        asked.tables().stream()
            .filter(known -> known.name().equals(table))
            .findFirst()
            .orElseThrow();

    assertThat(asked.found(kql + " LIMIT 100 OFFSET 200", Completion.STRICT)).isEmpty();
    assertThat(asked.found(kql + " LIMIT 100 OFFSET 0", Completion.STRICT))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            asked.expected(
                accounts,
                "SELECT "
                    + accounts.keyColumn()
                    + " FROM "
                    + table
                    + " WHERE name LIKE 'Jim%' ORDER BY name DESC"));
  }
}
