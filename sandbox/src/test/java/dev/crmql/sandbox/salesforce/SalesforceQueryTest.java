package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesforceQueryTest extends SalesforceTestBase {

  @Test
  void namesAreAnsweredInTheCataloguesCasing() throws Exception {
    JsonNode record =
        records("select ID, NAME, account.NAME from CONTACT where accountid != null limit 1")
            .get(0);

    assertThat(record.fieldNames())
        .toIterable()
        .containsExactly("attributes", "Id", "Name", "Account");
    assertThat(record.at("/attributes/type").asText()).isEqualTo("Contact");
    assertThat(record.at("/attributes/url").asText())
        .isEqualTo("/services/data/v60.0/sobjects/Contact/" + record.get("Id").asText());
    assertThat(record.at("/Account/attributes/type").asText()).isEqualTo("Account");
    assertThat(record.get("Account").fieldNames()).toIterable().contains("Name");
  }

  @Test
  void onlySelectedFieldsAreAnswered() throws Exception {
    JsonNode record = records("SELECT Name FROM Account LIMIT 1").get(0);

    assertThat(record.fieldNames()).toIterable().containsExactly("attributes", "Name");
  }

  @Test
  void aMissingParentIsNullAtItsPlace() throws Exception {
    JsonNode orphan =
        records(
                "SELECT Id, Account.Name, Account.Parent.Name FROM Contact WHERE AccountId = null LIMIT 1")
            .get(0);
    JsonNode halfOrphan =
        records(
                "SELECT Id, Account.Parent.Name FROM Contact"
                    + " WHERE AccountId != null AND Account.ParentId = null LIMIT 1")
            .get(0);

    assertThat(orphan.get("Account").isNull()).isTrue();
    assertThat(halfOrphan.at("/Account/attributes/type").asText()).isEqualTo("Account");
    assertThat(halfOrphan.get("Account").get("Parent").isNull()).isTrue();
  }

  @Test
  void aPathThroughTwoParentsReachesTheSecond() throws Exception {
    JsonNode record =
        records(
                "SELECT Parent.Parent.Id, ParentId FROM Account WHERE Parent.ParentId != null LIMIT 1")
            .get(0);
    Map<String, Object> parent =
        table("Account").rows().stream()
            .filter(row -> row.get("Id").equals(record.get("ParentId").asText()))
            .findFirst()
            .orElseThrow();

    assertThat(record.at("/Parent/Parent/Id").asText()).isEqualTo(parent.get("ParentId"));
  }

  @Test
  void theObjectsAliasAndNameMayQualify() throws Exception {
    assertThat(records("SELECT a.Id, Account.Name FROM Account a WHERE a.Name = 'Acme' LIMIT 1"))
        .hasSize(1);
  }

  @Test
  void valuesAreWrittenAsSalesforceWritesThem() throws Exception {
    Map<String, Object> row =
        table("Opportunity").rows().stream()
            .filter(r -> "12500.50".equals(String.valueOf(r.get("Amount"))))
            .findFirst()
            .orElseThrow();
    JsonNode record =
        records(
                "SELECT Amount, CloseDate, CreatedDate, IsPrivate, NextStep FROM Opportunity WHERE Id = '"
                    + row.get("Id")
                    + "'")
            .get(0);

    assertThat(record.get("Amount").toString()).isEqualTo("12500.5");
    assertThat(record.get("CloseDate").asText()).isEqualTo(row.get("CloseDate").toString());
    assertThat(record.get("CreatedDate").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000")
        .startsWith(row.get("CreatedDate").toString().replace("Z", ""));
    assertThat(record.get("IsPrivate").isBoolean()).isTrue();
  }

  @Test
  void nullsComeFirstUnlessToldOtherwise() throws Exception {
    assertThat(nullsLead("ORDER BY Website")).isTrue();
    assertThat(nullsLead("ORDER BY Website DESC")).isTrue();
    assertThat(nullsLead("ORDER BY Website DESC NULLS LAST")).isFalse();
    assertThat(nullsLead("ORDER BY Website ASC NULLS LAST")).isFalse();
  }

  @Test
  void textSortsWithoutRegardToCase() throws Exception {
    List<String> names =
        records("SELECT Name FROM Account WHERE Name LIKE '%ac%' ORDER BY Name, Id").stream()
            .map(record -> record.get("Name").asText())
            .toList();

    assertThat(names).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER).contains("ACME", "acme");
  }

  @Test
  void picklistsSortInTheOrderOfTheirSetup() throws Exception {
    List<String> setup = new ArrayList<>();
    client
        .get(BASE + "/sobjects/Lead/describe")
        .body()
        .get("fields")
        .forEach(
            field -> {
              if (field.get("name").asText().equals("Status")) {
                field.get("picklistValues").forEach(v -> setup.add(v.get("value").asText()));
              }
            });
    List<String> found =
        records("SELECT Status FROM Lead ORDER BY Status DESC").stream()
            .map(record -> record.get("Status").asText())
            .toList();

    assertThat(setup).hasSize(4).isNotEqualTo(setup.stream().sorted().toList());
    assertThat(found)
        .isSortedAccordingTo(Comparator.<String>comparingInt(setup::indexOf).reversed());
  }

  @Test
  void pagesAreFollowedToTheEnd() throws Exception {
    SandboxClient.Answer first = ask("SELECT Id FROM Contact ORDER BY Name, Id");

    assertThat(first.body().get("totalSize").asInt()).isEqualTo(2300);
    assertThat(first.body().get("records")).hasSize(2000);
    assertThat(first.body().get("done").asBoolean()).isFalse();
    String next = first.body().get("nextRecordsUrl").asText();
    assertThat(next).startsWith("/services/data/v60.0/query/01g").endsWith("-2000");

    SandboxClient.Answer second = client.get(next);
    assertThat(second.body().get("records")).hasSize(300);
    assertThat(second.body().get("done").asBoolean()).isTrue();
    assertThat(second.body().has("nextRecordsUrl")).isFalse();
  }

  @Test
  void thePageSizeHeaderIsBroughtWithinItsBounds() throws Exception {
    String target = BASE + "/query?q=" + SandboxClient.encoded("SELECT Id FROM Account");

    assertThat(pageSize(target, "batchSize=250")).isEqualTo(250);
    assertThat(pageSize(target, "batchSize=1")).isEqualTo(200);
    assertThat(pageSize(target, "batchSize=9999")).isEqualTo(400);
  }

  @Test
  void limitAndOffsetCut() throws Exception {
    List<String> all = ids("SELECT Id FROM Account ORDER BY Name, Id");

    assertThat(ids("SELECT Id FROM Account ORDER BY Name, Id LIMIT 10 OFFSET 20"))
        .isEqualTo(all.subList(20, 30));
    assertThat(ids("SELECT Id FROM Account ORDER BY Name, Id OFFSET 390"))
        .isEqualTo(all.subList(390, 400));
    assertThat(ask("SELECT Id FROM Account LIMIT 3").body().get("totalSize").asInt()).isEqualTo(3);
    assertThat(ids("SELECT Id FROM Account LIMIT 0")).isEmpty();
  }

  @Test
  void tiesHaveNoStableOrderBetweenOffsets() throws Exception {
    List<String> pages =
        new ArrayList<>(ids("SELECT Id FROM Contact ORDER BY DoNotCall LIMIT 100"));
    pages.addAll(ids("SELECT Id FROM Contact ORDER BY DoNotCall LIMIT 1900 OFFSET 100"));
    pages.addAll(ids("SELECT Id FROM Contact ORDER BY DoNotCall LIMIT 2000 OFFSET 2000"));

    assertThat(pages).hasSize(2300);
    assertThat(new HashSet<>(pages)).hasSizeLessThan(2300);
  }

  @Test
  void fieldsAllNeedsALimit() throws Exception {
    JsonNode record = records("SELECT FIELDS(ALL) FROM Account LIMIT 200").get(0);

    assertThat(record.size()).isEqualTo(table("Account").columns().size() + 1);
    assertThat(records("SELECT FIELDS(STANDARD) FROM Account").get(0).has("OnCreditHold__c"))
        .isFalse();
  }

  @Test
  void anEmptyResultIsNotAnError() throws Exception {
    SandboxClient.Answer answer = ask("SELECT Id FROM Account WHERE Id = null");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.whole().body()).isEqualTo("{\"totalSize\":0,\"done\":true,\"records\":[]}");
  }

  private static int pageSize(String target, String options) throws Exception {
    return client.get(target, Map.of("Sforce-Query-Options", options)).body().get("records").size();
  }

  private static List<String> ids(String soql) throws Exception {
    return records(soql).stream().map(record -> record.get("Id").asText()).toList();
  }

  /** Whether all nulls come before all values, instead of after them. */
  private static boolean nullsLead(String orderBy) throws Exception {
    List<Boolean> nulls =
        records("SELECT Website FROM Account " + orderBy).stream()
            .map(record -> record.get("Website").isNull())
            .toList();
    assertThat(nulls.stream().filter(isNull -> isNull).count()).isBetween(10L, 390L);
    boolean lead = nulls.get(0);
    assertThat(nulls)
        .isSortedAccordingTo(lead ? Comparator.reverseOrder() : Comparator.naturalOrder());
    return lead;
  }
}
