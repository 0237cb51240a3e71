package dev.crmql.dynamics;

import static dev.crmql.dynamics.Plans.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.spi.Handling;
import dev.crmql.spi.SearchPlan;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {

  private static final String GUID = "00000001-0000-4000-8000-000000000001";

  @Test
  void relatedRowsAreAskedByPath() {
    assertThat(filter("primarycontactid.fullname LIKE 'A%'"))
        .isEqualTo("startswith(primarycontactid/fullname,'A')");
    assertThat(filter("primarycontactid.contactid = '" + GUID + "'"))
        .isEqualTo("primarycontactid/contactid eq " + GUID);
    assertThat(filter("parentaccountid.primarycontactid = '" + GUID + "'"))
        .isEqualTo("parentaccountid/_primarycontactid_value eq " + GUID);
    assertThat(filter("parentaccountid.primarycontactid.fullname = 'A'"))
        .isEqualTo("parentaccountid/primarycontactid/fullname eq 'A'");
    assertThat(filter("primarycontactid.fullname IN ('A', 'B')"))
        .isEqualTo("(primarycontactid/fullname eq 'A' or primarycontactid/fullname eq 'B')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "primarycontactid.fullname IS NULL",
        "primarycontactid.fullname = ''",
        "primarycontactid.fullname = 'A' OR name = 'B'",
        "name = 'B' AND (primarycontactid.fullname = 'A' OR parentaccountid.name = 'A')",
        "parentaccountid.primarycontactid.fullname IS NULL AND parentaccountid.name = 'A'",
      })
  void aRelationThatMayBeMissingIsNotNamed(String where) {
    String kql = "SELECT name FROM account WHERE " + where;
    assertThat(Plans.faults(kql))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.UNSUPPORTED_CONSTRUCT);
    SearchPlan plan = Plans.local(kql);
    assertThat(plan.residual()).hasSize(1);
    assertThat(Plans.request(plan).query().getOrDefault("$filter", "")).doesNotContain(" or ");
    assertThat(Plans.request(plan).query()).containsKey("$expand");
    ODataJudge.read(Plans.request(plan));
  }

  @Test
  void aRelationThatMustBeThereMayBeNamedAnywhere() {
    assertThat(filter("primarycontactid.fullname = 'A' AND primarycontactid.telephone1 IS NULL"))
        .isEqualTo("primarycontactid/fullname eq 'A' and primarycontactid/telephone1 eq null");
    assertThat(
            filter(
                "primarycontactid.fullname = 'A'"
                    + " AND (primarycontactid.telephone1 = '1' OR name = 'B')"))
        .isEqualTo(
            "primarycontactid/fullname eq 'A'"
                + " and (primarycontactid/telephone1 eq '1' or name eq 'B')");
    assertThat(filter("primarycontactid.fullname = 'A' OR primarycontactid.fullname != 'B'"))
        .isEqualTo(
            "primarycontactid/fullname eq 'A'"
                + " or (primarycontactid/fullname ne 'B' and primarycontactid/fullname ne null)");
  }

  @Test
  void pathsOfOneRelationAreFetchedTogether() {
    SearchPlan plan =
        Plans.known(
            "SELECT name, primarycontactid.fullname, parentaccountid.name,"
                + " primarycontactid.telephone1, parentaccountid.primarycontactid.fullname"
                + " FROM account");
    assertThat(Plans.request(plan).query().get("$expand"))
        .isEqualTo(
            "primarycontactid($select=fullname,telephone1),"
                + "parentaccountid($select=name;$expand=primarycontactid($select=fullname))");
    ODataJudge.read(Plans.request(plan));
  }

  @Test
  void onlyPathsStillSelectNoMoreThanTheId() {
    SearchPlan plan = Plans.known("SELECT primarycontactid.fullname FROM account");
    assertThat(Plans.decoded(Plans.request(plan)))
        .isEqualTo("$select=accountid&$expand=primarycontactid($select=fullname)");
  }

  @Test
  void manyRelatedRowsCanBeFetchedButNotCompared() {
    SearchPlan plan = Plans.known("SELECT contact_customer_accounts.fullname FROM account");
    assertThat(Plans.request(plan).query().get("$expand"))
        .isEqualTo("contact_customer_accounts($select=fullname)");
    String where = "SELECT name FROM account WHERE contact_customer_accounts.fullname = 'A'";
    assertThat(Plans.faults(where))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.UNSUPPORTED_CONSTRUCT);
    assertThat(Plans.faults(() -> Plans.local(where))).hasSize(1);
    assertThat(
            Plans.faults(
                () ->
                    Plans.local(
                        "SELECT name FROM account ORDER BY contact_customer_accounts.fullname")))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.NOT_SORTABLE);
  }

  @Test
  void moreThanFifteenRelationsAreRefused() {
    assertThat(Plans.request(Plans.unknown(withRelations(15))).query()).containsKey("$expand");
    assertThat(Plans.faults(() -> Plans.unknown(withRelations(16))))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.UNSUPPORTED_CONSTRUCT);
  }

  private static String withRelations(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "r" + i + ".x")
        .collect(Collectors.joining(",", "SELECT ", " FROM account"));
  }

  @Test
  void whatDynamicsCanNotCompareIsLeftToTheEngineOnlyIfAllowed() {
    for (String where :
        new String[] {
          "new_sectors = '1,9'", "ownerid LIKE '0%'", "accountid > '" + GUID + "'",
        }) {
      String kql = "SELECT name FROM account WHERE name = 'A' AND " + where;
      assertThat(Plans.faults(kql))
          .extracting(Diagnostic::code)
          .containsExactly(DiagnosticCode.UNSUPPORTED_CONSTRUCT);
      SearchPlan plan = Plans.local(kql);
      assertThat(plan.parts())
          .extracting(part -> part.handling())
          .containsExactly(Handling.EXACT, Handling.LOCAL);
      assertThat(Plans.request(plan).query().get("$filter")).isEqualTo("name eq 'A'");
    }
    assertThat(Plans.faults("SELECT name FROM account WHERE entityimage = 'x'"))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.NOT_FILTERABLE);
    assertThat(filter("new_sectors IS NULL")).isEqualTo("new_sectors eq null");
  }

  @Test
  void residualConditionsAreFetchedAndHiddenAgain() {
    SearchPlan plan = Plans.local("SELECT name FROM account WHERE new_sectors = '1,9' LIMIT 5");
    assertThat(Plans.decoded(Plans.request(plan)))
        .isEqualTo("$select=name,new_sectors&$orderby=accountid asc");
    assertThat(Plans.request(plan).headers()).containsEntry("Prefer", "odata.maxpagesize=5000");
  }
}
