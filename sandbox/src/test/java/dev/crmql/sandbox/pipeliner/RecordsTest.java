package dev.crmql.sandbox.pipeliner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordsTest extends PipelinerTest {
  private static final String ENTITIES = PipelinerClient.SPACE + "/entities/";

  private static Map<String, Map<String, Object>> rows(String entity) {
    return pipeliner.table(entity).rows().stream()
        .collect(Collectors.toMap(row -> (String) row.get("id"), row -> row));
  }

  @Test
  void recordsShowNullAndEmptyTextAsTheyAreStored() {
    Map<String, Map<String, Object>> rows = rows("Accounts");
    Set<String> kinds = new TreeSet<>();
    for (JsonNode record : pipeliner.all("Accounts")) {
      Object city = rows.get(record.get("id").asText()).get("city");
      assertEquals(city == null, record.get("city").isNull());
      if (city != null) {
        assertEquals(city, record.get("city").textValue());
      }
      kinds.add(city == null ? "null" : city.equals("") ? "empty" : "text");
    }
    assertEquals(Set.of("null", "empty", "text"), kinds);
  }

  @Test
  void timestampsHaveABlankAndMicroseconds() {
    Map<String, Map<String, Object>> rows = rows("Tasks");
    for (JsonNode record : pipeliner.all("Tasks")) {
      String created = record.get("created").textValue();
      assertTrue(
          created.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00"), created);
      Instant stored = (Instant) rows.get(record.get("id").asText()).get("created");
      assertEquals(stored, OffsetDateTime.parse(created.replace(' ', 'T')).toInstant());
    }
  }

  @Test
  void aSalesValueIsAnObject() {
    Map<String, Map<String, Object>> rows = rows("Opportunities");
    Map<Boolean, Integer> seen = new HashMap<>();
    for (JsonNode record : pipeliner.all("Opportunities")) {
      BigDecimal stored = (BigDecimal) rows.get(record.get("id").asText()).get("value");
      seen.merge(stored == null, 1, Integer::sum);
      if (stored == null) {
        assertTrue(record.get("value").isNull());
      } else {
        assertEquals(stored.doubleValue(), record.at("/value/base_value").doubleValue());
        assertEquals(stored.doubleValue(), record.at("/value/value_foreign").doubleValue());
        assertTrue(record.at("/value/currency_id").isTextual());
      }
    }
    assertEquals(Set.of(true, false), seen.keySet());
  }

  @Test
  void statusesAreNumbers() {
    assertEquals(Set.of(1, 2, 3), statuses("Opportunities"));
    assertEquals(Set.of(1, 2), statuses("Leads"));
    assertEquals(Set.of(1, 2, 4, 5), statuses("Tasks"));
  }

  private static Set<Integer> statuses(String entity) {
    return pipeliner.all(entity).stream()
        .map(record -> record.get("status").intValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void loadOnlyShowsNoIdOfItsOwnAccord() {
    JsonNode record = pipeliner.list("Accounts", "load-only", "name,city").body().at("/data/0");
    assertEquals(2, record.size());
    assertFalse(record.has("id"));
  }

  @Test
  void relationsAreAddressesOfRecords() {
    JsonNode contact =
        pipeliner.all("Contacts", "load-only", "id,primary_account,primary_account_id").stream()
            .filter(record -> !record.get("primary_account").isNull())
            .findFirst()
            .orElseThrow();
    String address = contact.get("primary_account").textValue();
    String base = pipeliner.service().baseUri().toString();
    assertEquals(
        base + ENTITIES + "Accounts/" + contact.get("primary_account_id").textValue(), address);
    JsonNode account = pipeliner.get(address.substring(base.length())).body();
    assertEquals(contact.get("primary_account_id"), account.at("/data/id"));
    assertTrue(
        account.at("/data/owner").textValue().contains(account.at("/data/owner_id").textValue()));
  }

  @Test
  void contactsHaveAFormattedNameAndNoName() {
    JsonNode contact = pipeliner.list("Contacts").body().at("/data/0");
    assertFalse(contact.has("name"));
    assertTrue(contact.get("formatted_name").asText().contains(contact.get("last_name").asText()));
  }

  @Test
  void archivedRecordsAreListed() {
    assertTrue(
        pipeliner.all("Accounts").stream()
            .anyMatch(record -> record.get("is_archived").asBoolean()));
  }

  @Test
  void theFieldListDescribesAnEntityAndIsPagedAsAnyList() {
    List<JsonNode> fields = pipeliner.all("Fields", "filter[entity_name]", "Contact");
    Map<String, JsonNode> byName =
        fields.stream().collect(Collectors.toMap(f -> f.get("api_name").asText(), f -> f));
    assertEquals(
        pipeliner.table("Contacts").columns().stream()
            .map(column -> column.name())
            .collect(Collectors.toSet()),
        byName.keySet());
    assertEquals("email", byName.get("email1").get("type_id").asText());
    assertEquals("datetime", byName.get("modified_by_user").get("type_id").asText());
    assertTrue(byName.get("cf_birthdate").get("is_custom").asBoolean());
    assertFalse(byName.get("first_name").get("is_custom").asBoolean());
    assertTrue(byName.get("last_name").get("use_in_global_search").asBoolean());
    assertFalse(byName.get("city").get("use_in_global_search").asBoolean());
    assertEquals(30, pipeliner.list("Fields").body().get("data").size());
  }

  @Test
  void entitiesAndOptionsAreListed() {
    Set<String> names =
        pipeliner.all("Entities").stream()
            .map(entity -> entity.get("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(Set.of("Account", "Contact", "Lead", "Opportunity", "Task")), names);
    Map<String, String> labels =
        pipeliner.all("Data").stream()
            .collect(
                Collectors.toMap(o -> o.get("id").asText(), o -> o.get("option_name").asText()));
    Object industry =
        pipeliner.table("Accounts").rows().stream()
            .map(row -> row.get("industry_id"))
            .filter(id -> id != null)
            .findFirst()
            .orElseThrow();
    assertTrue(labels.containsKey(industry));
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    assertEquals(404, pipeliner.get(ENTITIES + "Accounts/nobody").status());
    for (String path :
        List.of("/api/v100/rest/spaces/other/entities/Accounts", "/", ENTITIES + "Accounts/a/b")) {
      SandboxClient.Answer answer = pipeliner.get(path);
      assertEquals(404, answer.status());
      assertEquals(404, answer.body().get("status").asInt());
      assertTrue(answer.body().has("traceback"));
    }
    for (String entity : List.of("Campaigns", "accounts", "Account")) {
      assertEquals("ERROR_UNKNOWN_TYPE", pipeliner.list(entity).body().get("name").asText());
    }
  }

  @Test
  void anEndlessWalkSeesTheSamePageAgain() {
    pipeliner.service().inject(new Fault.EndlessNextLink(), 2, request -> true);
    JsonNode first = pipeliner.list("Accounts", "first", "5").body();
    String cursor = first.at("/page_info/end_cursor").asText();
    JsonNode again = pipeliner.list("Accounts", "first", "5", "after", cursor).body();
    assertEquals(first, again);
    assertTrue(again.at("/page_info/has_next_page").asBoolean());
  }

  @Test
  void tooManyRequestsIsSaidInTheServicesOwnForm() {
    pipeliner.service().inject(new Fault.TooManyRequests(Duration.ofSeconds(3)));
    SandboxClient.Answer answer = pipeliner.list("Accounts");
    assertEquals(429, answer.status());
    assertEquals(429, answer.body().get("http_status").asInt());
    assertFalse(answer.body().get("success").asBoolean());
  }
}
