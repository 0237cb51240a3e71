package dev.crmql.sandbox.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code q} must not say. */
class RowMatchRefusalTest extends OracleTestBase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "City",
        "City =",
        "City = 'Oslo' City = 'Lima'",
        "City = 'Oslo';Type = 'Customer'",
        "City = 'Oslo' and",
        "(City = 'Oslo'",
        "City = 'Oslo')",
        "City = 'it's'",
        "City = \"Oslo\"",
        "'Oslo' = City",
        "City in ()",
        "City in 'Oslo'",
        "City = null",
        "City is",
        "City not like 'O%'",
        "City not in ('Oslo')",
        "City != 'Oslo'",
        "EmployeesTotal between 1 and 5",
        "EmployeesTotal > 1e3",
        "upper(City, 'x') = 'OSLO'",
        "City = upper('Oslo')",
        "City = Oslo",
        "City = 'Oslo' or 'Lima'",
      })
  void isNoExpression(String q) throws Exception {
    assertRefused("accounts", "q=" + q);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "city = 'Oslo', attribute city is unknown",
        "Contact.FirstName = 'x', attribute Contact.FirstName is unknown",
        "OrganizationDescription = 'x', is not queryable",
        "OrganizationDescription is null, is not queryable",
        "trim(City) = 'x', function trim is unknown",
        "upper(EmployeesTotal) = 5, is not a string",
        "EmployeesTotal like '5%', operator like is not supported",
        "EmployeesTotal = '5', a value for attribute EmployeesTotal",
        "City = 5, a value for attribute City",
        "City like 5, a value for attribute City",
        "CreationDate > 5, a value for attribute CreationDate",
        "CreationDate > '2024-01-31', a value for attribute CreationDate",
        "CreationDate > '2024-01-31T00:00:00', a value for attribute CreationDate",
      })
  void isNotSupported(String q, String detail) throws Exception {
    String found = assertRefused("accounts", "q=" + q);
    assertTrue(found.contains(detail), found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ContactName = 'x'",
        "DoNotCallFlag > true",
        "DoNotCallFlag = 'Y'",
        "DateOfBirth = '2024-01-31T00:00:00Z'",
        "DateOfBirth = '2024-02-30'",
      })
  void isNotSupportedByContacts(String q) throws Exception {
    assertRefused("contacts", "q=" + q);
  }
}
