package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KQL beside the SOQL that it becomes while nothing is known of the object type. */
class SoqlCompilerTest {

  @Test
  void theDocumentsFirstExampleIsAskedWithItsLimitAndOffset() {
    assertThat(
            Kql.soql(
                "SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%'"
                    + " ORDER BY name DESC LIMIT 100 OFFSET 200"))
        .isEqualTo(
            "SELECT id, name, website FROM Account WHERE name LIKE 'Jim%'"
                + " ORDER BY name DESC NULLS LAST, Id ASC LIMIT 100 OFFSET 200");
  }

  @Test
  void theDocumentsSecondExampleTestsForAnEmailByNull() {
    assertThat(
            Kql.soql(
                "SELECT id, name, email, status FROM Leads"
                    + " WHERE name LIKE '%kloudless%' AND email != '' ORDER BY name ASC"))
        .isEqualTo(
            "SELECT id, name, email, status FROM Lead"
                + " WHERE name LIKE '%kloudless%' AND email != null"
                + " ORDER BY name ASC NULLS FIRST, Id ASC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a = 'v'                      | a = 'v'",
        "a <> 'v'                     | (a != 'v' AND a != null)",
        "a != 'v'                     | (a != 'v' AND a != null)",
        "a < 5                        | a < 5",
        "a <= 5.50                    | a <= 5.50",
        "a > -3                       | a > -3",
        "a >= 1E3                     | a >= 1000",
        "a LIKE 'x%'                  | a LIKE 'x%'",
        "a LIKE '%x'                  | a LIKE '%x'",
        "a LIKE '%x%'                 | a LIKE '%x%'",
        "a LIKE 'x'                   | a = 'x'",
        "a LIKE '%'                   | a != null",
        "a NOT LIKE 'x'               | (a != 'x' AND a != null)",
        "a NOT LIKE 'x%'              | ((NOT a LIKE 'x%') AND a != null)",
        "a IN ('v', 'w')              | a IN ('v','w')",
        "a IN ('v', '')               | a IN ('v') OR a = null",
        "a NOT IN ('v', 'w')          | (a NOT IN ('v','w') AND a != null)",
        "a NOT IN ('v', '')           | (a NOT IN ('v') AND a != null) AND a != null",
        "a IS NULL                    | a = null",
        "a IS NOT NULL                | a != null",
        "a = ''                       | a = null",
        "a != ''                      | a != null",
        "a <= ''                      | Id = null",
        "a >= ''                      | a != null",
        "a > ''                       | a != null",
        "a = TRUE                     | a = true",
        "a != TRUE                    | a != true",
        "a IN (TRUE)                  | a IN (true)",
        "a NOT IN (FALSE)             | a NOT IN (false)",
        "a.b = 'x'                    | a.b = 'x'",
        "a.b != 'x'                   | (a.b != 'x' AND a.b != null)",
        "a.b IS NULL                  | a.b = null",
        "a.b = TRUE                   | a.b = true",
        "a.b = FALSE                  | (a.b = false AND a.Id != null)",
        "a.b.c != TRUE                | (a.b.c != true AND a.b.Id != null)",
        "a.b IN (FALSE)               | (a.b IN (false) AND a.Id != null)",
      })
  void eachConditionKeepsItsMeaning(String kql, String soql) {
    assertThat(Kql.where(kql, ObjectSchema.unknown())).isEqualTo(soql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a = 1 AND b = 2 OR c = 3           | (a = 1 AND b = 2) OR c = 3",
        "a = 1 AND (b = 2 OR c = 3)         | a = 1 AND (b = 2 OR c = 3)",
        "a = 1 OR b = 2 AND c = 3           | a = 1 OR (b = 2 AND c = 3)",
        "(a = 1 OR b = 2) AND (c = 3 OR d = 4)"
            + "                              | (a = 1 OR b = 2) AND (c = 3 OR d = 4)",
        "NOT (a = 1 AND b = 2)              | (a != 1 AND a != null) OR (b != 2 AND b != null)",
        "a = 1 AND NOT b < 2                | a = 1 AND b >= 2",
        "NOT (a LIKE 'Mc%' OR b IS NULL)    | ((NOT a LIKE 'Mc%') AND a != null) AND b != null",
        "a = 1 OR (b = 2 AND (c = 3 OR d = 4))"
            + "                              | a = 1 OR (b = 2 AND (c = 3 OR d = 4))",
      })
  void bracketsStandWhereverTheOperatorChanges(String kql, String soql) {
    assertThat(Kql.where(kql, ObjectSchema.unknown())).isEqualTo(soql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "t >= '2018-02-23T03:05:45+01:00'      | t >= 2018-02-23T02:05:45Z",
        "t = '2018-02-23T03:05:45.5-08:00'     | t = 2018-02-23T11:05:45.500Z",
        "t < '2024-07-01'                      | t < 2024-07-01",
        "t = '2018-02-23T03:05:45.0001Z'       | Id = null",
        "t != '2018-02-23T03:05:45.0001Z'      | t != null",
        "t < '2018-02-23T03:05:45.0001Z'       | t <= 2018-02-23T03:05:45Z",
        "t <= '2018-02-23T03:05:45.0001Z'      | t <= 2018-02-23T03:05:45Z",
        "t > '2018-02-23T03:05:45.1239Z'       | t > 2018-02-23T03:05:45.123Z",
        "t >= '2018-02-23T03:05:45.1239Z'      | t > 2018-02-23T03:05:45.123Z",
        "t IN ('2018-02-23T03:05:45.0001Z')    | Id = null",
        "t NOT IN ('2018-02-23T03:05:45.0001Z')| t != null",
        "t IN ('2018-02-23T03:05:45.0001Z', '2018-02-23T03:05:45Z')| t IN (2018-02-23T03:05:45Z)",
        "t > '0000-01-01T00:00:00Z'            | t != null",
        "t < '0000-01-01T00:00:00Z'            | Id = null",
        "t <= '9999-12-31T23:59:59-01:00'      | t != null",
        "t >= '9999-12-31T23:59:59-01:00'      | Id = null",
        "t > '0000-05-05'                      | t != null",
        "t = '2018-02-30'                      | t = '2018-02-30'",
      })
  void momentsAreBareInUtcAndNoFinerThanSalesforceKeeps(String kql, String soql) {
    assertThat(Kql.where(kql, ObjectSchema.unknown())).isEqualTo(soql);
  }

