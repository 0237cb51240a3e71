package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlRefusalTest extends SalesforceTestBase {

  @Test
  void anUnknownColumnIsShownWithACaret() throws Exception {
    assertRefused(
        "SELECT id, foo FROM Account",
        "INVALID_FIELD",
        """

        SELECT id, foo FROM Account
                   ^
        ERROR at Row:1:Column:12
        No such column 'foo' on entity 'Account'.\
        """);
  }

  @Test
  void theCaretOfALongQueryStandsBelowThePlace() throws Exception {
    String message =
        ask("SELECT Id\nFROM Account\nWHERE " + "Name = 'x' OR ".repeat(20) + "nme = 'x'")
            .body()
            .get(0)
            .get("message")
            .asText();

    List<String> lines = message.lines().toList();
    assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("nme = 'x'");
    assertThat(lines.get(3)).isEqualTo("ERROR at Row:3:Column:287");
  }

  @Test
  void anUnknownObjectIsAnInvalidType() throws Exception {
    assertRefused(
        "SELECT Id FROM Accounts",
        "INVALID_TYPE",
        "ERROR at Row:1:Column:16\nsObject type 'Accounts' is not supported.");
  }

  @Test
  void anUnknownRelationshipIsAnInvalidField() throws Exception {
    assertRefused(
        "SELECT Id, Owner.Name FROM Contact",
        "INVALID_FIELD",
        "Didn't understand relationship 'Owner' in field path.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Name = 'a' AND Name = 'b' OR Name = 'c'      | unexpected token: 'OR'",
        "Name = 'a' OR Name = 'b' AND Name = 'c'      | unexpected token: 'AND'",
        "Name = 'a' AND NOT Name = 'b'                | unexpected token: 'Name'",
        "NOT Name = 'b' AND Name = 'c'                | unexpected token: 'AND'",
        "Name NOT LIKE 'b'                            | unexpected token: 'LIKE'",
        "Name IS NULL                                 | unexpected token: 'IS'",
        "Name IN ()                                   | unexpected token: ')'",
        "Name IN 'a'                                  | unexpected token: ''a''",
        "Name = ('a')                                 | unexpected token: '('",
        "Name IN ('a', null)                          | unexpected token: 'null'",
        "Name LIKE null                               | unexpected token: 'null'",
        "NumberOfEmployees > null                     | unexpected token: 'null'",
        "Name = Website                               | unexpected token: 'Website'",
        "Name = :name                                 | Bind variables only allowed in Apex code",
        "Name = 'q\\q'                                | no viable alternative at character '''",
        "Name = 'x                                    | no viable alternative at character '''",
        "Name = \"x\"                               | no viable alternative at character",
        "Name = 'a\\_b'                               | Invalid string literal",
        "Name = 'x' // y                              | unexpected token: '// y'",
        "NumberOfEmployees = 1e3                      | unexpected token: 'e3'",
        "AnnualRevenue = 1.5d                         | unexpected token: '1.5d'",
        "CreatedDate > 2018-02-30T00:00:00Z           | Invalid date",
        "Name = 'x';                                  | unexpected token: ';'",
        "Name IN (SELECT Name FROM Contact)           | the sandbox does not emulate",
        "CreatedDate = TODAY                          | the sandbox does not emulate",
      })
  void malformedConditions(String condition, String message) throws Exception {
    assertRefused("SELECT Id FROM Account WHERE " + condition, "MALFORMED_QUERY", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "SELECT * FROM Account",
        "SELECT Id x FROM Account",
        "SELECT Id FROM Account, Contact",
        "SELECT COUNT() FROM Account",
        "SELECT Id FROM Account GROUP BY Id",
        "SELECT Id FROM Account LIMIT -1",
        "SELECT Id FROM Account LIMIT 99999999999",
        "SELECT Id FROM Account OFFSET 5 LIMIT 5",
        "SELECT Id FROM Account LIMIT :n",
        "SELECT FIELDS(ALL) FROM Account",
        "SELECT FIELDS(CUSTOM) FROM Account LIMIT 201",
        "SELECT Id FROM Account WHERE Name = 'line\nbreak'",
        "SELECT Id FROM Account WHERE Name = '''\nx'''",
        "SELECT Id FROM Account ORDER BY Name,",
        "\u0000",
      })
  void malformedQueries(String soql) throws Exception {
    assertRefused(soql, "MALFORMED_QUERY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "CreatedDate > '2018-02-23T03:05:45Z' | must be of type dateTime and should not be enclosed in quotes",
        "CreatedDate > 2018-02-23             | must be of type dateTime",
        "NumberOfEmployees = '5'              | must be of type int and should not be enclosed in quotes",
        "NumberOfEmployees > 5.5              | must be of type int",
        "AnnualRevenue IN (1, '2')            | must be of type double and should not be enclosed in quotes",
        "OnCreditHold__c = 'true'             | must be of type boolean and should not be enclosed in quotes",
        "OnCreditHold__c = ''                 | must be of type boolean and should not be enclosed in quotes",
        "Name = 5                             | must be of type string and should be enclosed in quotes",
        "Name LIKE 5                          | must be of type string and should be enclosed in quotes",
        "Name = true                          | must be of type string and should be enclosed in quotes",
        "Id = 5                               | must be of type string and should be enclosed in quotes",
        "Description = 'x'                    | field 'Description' can not be filtered in a query call",
        "description LIKE 'x'                 | field 'Description' can not be filtered in a query call",
        "Parent.Nme = 'x'                     | No such column 'Nme' on entity 'Account'",
      })
  void literalsMustFitTheField(String condition, String message) throws Exception {
    assertRefused("SELECT Id FROM Account WHERE " + condition, "INVALID_FIELD", message);
  }

  @Test
  void dateFieldsRefuseDateTimes() throws Exception {
    assertRefused(
        "SELECT Id FROM Opportunity WHERE CloseDate < 2024-07-01T00:00:00Z",
        "INVALID_FIELD",
        "value of filter criterion for field 'CloseDate' must be of type date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Id LIKE '001%'",
        "ParentId LIKE '001%'",
        "NumberOfEmployees LIKE '1%'",
        "OnCreditHold__c > false",
        "Industry > 'A'",
        "ParentId > '001Ax0000000000AAA'",
        "Name INCLUDES ('a')",
        "Id = 'not an id'",
      })
  void operatorsMustFitTheType(String condition) throws Exception {
    assertRefused(
        "SELECT Id FROM Account WHERE " + condition, "INVALID_QUERY_FILTER_OPERATOR", "invalid");
  }

  @Test
  void longTextCannotSort() throws Exception {
    assertRefused(
        "SELECT Id FROM Account ORDER BY Description",
        "INVALID_FIELD",
        "field 'Description' can not be sorted in a query call");
  }

  @Test
  void aFieldIsSelectedOnce() throws Exception {
    assertRefused("SELECT Id, Name, id FROM Account", "INVALID_FIELD", "duplicate field selected");
  }

  @Test
  void offsetsEndAt2000() throws Exception {
    assertThat(ask("SELECT Id FROM Contact LIMIT 1 OFFSET 2000").status()).isEqualTo(200);
    assertRefused(
        "SELECT Id FROM Contact LIMIT 1 OFFSET 2001",
        "NUMBER_OUTSIDE_VALID_RANGE",
        "Maximum SOQL offset allowed is 2000");
  }

  @Test
  void deepNestingIsTooComplicated() throws Exception {
    assertRefused(
        "SELECT Id FROM Account WHERE " + "(".repeat(501) + "Name = 'x'" + ")".repeat(501),
        "QUERY_TOO_COMPLICATED",
        "Query is too complicated.");
  }

  @Test
  void stringsOver4000CharactersAreRefused() throws Exception {
    assertThat(ask("SELECT Id FROM Account WHERE Name = '" + "x".repeat(4000) + "'").status())
        .isEqualTo(200);
    assertRefused(
        "SELECT Id FROM Account WHERE Name = '" + "x".repeat(4001) + "'",
        "INVALID_QUERY_FILTER_OPERATOR",
        "too long");
  }
}
