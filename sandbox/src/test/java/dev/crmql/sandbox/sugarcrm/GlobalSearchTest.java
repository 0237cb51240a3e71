package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The global search over HTTP. */
class GlobalSearchTest extends SugarTest {

  private static String word() {
    return sugar.table("Accounts").rows().stream()
        .map(row -> (String) row.get("name"))
        .filter(name -> name != null && name.matches("[A-Za-z]{4,} .*"))
        .findFirst()
        .orElseThrow()
        .split(" ", 2)[0]
        .toLowerCase(Locale.ROOT);
  }

  @Test
  void recordsAreFoundInTheListedModulesBestFirst() {
    JsonNode page =
        sugar.get("/globalsearch?q=" + word() + "&module_list=Accounts,Contacts&max_num=5").body();
    assertThat(page.get("records")).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(page.get("total").intValue()).isGreaterThanOrEqualTo(page.get("records").size());
    double before = Double.MAX_VALUE;
    for (JsonNode record : page.get("records")) {
      assertThat(record.get("_module").textValue()).isIn("Accounts", "Contacts");
      assertThat(record.get("_score").doubleValue()).isPositive().isLessThanOrEqualTo(before);
      assertThat(record.has("_highlights")).isTrue();
      before = record.get("_score").doubleValue();
    }
  }

  @Test
  void aModuleOfThePathIsTheOnlyOne() {
    JsonNode page = sugar.post("/Contacts/globalsearch", "{\"q\":\"example\"}").body();
    assertThat(page.get("records")).hasSize(20);
    assertThat(page.get("records"))
        .allSatisfy(r -> assertThat(r.get("_module").textValue()).isEqualTo("Contacts"));
  }

  @Test
  void pagesHoldEachRecordOnce() {
    Set<String> ids = new HashSet<>();
    int offset = 0;
    int total;
    do {
      JsonNode page =
          sugar
              .post("/globalsearch", "{\"q\":\"example\",\"max_num\":50,\"offset\":" + offset + "}")
              .body();
      page.get("records").forEach(record -> ids.add(record.get("id").textValue()));
      offset = page.get("next_offset").intValue();
      total = page.get("total").intValue();
    } while (offset > 0);
    assertThat(ids).hasSize(total).hasSizeGreaterThan(100);
  }

  @Test
  void highlightsAreLeftOutOnRequest() {
    JsonNode page =
        sugar.post("/globalsearch", "{\"q\":\"" + word() + "\",\"highlights\":false}").body();
    assertThat(page.at("/records/0").has("_highlights")).isFalse();
    assertThat(
            sugar
                .get("/globalsearch?q=" + word() + "&highlights=false")
                .body()
                .at("/records/0")
                .has("_highlights"))
        .as("text is true")
        .isTrue();
  }

  @Test
  void withoutAWordTheLastModifiedComeFirst() {
    JsonNode page = sugar.get("/globalsearch?max_num=3").body();
    assertThat(page.get("records")).hasSize(3);
    assertThat(page.get("total").intValue()).isGreaterThan(1000);
  }

  @Test
  void theSearchEngineCanBeDown() {
    sugar.service().inject(new Fault.SearchOff());
    SugarClient.Answer answer = sugar.get("/globalsearch?q=x");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().get("error").textValue()).isEqualTo("search_unavailable");
  }
}