  @Test
  void valuesStayValues() {
    assertThat(
            Kql.where(
                "Name = 'O''Brian & Sons' OR Name LIKE '%a~_b\\%' ESCAPE '~'",
                ObjectSchema.unknown()))
        .isEqualTo("Name = 'O\\'Brian & Sons' OR Name LIKE '%a\\_b\\\\%'");
  }

  @Test
  void underscoreAndPercentAreEscapedWithinLikeOnly() {
    assertThat(Kql.where("a = '_%' AND b LIKE '%~_~%' ESCAPE '~'", ObjectSchema.unknown()))
        .isEqualTo("a = '_%' AND b LIKE '%\\_\\%'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "10, \\n",
        "13, \\r",
        "9, \\t",
        "8, \\b",
        "12, \\f",
        "0, \\u0000",
        "127, \\u007F",
        "133, \\u0085",
        "8232, \\u2028",
        "55357, \\uD83D",
        "56832, \\uDE00",
        "92, \\\\",
      })
  void charactersThatCouldBeReadAsSomethingElseAreEscaped(int character, String escaped) {
    assertThat(Kql.where("a = 'x" + (char) character + "y'", ObjectSchema.unknown()))
        .isEqualTo("a = 'x" + escaped + "y'");
  }

  @Test
  void surrogatePairsAndOtherScriptsAreLeftAsTheyAre() {
    assertThat(Kql.where("a = 'Ärger 東京 😀'", ObjectSchema.unknown()))
        .isEqualTo("a = 'Ärger 東京 😀'");
  }

