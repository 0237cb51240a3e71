package dev.crmql.conformance;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever services answer, be it noise, a search ends in rows, failures of accounts or refusals.
 */
class AnswerFuzzTest {

  private static final int SEARCHES = 10;

  private static final List<ConformanceCase> CASES =
      Suite.load().files().stream()
          .flatMap(file -> file.cases().stream())
          .filter(said -> said.json().has("search"))
          .toList();

  record Seeded(ConformanceCase search, long seed) {
    @Override
    public String toString() {
      return search.id() + " with seed " + seed;
    }
  }

  @Provide
  Arbitrary<List<Seeded>> searches() {
    Arbitrary<Long> seeds = Arbitraries.randomValue(random -> random.nextLong());
    return Arbitraries.of(CASES)
        .flatMap(search -> seeds.map(seed -> new Seeded(search, seed)))
        .list()
        .ofSize(SEARCHES);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noAnswerFailsTheEngine(@ForAll("searches") List<Seeded> searches) {
    searches.forEach(seeded -> new FuzzedSearch(seeded.search(), seeded.seed()).check());
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noAnswerFailsAConnector(@ForAll("searches") List<Seeded> searches) {
    searches.forEach(seeded -> FuzzedDecoding.check(seeded.search(), seeded.seed()));
  }
}
