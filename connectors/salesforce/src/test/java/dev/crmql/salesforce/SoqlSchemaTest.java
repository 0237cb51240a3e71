package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Handling;
import dev.crmql.spi.SearchPlan;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the object type's own description changes. */
class SoqlSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Name != 'x'                    | Name != 'x'",
        "Name NOT IN ('x')              | Name NOT IN ('x')",
        "Name NOT LIKE 'x%'             | (NOT Name LIKE 'x%')",
        "Phone != 'x'                   | (Phone != 'x' AND Phone != null)",
        "id != '001Ax00000Rk1aQIAR'     | Id != '001Ax00000Rk1aQIAR'",
        "name = 'x'                     | Name = 'x'",
        "IsActive__c != TRUE            | IsActive__c != true",
        "IsActive__c = 'true'           | IsActive__c = true",
        "IsActive__c IS NULL            | Id = null",
        "IsActive__c IS NOT NULL        | Id != null",
        "NOT IsActive__c IS NULL        | Id != null",
        "Phone = 123                    | Phone = '123'",
        "Phone != 1.50                  | (Phone != '1.50' AND Phone != null)",
        "Phone IN (1, 'x')              | Phone IN ('1','x')",
        "Phone = '2018-02-23'           | Phone = '2018-02-23'",
        "ParentId = '001Ax00000Rk1aQ'   | ParentId = '001Ax00000Rk1aQ'",
        "NumberOfEmployees = '12'       | NumberOfEmployees = 12",
        "NumberOfEmployees < 1.5        | NumberOfEmployees <= 1",
        "AnnualRevenue >= 12500.50      | AnnualRevenue >= 12500.50",
        "AnnualRevenue = 1E3            | AnnualRevenue = 1000",
        "Founded__c < '2024-07-01'      | Founded__c < 2024-07-01",
        "Founded__c = '2024-07-01T23:00:00Z' | Founded__c = 2024-07-01",
        "CreatedDate = '2024-07-01'"
            + " | CreatedDate >= 2024-07-01T00:00:00Z AND CreatedDate < 2024-07-02T00:00:00Z",
        "CreatedDate <= '9999-12-31'    | CreatedDate != null",
        "LastActivity__c != '2024-07-01T00:00:00Z'"
            + " | (LastActivity__c != 2024-07-01T00:00:00Z AND LastActivity__c != null)",
        "Opens__c = '03:05'             | Opens__c = 03:05:00.000Z",
        "Opens__c < '23:59:59.5Z'       | Opens__c < 23:59:59.500Z",
        "Industry = 'Banking'           | Industry = 'Banking'",
        "Industry LIKE 'Ba%'            | Industry LIKE 'Ba%'",
        "Tags__c = 'a'                  | Tags__c = 'a'",
        "Tags__c != 'a'                 | (Tags__c != 'a' AND Tags__c != null)",
        "Tags__c IN ('a', 'b')          | (Tags__c = 'a' OR Tags__c = 'b')",
        "Tags__c IN ('a')               | Tags__c = 'a'",
        "Tags__c NOT IN ('a', 'b')" + " | (Tags__c != 'a' AND Tags__c != 'b' AND Tags__c != null)",
        "Parent.IsActive__c IN (TRUE, FALSE)"
            + " | (Parent.IsActive__c IN (true,false) AND Parent.Id != null)",
        "Parent.Name != 'x'             | (Parent.Name != 'x' AND Parent.Name != null)",
        "Description IS NOT NULL OR Name = 'x' | refused",
      })
  void valuesTakeTheFormOfTheirProperty(String kql, String soql) {
    if (soql.equals("refused")) {
      assertThat(Kql.faults("SELECT Id FROM Account WHERE " + kql, Kql.ACCOUNT)).hasSize(1);
    } else {
      assertThat(Kql.where(kql, Kql.ACCOUNT)).isEqualTo(soql);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Description LIKE '%x%'    | not-filterable at Description LIKE '%x%'",
        "Description IS NULL       | not-filterable at Description IS NULL",
        "Id LIKE '001%'            | unsupported-construct at Id LIKE '001%'",
        "ParentId NOT LIKE '001%'  | unsupported-construct at ParentId NOT LIKE '001%'",
        "Tags__c LIKE '%a%'        | unsupported-construct at Tags__c LIKE '%a%'",
        "Tags__c > 'a'             | unsupported-construct at Tags__c > 'a'",
        "Tags__c != 'a;b'          | unsupported-construct at Tags__c != 'a;b'",
        "Tags__c NOT IN ('a;b')    | unsupported-construct at Tags__c NOT IN ('a;b')",
        "Industry < 'B'            | unsupported-construct at Industry < 'B'",
        "Phone < 5                 | type-mismatch at 5",
        "Opens__c = 'noon'         | type-mismatch at 'noon'",
        "Opens__c = '03:05:45.0001'| type-mismatch at '03:05:45.0001'",
        "Id = '001'                | type-mismatch at '001'",
        "Id IN ('001Ax00000Rk1aQIAR', 'a-b') | type-mismatch at 'a-b'",
        "ParentId != 15            | type-mismatch at 15",
        "ParentId > '001Ax00000Rk1aQIAR' | unsupported-construct at ParentId > '001Ax00000Rk1aQIAR'",
        "Nmae = 'x'                | unknown-property at Nmae",
      })
  void whatAPropertyCannotBeAskedIsRefusedWhereItStands(String kql, String fault) {
    assertThat(Kql.faults("SELECT Id FROM Account WHERE " + kql, Kql.ACCOUNT))
        .containsExactly(fault);
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    assertThat(
            Kql.faults(
                "SELECT Id FROM Account WHERE Id LIKE '1%' AND (Phone < 5 OR Description = 'x')",
                Kql.ACCOUNT))
        .hasSize(3);
  }

  @Test
  void theOwnIdIsKnownWithoutADescription() {
    assertThat(Kql.faults("SELECT Id FROM Account WHERE id LIKE '001%'", ObjectSchema.unknown()))
        .containsExactly("unsupported-construct at id LIKE '001%'");
    assertThat(Kql.where("Id != '001Ax00000Rk1aQIAR'", ObjectSchema.unknown()))
        .isEqualTo("Id != '001Ax00000Rk1aQIAR'");
  }

  @Test
  void completionLeavesToTheEngineWhatSalesforceCannotBeAsked() {
    SoqlQuery soql =
        Kql.compile(
            "SELECT Id FROM Account WHERE Name = 'x' AND Description LIKE '%y%' LIMIT 5 OFFSET 6",
            Kql.ACCOUNT, Completion.LOCAL);
    assertThat(soql.statements())
        .containsExactly("SELECT Id, Description FROM Account WHERE Name = 'x' ORDER BY Id ASC");
    assertThat(soql.parts().stream().map(part -> part.handling()))
        .containsExactly(Handling.EXACT, Handling.LOCAL);
    assertThat(soql.limited()).isFalse();
    assertThat(soql.offsetPushed()).isFalse();
    assertThat(soql.extras().toString()).isEqualTo("[Description]");
  }

  @Test
  void withOneSideOfAnOrLeftToTheEngineTheWholeIs() {
    SoqlQuery soql =
        Kql.compile(
            "SELECT Id FROM Account WHERE Name = 'x' OR Description LIKE '%y%'",
            Kql.ACCOUNT, Completion.LOCAL);
    assertThat(soql.statements()).containsExactly("SELECT Id, Name, Description FROM Account");
  }

  @Test
  void aSetOfSeveralChoicesIsCheckedAgainAlsoInStrictMode() {
    SoqlQuery soql =
        Kql.compile(
            "SELECT Id FROM Account WHERE Tags__c IN ('a;b', 'c') LIMIT 3",
            Kql.ACCOUNT,
            Completion.STRICT);
    assertThat(soql.statements())
        .containsExactly(
            "SELECT Id, Tags__c FROM Account WHERE (Tags__c = 'a;b' OR Tags__c = 'c')");
    assertThat(soql.parts().get(0).handling()).isEqualTo(Handling.SUPERSET);
  }

  @Test
  void everyPropertyIsNamedWhereTheyAreKnown() {
    assertThat(Kql.soql("SELECT * FROM Account ORDER BY Parent.Name", Kql.ACCOUNT))
        .isEqualTo(
            "SELECT AnnualRevenue, CreatedDate, Description, Founded__c, Id, Industry, IsActive__c,"
                + " LastActivity__c, Name, NumberOfEmployees, Opens__c, ParentId, Phone, Tags__c,"
                + " Parent.Name FROM Account ORDER BY Parent.Name ASC NULLS FIRST, Id ASC");
  }

  @Test
  void withoutADescriptionEveryPropertyIsAskedForAtMostTwoHundredRows() {
    assertThat(Kql.soql("SELECT * FROM Account LIMIT 10"))
        .isEqualTo("SELECT FIELDS(ALL) FROM Account LIMIT 10");
    assertThat(Kql.soql("SELECT * FROM Account ORDER BY Name LIMIT 200"))
        .isEqualTo(
            "SELECT FIELDS(ALL) FROM Account ORDER BY Name ASC NULLS FIRST, Id ASC LIMIT 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM Account",
        "SELECT * FROM Account LIMIT 201",
        "SELECT * FROM Account LIMIT 10 OFFSET 2001",
      })
  void otherwiseEveryPropertyIsRefused(String kql) {
    assertThat(Kql.faults(kql, ObjectSchema.unknown()))
        .containsExactly("unsupported-construct at *");
  }

  @Test
  void theOrderOfChoicesIsSalesforcesOwn() {
    Query query = QueryParser.kql().parse("SELECT Id FROM Account ORDER BY Industry");
    SearchPlan plan = new SalesforceConnector().plan(query, Kql.ACCOUNT, Completion.STRICT);

    assertThat(plan.ownOrder()).hasValueSatisfying(why -> assertThat(why).contains("Industry"));
    SearchPlan resorted = plan.resorted(query.withRows(OptionalLong.of(3), OptionalLong.empty()));
    assertThat(resorted.sortedByEngine()).isTrue();
    assertThat(resorted.take()).hasValue(3);
    assertThat(resorted.requests()).isEqualTo(plan.requests());
  }
}
