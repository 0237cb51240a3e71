package dev.crmql.dynamics;

import static dev.crmql.dynamics.Plans.filter;
import static dev.crmql.dynamics.Plans.guessedFilter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private static final String GUID = "00000001-0000-4000-8000-000000000001";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "numberofemployees = 10 | numberofemployees eq 10",
        "numberofemployees != 10 | (numberofemployees ne 10 and numberofemployees ne null)",
        "numberofemployees < 10 | numberofemployees lt 10",
        "numberofemployees <= 10 | numberofemployees le 10",
        "numberofemployees > -10 | numberofemployees gt -10",
        "numberofemployees >= 10.5 | numberofemployees ge 11",
        "revenue > 25000.50 | revenue gt 25000.50",
        "revenue = '12.5' | revenue eq 12.5",
        "industrycode = 1 | industrycode eq 1",
        "creditonhold = TRUE | creditonhold eq true",
        "creditonhold != TRUE | (creditonhold ne true and creditonhold ne null)",
        "name LIKE 'k%' | startswith(name,'k')",
        "name LIKE '%k' | endswith(name,'k')",
        "name LIKE '%k%' | contains(name,'k')",
        "name LIKE 'k' | name eq 'k'",
        "name LIKE '%' | name ne null",
        "name NOT LIKE 'k%' | (not startswith(name,'k') and name ne null)",
        "name IS NULL | name eq null",
        "name IS NOT NULL | name ne null",
        "name = '' | (name eq null or name eq '')",
        "name != '' | (name ne null and name ne '')",
        "name <= '' | (name le '' and name ne null)",
        "name > 'm' | name gt 'm'",
        "name = 'O''Brian' | name eq 'O''Brian'",
        "numberofemployees = '' | numberofemployees eq null",
        "ownerid IS NULL | _ownerid_value eq null",
        "NOT (name = 'a' AND numberofemployees < 5)"
            + " | (name ne 'a' and name ne null) or numberofemployees ge 5",
        "NOT (name LIKE 'a%' OR name IN ('b', 'c'))"
            + " | (not startswith(name,'a') and name ne null)"
            + " and (name ne 'b' and name ne 'c' and name ne null)",
        "name = 'a' AND (name = 'b' OR name = 'c')"
            + " | name eq 'a' and (name eq 'b' or name eq 'c')",
      })
  void conditionsKeepTheirMeaning(String where, String expected) {
    assertThat(filter(where)).isEqualTo(expected);
  }

  @Test
  void theIdIsNeverNullAndNeedsNoGuard() {
    assertThat(filter("id != '" + GUID + "'")).isEqualTo("accountid ne " + GUID);
    assertThat(filter("accountid NOT IN ('" + GUID + "')")).isEqualTo("accountid ne " + GUID);
  }

  @Test
  void idsAreBareAndLookupsAreAskedByTheirValue() {
    assertThat(filter("ownerid = '" + GUID + "'")).isEqualTo("_ownerid_value eq " + GUID);
    assertThat(filter("ownerid != '" + GUID + "'"))
        .isEqualTo("(_ownerid_value ne " + GUID + " and _ownerid_value ne null)");
    assertThat(filter("address1_addressid = '" + GUID + "'"))
        .isEqualTo("address1_addressid eq " + GUID);
    assertThat(guessedFilter("_ownerid_value = '" + GUID + "'"))
        .isEqualTo("_ownerid_value eq " + GUID);
    assertThat(guessedFilter("id = '" + GUID + "'")).isEqualTo("accountid eq " + GUID);
  }

  @Test
  void wildcardsOfTheDatabaseAreTakenLiterallyInPatternsOnly() {
    assertThat(filter("name LIKE '%50!%!_[x]%' ESCAPE '!'"))
        .isEqualTo("contains(name,'50[%][_][[]x]')");
    assertThat(filter("name = '50%_[x]'")).isEqualTo("name eq '50%_[x]'");
  }

  @Test
  void aDayIsWrittenAsTheColumnHasIt() {
    assertThat(filter("new_founded = '2018-02-23'")).isEqualTo("new_founded eq 2018-02-23");
    assertThat(filter("createdon <= '2018-02-23'")).isEqualTo("createdon lt 2018-02-24T00:00:00Z");
    assertThat(filter("createdon = '2018-02-23'"))
        .isEqualTo("createdon ge 2018-02-23T00:00:00Z and createdon lt 2018-02-24T00:00:00Z");
    assertThat(filter("new_opening > '2018-02-23T03:05:45Z'"))
        .isEqualTo("new_opening gt 2018-02-23T03:05:45Z");
  }

  @Test
  void aDayIsASpanWhereTheColumnMayHoldMoments() {
    assertThat(guessedFilter("new_founded = '2018-02-23'"))
        .isEqualTo("(new_founded ge 2018-02-23 and new_founded lt 2018-02-24)");
    assertThat(guessedFilter("new_founded != '2018-02-23'"))
        .isEqualTo("(new_founded lt 2018-02-23 or new_founded ge 2018-02-24)");
    assertThat(guessedFilter("new_founded <= '2018-02-23'")).isEqualTo("new_founded lt 2018-02-24");
    assertThat(guessedFilter("new_founded > '2018-02-23'")).isEqualTo("new_founded ge 2018-02-24");
    assertThat(guessedFilter("new_founded IN ('2018-02-23', '2019-01-01')"))
        .isEqualTo(
            "((new_founded ge 2018-02-23 and new_founded lt 2018-02-24)"
                + " or (new_founded ge 2019-01-01 and new_founded lt 2019-01-02))");
  }

  @Test
  void theLastDayHasNoDayAfterIt() {
    assertThat(filter("createdon <= '9999-12-31'")).isEqualTo("createdon ne null");
    assertThat(filter("createdon > '9999-12-31'")).isEqualTo("createdon gt 9999-12-31T23:59:59Z");
    assertThat(guessedFilter("new_founded <= '9999-12-31'")).isEqualTo("new_founded ne null");
    assertThat(guessedFilter("new_founded > '9999-12-31'")).isEqualTo("new_founded gt 9999-12-31");
  }

  @Test
  void listsOfTextAreAFunctionAndOthersAreComparisons() {
    assertThat(filter("name IN ('a')")).isEqualTo("name eq 'a'");
    assertThat(filter("name IN ('a', 'say \"b\\c\"', 'd''e')"))
        .isEqualTo(
            "Microsoft.Dynamics.CRM.In(PropertyName='name',"
                + "PropertyValues=[\"a\",\"say \\\"b\\\\c\\\"\",\"d'e\"])");
    assertThat(filter("industrycode IN (1, 6)"))
        .isEqualTo("(industrycode eq 1 or industrycode eq 6)");
    assertThat(filter("industrycode NOT IN (1, 6)"))
        .isEqualTo("(industrycode ne 1 and industrycode ne 6 and industrycode ne null)");
    assertThat(filter("ownerid IN ('" + GUID + "', '" + GUID + "')"))
        .isEqualTo("(_ownerid_value eq " + GUID + " or _ownerid_value eq " + GUID + ")");
  }

  @Test
  void longListsSpendOneCondition() {
    String numbers =
        IntStream.range(0, 30).mapToObj(String::valueOf).collect(Collectors.joining(","));
    assertThat(filter("industrycode IN (" + numbers + ")"))
        .startsWith("Microsoft.Dynamics.CRM.In(PropertyName='industrycode',PropertyValues=[\"0\",")
        .endsWith("\"29\"])");
    assertThat(filter("industrycode NOT IN (" + numbers + ")"))
        .startsWith("(Microsoft.Dynamics.CRM.NotIn(PropertyName='industrycode',PropertyValues=[")
        .endsWith("\"29\"]) and industrycode ne null)");
  }

  @Test
  void emptyTextWithinAListMeansNullOrEmpty() {
    assertThat(filter("name IN ('', 'a', 'b')"))
        .isEqualTo(
            "Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=[\"a\",\"b\"])"
                + " or (name eq null or name eq '')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ownerid = 'me'",
        "accountid = '00000001-0000-4000-8000-00000000000g'",
        "accountid IN ('" + GUID + "', 'x')",
        "industrycode = 'Retail'",
        "name = 5",
        "createdon = 'yesterday'",
        "creditonhold = 'maybe'",
        "numberofemployees LIKE '1%'",
        "createdon = '9999-12-31T23:59:59-05:00'",
        "name = 'half \ud800 pair'",
        "name LIKE '%\udc00%'",
        "name IN ('a', '\ud800')",
      })
  void aValueThatTheColumnCanNotHoldIsRefused(String where) {
    assertThat(Plans.faults("SELECT name FROM account WHERE " + where))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.TYPE_MISMATCH);
  }

  @Test
  void everyFaultIsReportedWithItsPlace() {
    String kql = "SELECT name FROM account WHERE ownerid = 'me' AND name = 5";
    assertThat(Plans.faults(kql))
        .extracting(fault -> fault.at().span().orElseThrow().start())
        .containsExactly(kql.indexOf("'me'"), kql.indexOf("5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \"a,b\" FROM account",
        "SELECT 1 FROM account",
        "SELECT name FROM \"a/b\"",
        "SELECT name FROM account WHERE \"x eq 1 or y\" = 2",
        "SELECT name FROM account ORDER BY \"a desc,b\"",
        "SELECT parent.\"a)\" FROM account"
      })
  void aNameThatCouldBeSyntaxIsRefused(String kql) {
    assertThat(Plans.faults(() -> Plans.unknown(kql)))
        .extracting(Diagnostic::code)
        .contains(DiagnosticCode.INVALID_NAME);
  }
}
