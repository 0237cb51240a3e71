package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import org.junit.jupiter.api.Test;

class OrderAndPagingTest {

  private static UpstreamRequest request(String kql) {
    UpstreamRequest request = Plans.request(Plans.known(kql));
    ODataJudge.read(request);
    return request;
  }

  @Test
  void everyOrderIsTotal() {
    assertThat(request("SELECT name FROM account ORDER BY name, revenue DESC").query())
        .containsEntry("$orderby", "name asc,revenue desc,accountid asc");
    assertThat(request("SELECT name FROM account ORDER BY id DESC").query())
        .containsEntry("$orderby", "accountid desc");
    assertThat(request("SELECT name FROM account").query()).doesNotContainKey("$orderby");
  }

  @Test
  void sortKeysAreFetchedForMerging() {
    assertThat(request("SELECT name FROM account ORDER BY createdon").query())
        .containsEntry("$select", "name,createdon");
  }

  @Test
  void aPageOfRowsIsAskedAsTop() {
    UpstreamRequest request = request("SELECT name FROM account LIMIT 4000 OFFSET 1000");
    assertThat(request.query())
        .containsEntry("$top", "5000")
        .containsEntry("$orderby", "accountid asc")
        .doesNotContainKey("$skip");
    assertThat(request.headers()).doesNotContainKey("Prefer");
  }

  @Test
  void moreRowsThanAPageHoldsArePagedThrough() {
    for (String limit :
        new String[] {"LIMIT 5001", "LIMIT 9223372036854775807 OFFSET 9", "OFFSET 10", ""}) {
      SearchPlan plan = Plans.known("SELECT name FROM account " + limit);
      assertThat(Plans.request(plan).query()).doesNotContainKey("$top");
      assertThat(Plans.request(plan).headers()).containsEntry("Prefer", "odata.maxpagesize=5000");
    }
  }

  @Test
  void offsetIsLeftToTheEngine() {
    SearchPlan plan = Plans.known("SELECT name FROM account LIMIT 2 OFFSET 1");
    assertThat(plan.skip()).isEqualTo(1);
    assertThat(plan.take()).hasValue(2);
  }

  @Test
  void noCallIsMadeForNoRows() {
    assertThat(Plans.known("SELECT name FROM account LIMIT 0").requests()).isEmpty();
  }

  @Test
  void wholeRowsComeInSmallerPages() {
    UpstreamRequest request = request("SELECT * FROM account");
    assertThat(request.query()).isEmpty();
    assertThat(request.target()).isEqualTo("/api/data/v9.2/accounts");
    assertThat(request.headers()).containsEntry("Prefer", "odata.maxpagesize=500");
  }

  @Test
  void lookupsAreAskedForWithTheirLabels() {
    assertThat(request("SELECT name, ownerid FROM account").headers())
        .containsEntry("Prefer", "odata.maxpagesize=5000,odata.include-annotations=\"*\"");
    assertThat(request("SELECT name, ownerid FROM account LIMIT 1").headers())
        .containsEntry("Prefer", "odata.include-annotations=\"*\"");
  }

  @Test
  void whatDynamicsSortsOtherwiseIsSortedByTheEngineOnlyIfAllowed() {
    for (String key : new String[] {"ownerid", "new_sectors", "primarycontactid.fullname"}) {
      String kql = "SELECT name FROM account ORDER BY name, " + key + " LIMIT 3";
      assertThat(Plans.faults(kql))
          .extracting(Diagnostic::code)
          .containsAnyOf(DiagnosticCode.NOT_SORTABLE, DiagnosticCode.UNSUPPORTED_CONSTRUCT);
      SearchPlan plan = Plans.local(kql);
      assertThat(plan.sortedByEngine()).isTrue();
      assertThat(Plans.request(plan).query()).doesNotContainKeys("$orderby", "$top");
      ODataJudge.read(Plans.request(plan));
    }
  }

  @Test
  void whatIsGuessedIsSaid() {
    assertThat(Plans.unknown("SELECT name FROM new_category").notes())
        .containsExactly(
            "without metadata, the entity set new_categories and the id property new_categoryid"
                + " were guessed",
            "new_category was not described; values are taken as they are written");
    assertThat(Plans.known("SELECT name FROM account").notes()).isEmpty();
  }

  @Test
  void everyServicesNamesOfCommonObjectsAreUnderstood() {
    assertThat(Plans.request(Plans.unknown("SELECT id FROM Opportunities")).target())
        .isEqualTo("/api/data/v9.2/opportunities?$select=opportunityid");
    assertThat(Plans.request(Plans.unknown("SELECT id FROM task")).target())
        .isEqualTo("/api/data/v9.2/tasks?$select=activityid");
  }
}