  @Test
  void theIdIsFetchedForTheRecordsIdentity() {
    assertThat(Kql.soql("SELECT Name FROM Account")).isEqualTo("SELECT Name, Id FROM Account");
  }

  @Test
  void aPropertyIsFetchedOnceInWhateverCaseItIsWritten() {
    assertThat(Kql.soql("SELECT name, Name, ID FROM Account ORDER BY NAME"))
        .isEqualTo("SELECT name, ID FROM Account ORDER BY NAME ASC NULLS FIRST, Id ASC");
  }

  @Test
  void sortKeysAreFetchedForTheMerge() {
    assertThat(Kql.soql("SELECT Id FROM Contact ORDER BY Account.Name DESC, LastName"))
        .isEqualTo(
            "SELECT Id, Account.Name, LastName FROM Contact"
                + " ORDER BY Account.Name DESC NULLS LAST, LastName ASC NULLS FIRST, Id ASC");
  }

  @Test
  void theIdIsNoSecondSortKeyWhereItIsOne() {
    assertThat(Kql.soql("SELECT Id FROM Account ORDER BY id DESC"))
        .isEqualTo("SELECT Id FROM Account ORDER BY id DESC NULLS LAST");
  }

  @Test
  void parentPathsAreWrittenAsTheyAre() {
    assertThat(
            Kql.soql(
                "SELECT Id, LastName, Account.Name FROM Contact WHERE Account.Owner.Name = 'x'"))
        .isEqualTo("SELECT Id, LastName, Account.Name FROM Contact WHERE Account.Owner.Name = 'x'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Region__c",
        "Group.Name",
        "Region__r.Name",
        "ns__Region__c",
        "Name__pc",
        "X2_y__c"
      })
  void namesThatSalesforceCanHaveAreTaken(String name) {
    assertThat(Kql.soql("SELECT Id FROM x__mdt WHERE " + name + " = 1"))
        .isEqualTo("SELECT Id FROM x__mdt WHERE " + name + " = 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_a",
        "a_",
        "a___c",
        "\"1\"",
        "\"a b\"",
        "\"a' OR Id != null --\"",
        "\"a.b\"",
        "\"größe\"",
        "\"null\"",
        "\"NOT\"",
        "\"SELECT\"",
        "a.b.c.d.e.f.g",
      })
  void otherNamesAreRefusedInEveryClause(String name) {
    assertThat(
            Kql.faults(
                "SELECT " + name + " FROM Account WHERE " + name + " = 1 ORDER BY " + name,
                ObjectSchema.unknown()))
        .containsExactly(
            "invalid-name at " + name, "invalid-name at " + name, "invalid-name at " + name);
  }

  @Test
  void anObjectTypeThatSalesforceCannotHaveIsRefused() {
    assertThat(Kql.faults("SELECT Id FROM \"Account, Contact\"", ObjectSchema.unknown()))
        .containsExactly("invalid-name at \"Account, Contact\"");
  }

  @Test
  void literalsInSelectAreNamesThatNoPropertyHas() {
    assertThat(Kql.faults("SELECT 1, 'single-quoted' FROM Account", ObjectSchema.unknown()))
        .containsExactly("invalid-name at 1", "invalid-name at 'single-quoted'");
  }

  @Test
  void whatIsGuessedIsNoted() {
    assertThat(
            Kql.plan(
                    "SELECT Id FROM Accounts WHERE a = 1",
                    ObjectSchema.unknown(),
                    Completion.STRICT)
                .notes())
        .hasSize(2)
        .anyMatch(note -> note.contains("Accounts is called Account"))
        .anyMatch(note -> note.contains("not described"));
  }
}
