package dev.crmql.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Parsers that know nothing of the compilers accept whatever the suite's cases make them emit. */
final class EmittedTextTest {

  private static final int FEWEST = 150;

  /** Compares a property of which nothing is known with text and with a number: one is wrong. */
  private static final String TWO_KINDS = "dynamics/in/texts and numbers in one list";

  @Test
  void everyRequestOfTheSuiteIsAccepted() {
    Map<String, Integer> accepted = new TreeMap<>();
    List<String> refused = new ArrayList<>();
    for (Judged judged : Judged.ofSuite()) {
      try {
        assertThat(judged.read().shape()).isNotEmpty();
        accepted.merge(judged.service(), 1, Integer::sum);
      } catch (RefusedException e) {
        refused.add(judged.source() + ": " + e.getMessage() + " " + e.getCause());
      }
    }
    System.out.println("Requests accepted by independent parsers: " + accepted);

    assertThat(refused).singleElement().asString().startsWith(TWO_KINDS + ": ");
    assertThat(accepted.keySet()).isEqualTo(Judged.CONNECTORS.keySet());
    assertThat(accepted.values()).allSatisfy(count -> assertThat(count).isGreaterThan(FEWEST));
  }
}
