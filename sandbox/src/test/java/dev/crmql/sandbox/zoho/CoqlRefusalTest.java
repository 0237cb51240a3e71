package dev.crmql.sandbox.zoho;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What COQL refuses, and where its limits are. */
class CoqlRefusalTest extends ZohoTestBase {
  private static final String LEADS = "select id from Leads where ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "First_Name = 'a' and Last_Name = 'b' and Company = 'c'",
        "(First_Name = 'a' or Last_Name = 'b' or Company = 'c')",
        "((First_Name = 'a' and Last_Name = 'b') or Company = 'c' or Email = 'd')",
        "not First_Name = 'a'",
        "not (First_Name = 'a')",
        "First_Name <> 'a'",
        "First_Name = 'it\\'s'",
        "First_Name = 'a\\b'",
        "First_Name = 'open",
        "First_Name = null",
        "First_Name in ()",
        "'First_Name'",
        "(First_Name = 'a'",
        "First_Name = 'a';",
        "First_Name = 'a' limit x",
        "First_Name = 'a' limit 5 offset",
        "First_Name = 'a' offset 5",
        "First_Name = 'a' order by",
        "First_Name = 'a' limit 5 order by id",
        "Annual_Revenue > 1e3",
        "First_Name == 'a'",
      })
  void isNoCoql(String criteria) throws Exception {
    assertRefused(LEADS + criteria, "SYNTAX_ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from Leads where id is not null",
        "select count(id) from Leads where id is not null",
        "select Last_Name as n from Leads where id is not null",
        "select from Leads where id is not null",
        "select id Leads where id is not null",
        "from Leads where id is not null",
        "select id from Leads, Contacts where id is not null",
        "",
      })
  void isNoSelect(String coql) throws Exception {
    assertRefused(coql, "SYNTAX_ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "First_Name < 'a'",
        "First_Name between 'a' and 'b'",
        "Lead_Status >= 'a'",
        "Email > 'a'",
        "Annual_Revenue like '1%'",
        "Created_Time not like '%1%'",
        "id like '1%'",
        "Description = 'a'",
        "Description like '%a%'",
        "Description is null",
        "first_name = 'a'",
        "Nothing = 'a'",
        "Account_Name.Account_Name = 'a'",
        "First_Name = 5",
        "Annual_Revenue = '5'",
        "Annual_Revenue = true",
        "id = 'abc'",
        "Created_Time = '2024-01-20'",
        "Created_Time = '2024-01-20T14:45:00'",
        "Created_Time = '2024-01-20T14:45:00Z'",
        "Created_Time = '2024-01-20T14:45:00.000+00:00'",
        "Created_Time = '2024-02-30T14:45:00+00:00'",
        "First_Name like 'a%b'",
        "First_Name like '%a%b%'",
        "First_Name like '%%a'",
        "First_Name like 'a'",
        "First_Name like '%'",
        "First_Name like '%%'",
        "First_Name like ''",
        "(First_Name != 'a' and First_Name != 'b')",
        "(First_Name != 'a' or (Last_Name = 'c' and First_Name != 'b'))",
        "First_Name = 'a' limit -1, 5",
        "First_Name = 'a' order by Description",
      })
  void isNotAllowed(String criteria) throws Exception {
    assertRefused(LEADS + criteria, "INVALID_QUERY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Credit_Hold != 'true'",
        "Credit_Hold is null",
        "Credit_Hold in ('true')",
        "Credit_Hold = 'yes'",
        "Parent_Account like '5%'",
        "Parent_Account > '5'",
      })
  void isNotAllowedOnThatTypeOfField(String criteria) throws Exception {
    assertRefused("select id from Accounts where " + criteria, "INVALID_QUERY");
  }

  @Test
  void aPlaceIsGiven() throws Exception {
    JsonNode details = assertRefused("select id\nfrom Leads where id = = 1", "SYNTAX_ERROR");
    assertEquals(2, details.get("line").asInt());
    assertEquals(23, details.get("column").asInt());
    assertEquals("=", details.get("near").asText());
    assertEquals(
        "not",
        assertRefused(LEADS + "not (First_Name = 'a')", "SYNTAX_ERROR").get("operator").asText());
    assertEquals(
        "Nothing",
        assertRefused("select Nothing from Leads where id is null", "INVALID_QUERY")
            .get("column_name")
            .asText());
  }

  @Test
  void twentyFiveCriteria() throws Exception {
    assertEquals(200, ask(LEADS + criteria(25)).status());
    assertEquals(25, assertRefused(LEADS + criteria(26), "LIMIT_EXCEEDED").get("limit").asInt());
  }

  private static String criteria(int number) {
    String criteria = "id is not null";
    for (int i = 1; i < number; i++) {
      criteria = "(" + criteria + (i % 2 == 0 ? " and" : " or") + " id is not null)";
    }
    return criteria;
  }

  @Test
  void fiftyValuesInAList() throws Exception {
    assertEquals(200, ask(LEADS + "Lead_Status in " + list(50)).status());
    assertRefused(LEADS + "Lead_Status in " + list(51), "LIMIT_EXCEEDED");
    assertRefused(LEADS + "Lead_Status not in " + list(51), "LIMIT_EXCEEDED");
  }

  private static String list(int number) {
    return "(" + String.join(", ", Collections.nCopies(number, "'Open'")) + ")";
  }

  @Test
  void tenSortKeys() throws Exception {
    String ten = String.join(", ", Collections.nCopies(10, "Last_Name"));
    assertEquals(200, ask(LEADS + "id is not null order by " + ten).status());
    assertRefused(LEADS + "id is not null order by id, " + ten, "LIMIT_EXCEEDED");
  }

  @Test
  void twoRelations() throws Exception {
    String path = "Account_Name.Parent_Account.Account_Name";
    assertEquals(200, ask("select " + path + " from Contacts where id is not null").status());
    assertRefused(
        "select "
            + path.replace(".Account_Name", ".Parent_Account.Account_Name")
            + " from Contacts where id is not null",
        "LIMIT_EXCEEDED");
  }

  @Test
  void fiftyFieldsEachOnce() throws Exception {
    assertRefused("select id, id from Leads where id is not null", "DUPLICATE_DATA");
    String many = IntStream.range(0, 51).mapToObj(i -> "F" + i).collect(Collectors.joining(", "));
    assertRefused("select " + many + " from Leads where id is not null", "LIMIT_EXCEEDED");
  }

  @Test
  void aBodyWithoutAQuery() throws Exception {
    for (String body : new String[] {"{}", "[]", "{\"select_query\":5}", "select"}) {
      var answer = send(service, "POST", COQL, body);
      assertEquals(400, answer.status());
      assertEquals("error", answer.body().get("status").asText());
    }
    assertEquals(
        "MANDATORY_NOT_FOUND", send(service, "POST", COQL, "{}").body().get("code").asText());
  }

  @Test
  void notEqualMayBeRepeatedByTheOtherReading() throws Exception {
    assertFinds(
        lenient,
        "Leads",
        "(Lead_Status != 'Open' and Lead_Status != 'Working')",
        r -> !r.get("Lead_Status").equals("Open") && !r.get("Lead_Status").equals("Working"));
  }
}
