package dev.crmql.conformance.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.crmql.conformance.chaos.Injection.Where;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever befalls some accounts' services, the others' rows are there, and in time. */
class ChaosTest {

  /** What a machine at rest needs many times over. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration SHORT_EACH = Duration.ofMillis(8);
  private static final int DOUBLINGS = 6;

  private static ChaosServices services;
  private static final Map<Trouble, Integer> MET = new EnumMap<>(Trouble.class);
  private static int scenarios;
  private static int accounts;
  private static int again;
  private static Set<String> threads;

  @BeforeContainer
  static void start() {
    services = new ChaosServices();
    services.calm(ChaosQuery.ALL, ChaosQuery.ALL.accounts());
    threads = threads();
  }

  @AfterContainer
  static void stop() {
    services.close();
    System.out.printf(
        "chaos: %d scenarios over %d accounts, %d asked again with more time; met: %s%n",
        scenarios, accounts, again, MET);
  }

  @Provide
  Arbitrary<Long> seeds() {
    Long only = Long.getLong("chaos.seed");
    return only == null
        ? Arbitraries.randomValue(random -> random.nextLong())
        : Arbitraries.just(only);
  }

  @Property(tries = Integer.MAX_VALUE, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @AddLifecycleHook(ChaosTries.class)
  void anyAccountsMayFail(@ForAll("seeds") long seed) {
    check(Scenario.of(seed));
  }

  @Example
  void everyTroubleOfEveryServiceIsItsAccountsAlone() {
    for (Trouble trouble : Trouble.values()) {
      ChaosQuery query = trouble.isOfLaterPages() ? ChaosQuery.SORTED : ChaosQuery.ALL;
      List<Integer> able = query.accounts();
      int services = able.size() * ChaosServices.SERVICES.size() / ChaosServices.ACCOUNTS;
      for (int number : able.subList(0, services)) {
        int other = able.get(able.size() - 1);
        check(Scenario.of(query, other, number, Injection.always(trouble)));
      }
    }
  }

  @Example
  void whatPassesLeavesNoError() {
    for (Trouble trouble : Trouble.values()) {
      if (trouble.outcome() == Trouble.Outcome.PASSES) {
        for (int number = 0; number < ChaosServices.SERVICES.size(); number++) {
          Injection once = new Injection(trouble, Where.PAGES, 0, 1);
          check(Scenario.of(ChaosQuery.ALL, 40, number, once));
        }
      }
    }
  }

  static void check(Scenario scenario) {
    Duration time =
        scenario.takesAllTime()
            ? SHORT.plus(SHORT_EACH.multipliedBy(scenario.accounts().size()))
            : PATIENT;
    for (int attempt = 0; ; attempt++) {
      ChaosRun run = new ChaosRun(services, scenario, time);
      List<String> broken = run.run();
      if (run.wasTooShort() && attempt < DOUBLINGS) {
        again++;
        time = time.multipliedBy(2);
        continue;
      }
      run.troublesMet().forEach((trouble, times) -> MET.merge(trouble, times, Integer::sum));
      scenarios++;
      accounts += scenario.accounts().size();
      assertEquals(List.of(), broken, () -> scenario.summary());
      return;
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
