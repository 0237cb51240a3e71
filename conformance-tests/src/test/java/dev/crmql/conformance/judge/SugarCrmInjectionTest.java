package dev.crmql.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.lifecycle.AfterContainer;

/** SugarCRM, whose filters a JSON Schema describes. */
final class SugarCrmInjectionTest extends InjectionTest {

  private static final Map<String, Integer> COUNTS = new HashMap<>();

  SugarCrmInjectionTest() {
    super("sugarcrm", "Accounts", COUNTS);
  }

  /** The wildcards that SugarCRM lets nobody escape stay: they decide what it is asked. */
  @Override
  String harmless(String hostile) {
    StringBuilder harmless = new StringBuilder(hostile);
    for (int i = 0; i < harmless.length(); i++) {
      if ("%_\\".indexOf(harmless.charAt(i)) < 0) {
        harmless.setCharAt(i, 'x');
      }
    }
    return harmless.toString();
  }

  @Override
  void requireText(ValuePlace place, String read, String wanted, String hostile) {
    if (place.isPattern()) {
      assertThat(read).doesNotContain("\\");
    }
    super.requireText(place, read, wanted, hostile);
  }

  /** A backslash may be eaten, so that a part without one is asked for. */
  @Override
  void requirePart(String read, String wanted, String hostile) {
    assertThat(harmless(read)).isEqualTo(wanted);
    assertThat(hostile).contains("\\").contains(read);
    assertThat(read).doesNotContain("\\");
  }

  @AfterContainer
  static void printCounts() {
    print("sugarcrm", COUNTS);
  }
}
