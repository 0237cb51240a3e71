package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceSearchTest extends SalesforceTestBase {

  private static SandboxClient.Answer search(String sosl) throws Exception {
    return client.get(BASE + "/search?q=" + SandboxClient.encoded(sosl));
  }

  private static List<JsonNode> found(String sosl) throws Exception {
    SandboxClient.Answer answer = search(sosl);
    assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
    List<JsonNode> records = new ArrayList<>();
    answer.body().get("searchRecords").forEach(records::add);
    return records;
  }

  private static List<String> ids(String sosl) throws Exception {
    return found(sosl).stream().map(record -> record.get("Id").asText()).toList();
  }

  private static boolean has(Map<String, Object> row, String regex, String... columns) {
    Pattern pattern =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + regex + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    for (String column : columns) {
      Object value = row.get(column);
      if (value != null && pattern.matcher(value.toString()).find()) {
        return true;
      }
    }
    return false;
  }

  private static final String[] TEXTS = {
    "Name",
    "Type",
    "BillingCity",
    "BillingCountry",
    "Phone",
    "Website",
    "Industry",
    "Description",
    "Rating"
  };

  @Test
  void everyWordMustBeFoundInSomeField() throws Exception {
    assertThat(ids("FIND {hello world} IN ALL FIELDS RETURNING Account(Id, Name LIMIT 2000)"))
        .containsExactlyInAnyOrder(
            expected("Account", row -> has(row, "hello", TEXTS) && has(row, "world", TEXTS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "world hello                # world[^\\p{L}]+hello|hello[^\\p{L}]+world",
        "\"world hello\"            # world hello",
        "KLOUD*                     # kloud\\w*",
        "k?oud                      # kloud",
        "jim* AND NOT jimson        # jim(?!son)\\w*",
        "volt OR mill               # (volt|mill)",
        "(volt OR mill) energy      # volt energy",
        "volt OR old mill           # (volt|old mill)",
        "東京商事                   # 東京商事",
        "caf\\é m\\üller            # Café Müller",
        "\"a \\+ b\"                # a[^\\p{L}\\p{N}]+b",
      })
  void termsFindWhatTheyMean(String term, String name) throws Exception {
    String sosl = "FIND {" + term + "} IN NAME FIELDS RETURNING Account(Id)";
    assertThat(ids(sosl))
        .containsExactlyInAnyOrder(expected("Account", row -> has(row, name, "Name")));
  }

  @Test
  void aGroupOfFieldsIsSearchedAlone() throws Exception {
    Map<String, Object> contact =
        table("Contact").rows().stream()
            .filter(row -> row.get("Email") != null)
            .findFirst()
            .orElseThrow();
    String email = contact.get("Email").toString();
    String term = email.replaceAll("([-+'&|!])", "\\\\$1");
    assertThat(ids("FIND {" + term + "} IN EMAIL FIELDS RETURNING Contact"))
        .contains(contact.get("Id").toString());
    assertThat(ids("FIND {" + term + "} IN PHONE FIELDS RETURNING Contact")).isEmpty();
  }

  @Test
  void recordsHaveTheFieldsThatAreNamedObjectByObject() throws Exception {
    List<JsonNode> records =
        found("FIND {jim* OR kloud*} RETURNING Contact(Name, Account.Name LIMIT 3), Account");
    assertThat(records.get(0).get("attributes").get("type").asText()).isEqualTo("Contact");
    assertThat(records.get(0).get("attributes").get("url").asText())
        .startsWith(BASE + "/sobjects/Contact/003");
    assertThat(records.get(0).has("Id")).isFalse();
    assertThat(records.get(0).has("Name")).isTrue();
    assertThat(records.get(0).has("Account")).isTrue();
    assertThat(records.get(2).get("attributes").get("type").asText()).isEqualTo("Contact");
    assertThat(records.get(3).get("attributes").get("type").asText()).isEqualTo("Account");
    assertThat(records.get(3).fieldNames()).toIterable().containsExactly("attributes", "Id");
  }

  @Test
  void withoutReturningTheIdsOfEveryObjectComeBack() throws Exception {
    assertThat(found("find{jim* OR kloud*}"))
        .extracting(record -> record.get("attributes").get("type").asText())
        .contains("Account", "Contact", "Lead");
  }

  @Test
  void everyObjectCanBeSearchedForItsUsualFields() throws Exception {
    List<JsonNode> records =
        found(
            "FIND {jim* OR acme OR call* OR email*} IN ALL FIELDS RETURNING"
                + " Account(Id, Name, Phone, Website, Industry, NumberOfEmployees, AnnualRevenue,"
                + " Rating, Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Contact(Id, Name, FirstName, LastName, Title, Email, Phone, AccountId,"
                + " Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Lead(Id, Name, FirstName, LastName, Company, Status, AnnualRevenue, Rating,"
                + " Email, Phone, Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Opportunity(Id, Name, AccountId, StageName, CloseDate, NextStep, Amount,"
                + " Probability, Type, Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Campaign(Id, Name, Type, Status, StartDate, EndDate, BudgetedCost, ActualCost,"
                + " Description, CreatedDate, LastModifiedDate LIMIT 333),"
                + " Task(Id, Subject, Status, Priority, AccountId, Description, CreatedDate,"
                + " LastModifiedDate LIMIT 333) LIMIT 2000");
    assertThat(records)
        .extracting(record -> record.get("attributes").get("type").asText())
        .contains("Account", "Contact", "Lead", "Opportunity", "Task");
  }

  @Test
  void whereOrderLimitAndOffsetHoldForTheirObject() throws Exception {
    String where = "WHERE Name LIKE 'k%' AND (NOT Name = 'kloud') ORDER BY Name DESC";
    List<String> all = ids("FIND {kloud*} IN NAME FIELDS RETURNING Account(Id " + where + ")");
    assertThat(all).hasSizeGreaterThan(4);
    assertThat(
            ids(
                "FIND {kloud*} IN NAME FIELDS RETURNING Account(Id "
                    + where
                    + " LIMIT 3 OFFSET 1) LIMIT 2"))
        .isEqualTo(all.subList(1, 3));
    assertThat(all)
        .containsExactlyInAnyOrder(
            expected(
                "Account",
                row -> {
                  String name = row.get("Name").toString().toLowerCase(Locale.ROOT);
                  return name.startsWith("k")
                      && !name.equals("kloud")
                      && has(row, "kloud\\w*", "Name");
                }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "FIND {x}                     # MALFORMED_SEARCH # search term must be longer than one character: x",
        "FIND {}                      # MALFORMED_SEARCH # unexpected end of term",
        "FIND {x*}                    # MALFORMED_SEARCH # longer than one character",
        "FIND {*xy}                   # MALFORMED_SEARCH # Row:1:Column:7 / unexpected character: '*'",
        "FIND {c++}                   # MALFORMED_SEARCH # unexpected character: '+'",
        "FIND {this AND}              # MALFORMED_SEARCH # unexpected end of term",
        "FIND {not this}              # MALFORMED_SEARCH # Column:7 / unexpected character: 'n'",
        "FIND {\"ab}                  # MALFORMED_SEARCH # unexpected end of term",
        "FIND {(ab}                   # MALFORMED_SEARCH # unexpected end of term",
        "FIND {ab)}                   # MALFORMED_SEARCH # unexpected character: ')'",
        "FIND {ab                     # MALFORMED_SEARCH # not closed",
        "FIND ab                      # MALFORMED_SEARCH # No search term found",
        "SELECT Id FROM Account       # MALFORMED_SEARCH # begins with FIND",
        "FIND {ab} IN SOME FIELDS     # MALFORMED_SEARCH # Column:14 / unexpected token: 'SOME'",
        "FIND {ab} RETURNING Account( # MALFORMED_SEARCH # unexpected token",
        "FIND {ab} RETURNING Nosuch   # INVALID_TYPE     # Column:21 / sObject type 'Nosuch'",
        "FIND {ab} RETURNING Lead(Id, Foo) # INVALID_FIELD # Column:30 / No such column 'Foo'",
        "FIND {ab} RETURNING Lead(Id WHERE Foo = 'x') # INVALID_FIELD # Column:35 / No such column 'Foo'",
        "FIND {ab} RETURNING Lead(Id WHERE Id = 'x' OR Id = 'y' AND Id = 'z') # MALFORMED_SEARCH # unexpected token: 'AND'",
        "FIND {ab} RETURNING Lead(Id OFFSET 1), Task # MALFORMED_SEARCH # OFFSET",
        "FIND {ab} LIMIT 2001         # MALFORMED_SEARCH # LIMIT is at most 2000",
        "FIND {ab} UPDATE TRACKING    # MALFORMED_SEARCH # does not emulate",
        "FIND {ab} WITH METADATA = 'LABELS' # MALFORMED_SEARCH # does not emulate",
        "FIND {ab} RETURNING Lead(toLabel(Status)) # MALFORMED_SEARCH # does not emulate",
      })
  void whatIsNoSearchIsRefused(String sosl, String errorCode, String message) throws Exception {
    SandboxClient.Answer answer = search(sosl);
    assertThat(answer.status()).as(answer.whole().body()).isEqualTo(400);
    JsonNode error = answer.body().get(0);
    assertThat(error.get("errorCode").asText()).as(error.toString()).isEqualTo(errorCode);
    assertThat(error.get("message").asText()).contains(message.replace(" / ", "\n"));
  }

  @Test
  void aSearchStringIsNeeded() throws Exception {
    assertThat(client.get(BASE + "/search").status()).isEqualTo(400);
    assertThat(client.post(BASE + "/search?q=x", "{}").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(Id) FROM Account",
        "SELECT Rating, COUNT(Id) FROM Account GROUP BY Rating",
        "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
        "SELECT Id FROM Account WHERE CreatedDate = TODAY",
      })
  void soqlThatIsNotEmulatedSaysSo(String soql) throws Exception {
    assertRefused(soql, "MALFORMED_QUERY", "the sandbox does not emulate this part of SOQL: ");
  }
}
