package dev.crmql.sandbox.pipeliner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.SandboxClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Requests as a client sends them, and what they mean. */
class WorkedExamplesTest extends PipelinerTest {

  @Test
  void startsWithSortedAndShortened() {
    String[] query = {
      "filter[name]",
      "Jim",
      "filter-op[name]",
      "starts",
      "order-by",
      "-name,id",
      "load-only",
      "id,name,home_page",
      "first",
      "100"
    };
    JsonNode page = pipeliner.list("Accounts", query).body();
    assertTrue(page.get("success").asBoolean());
    Set<String> expected =
        pipeliner.stored("Accounts", row -> ((String) row.get("name")).startsWith("Jim"));
    assertEquals(expected, new TreeSet<>(texts(page, "id")));
    List<String> names = texts(page, "name");
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(String.CASE_INSENSITIVE_ORDER.reversed());
    assertEquals(sorted, names);
    List<String> shown = new ArrayList<>();
    page.at("/data/0").fieldNames().forEachRemaining(shown::add);
    assertEquals(List.of("id", "name", "home_page"), shown);
    assertFalse(page.at("/page_info/has_next_page").asBoolean());
  }

  @Test
  void containsAndNotEmpty() {
    assertFinds(
        lenient,
        row ->
            ((String) row.get("name")).contains("Kloudless")
                && row.get("quick_email") instanceof String email
                && !email.isEmpty(),
        "Leads",
        "filter[name]",
        "Kloudless",
        "filter-op[name]",
        "contains",
        "filter[quick_email]",
        "",
        "filter-op[quick_email]",
        "not-empty",
        "order-by",
        "name,id",
        "load-only",
        "id,name,quick_email");
  }

  @Test
  void anOrIsTheUnionOfTwoLists() {
    Set<String> found = new TreeSet<>(pipeliner.ids("Opportunities", "filter[status]", "1"));
    found.addAll(
        pipeliner.ids(
            "Opportunities",
            "filter[closing_date]",
            "2024-02-01",
            "filter-op[closing_date]",
            "lt",
            "order-by",
            "id"));
    LocalDate day = LocalDate.of(2024, 2, 1);
    assertEquals(
        pipeliner.stored(
            "Opportunities",
            row ->
                row.get("status").equals(1)
                    || (row.get("closing_date") instanceof LocalDate closing
                        && closing.isBefore(day))),
        found);
  }

  @Test
  void tasksOfAStatusFromADayOnSortedByDay() {
    List<JsonNode> found =
        pipeliner.all(
            "Tasks",
            "filter[status]",
            "2",
            "filter[due_date]",
            "2024-01-01",
            "filter-op[due_date]",
            "gte",
            "order-by",
            "due_date,id");
    LocalDate day = LocalDate.of(2024, 1, 1);
    Set<String> expected =
        pipeliner.stored(
            "Tasks",
            row ->
                row.get("status").equals(2)
                    && row.get("due_date") instanceof LocalDate due
                    && !due.isBefore(day));
    assertFalse(expected.isEmpty());
    List<String> keys =
        found.stream().map(r -> r.get("due_date").asText() + r.get("id").asText()).toList();
    assertEquals(keys.stream().sorted(Comparator.naturalOrder()).toList(), keys);
    assertEquals(expected, new TreeSet<>(found.stream().map(r -> r.get("id").asText()).toList()));
  }

  @Test
  void notEqualAndNotNull() {
    String[] query = {
      "filter[city]",
      "Oslo",
      "filter-op[city]",
      "not-eq",
      "filter[email1]",
      "",
      "filter-op[email1]",
      "not-null",
      "order-by",
      "id"
    };
    assertFinds(
        row -> !Objects.equals(row.get("city"), "Oslo") && row.get("email1") != null,
        "Contacts",
        query);
    assertFinds(
        lenient,
        row ->
            row.get("city") != null && !row.get("city").equals("Oslo") && row.get("email1") != null,
        "Contacts",
        query);
  }

  @Test
  void whatChangedSinceAnInstant() {
    Instant since = Instant.parse("2020-02-29T00:00:00Z");
    assertFinds(
        row -> !((Instant) row.get("modified")).isBefore(since),
        "Accounts",
        "filter[modified]",
        "2020-02-29 00:00:00",
        "filter-op[modified]",
        "gte",
        "order-by",
        "modified,id");
  }

  @Test
  void anEntityInTheSingularIsUnknown() {
    SandboxClient.Answer answer = pipeliner.list("Contact");
    assertEquals(404, answer.status());
    assertEquals(
        "{\"code\":2006,\"name\":\"ERROR_UNKNOWN_TYPE\",\"message\":\"cannot determine entity type from"
            + " Contact\",\"http_status\":404,\"success\":false}",
        answer.whole().body());
  }

  @Test
  void wrongCredentialsAreRefused() {
    String accounts = PipelinerClient.SPACE + "/entities/Accounts";
    String good = pipeliner.service().accessToken();
    for (String authorization :
        List.of(
            "Bearer " + good,
            PipelinerClient.basic(good + "x"),
            PipelinerClient.basic(good.substring(0, good.indexOf(':'))),
            "Basic ?",
            "")) {
      SandboxClient.Answer answer = pipeliner.get(accounts, authorization);
      assertEquals(401, answer.status());
      assertEquals(
          "Basic realm=\"restapi\"",
          answer.whole().headers().firstValue("WWW-Authenticate").orElseThrow());
      assertFalse(answer.body().get("success").asBoolean());
    }
    assertEquals(200, pipeliner.get(accounts).status());
  }
}
