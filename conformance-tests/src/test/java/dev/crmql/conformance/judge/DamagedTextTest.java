package dev.crmql.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Judges that accept what is emitted refuse it with one thing wrong: they do judge. */
final class DamagedTextTest {

  /** Longer texts have more of the same in them. */
  private static final int LONGEST = 2000;

  private static final int FEWEST_OF_A_SERVICE = 2000;

  private final Map<String, Map<String, Integer>> refused = new TreeMap<>();
  private final List<String> accepted = new ArrayList<>();

  @Test
  void everyDamagedTextIsRefused() {
    for (Judged judged : Judged.ofSuite()) {
      if (Wire.length(judged.request()) <= LONGEST && isAccepted(judged)) {
        damage(judged);
      }
    }
    System.out.println("Damaged texts refused by independent parsers:");
    refused.forEach((service, kinds) -> System.out.println("  " + service + " " + kinds));

    assertThat(accepted).isEmpty();
    assertThat(refused.keySet()).isEqualTo(Judged.CONNECTORS.keySet());
    assertThat(refused.values())
        .allSatisfy(
            kinds -> {
              assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum())
                  .isGreaterThan(FEWEST_OF_A_SERVICE);
              assertThat(kinds).hasSizeGreaterThan(6);
            });
  }

  private static boolean isAccepted(Judged judged) {
    try {
      judged.read();
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  private void damage(Judged judged) {
    switch (judged.service()) {
      case "salesforce" ->
          Damage.ofSoql(judged.soql())
              .forEach(damage -> require(judged, damage, () -> SoqlJudge.read(damage.text())));
      case "dynamics" -> damageOptions(judged);
      case "sugarcrm" ->
          Damage.ofSugar(Wire.body(judged.request()))
              .forEach(damage -> require(judged, damage, () -> SugarJudge.read(damage.text())));
      default -> throw new IllegalStateException("no damage for " + judged.service());
    }
  }

  private void damageOptions(Judged judged) {
    String target = Wire.target(judged.request());
    String path = Wire.path(target);
    ODataJudge judge = judged.odataJudge();
    Map<String, String> options = Wire.options(target);
    options.forEach(
        (option, value) -> {
          for (Damage damage : Damage.ofOData(option, value)) {
            Map<String, String> damaged = new LinkedHashMap<>(options);
            damaged.put(option, damage.text());
            require(judged, damage, () -> judge.read(Wire.target(path, damaged)));
          }
        });
  }

  private void require(Judged judged, Damage damage, Runnable reading) {
    try {
      reading.run();
      accepted.add(judged.source() + ", " + damage);
    } catch (RefusedException e) {
      refused
          .computeIfAbsent(judged.service(), service -> new TreeMap<>())
          .merge(damage.kind(), 1, Integer::sum);
    }
  }
}
