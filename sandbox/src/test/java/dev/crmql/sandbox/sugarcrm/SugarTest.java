package dev.crmql.sandbox.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of the emulated SugarCRM share. */
abstract class SugarTest {
  static SugarClient sugar;

  @BeforeAll
  static void start() {
    sugar = new SugarClient();
  }

  @AfterAll
  static void stop() {
    sugar.close();
  }

  /** Some records, but not all, fulfil the condition, and the filter finds just them. */
  static void assertFinds(String module, String filter, Predicate<Map<String, Object>> condition) {
    assertThat(sugar.stored(module, condition))
        .as("the test data fit")
        .isNotEmpty()
        .hasSizeLessThan(sugar.table(module).rows().size());
    assertThat(sugar.ids(module, filter))
        .containsExactlyInAnyOrderElementsOf(sugar.stored(module, condition));
  }

  static void assertFindsNothing(String module, String filter) {
    assertThat(sugar.ids(module, filter)).isEmpty();
  }

  static void assertFindsAll(String module, String filter) {
    assertThat(sugar.ids(module, filter)).hasSize(sugar.table(module).rows().size());
  }

  static void assertRefused(
      String module, String filter, int status, String label, String message) {
    SugarClient.Answer answer = sugar.post("/" + module + "/filter", "{\"filter\":" + filter + "}");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().get("error").asText()).isEqualTo(label);
    assertThat(answer.body().get("error_message").asText()).isEqualTo(message);
  }

  static String lower(Object text) {
    return text == null ? null : ((String) text).toLowerCase(Locale.ROOT);
  }
}
