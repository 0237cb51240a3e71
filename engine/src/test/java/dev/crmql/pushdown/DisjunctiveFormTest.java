package dev.crmql.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DisjunctiveFormTest {

  private static final int TERMS = 5;

  @Property(tries = 2_000)
  void theGroupsFindWhatTheFiltersFind(
      @ForAll("conjuncts") List<Optional<Filter<Integer>>> conjuncts,
      @ForAll @IntRange(min = 1, max = 12) int mostGroups) {
    DisjunctiveForm<Integer> form = DisjunctiveForm.of(conjuncts, mostGroups);

    assertThat(form.groups()).hasSizeBetween(1, mostGroups);
    for (int row = 0; row < 1 << TERMS; row++) {
      boolean found = false;
      for (Map<Integer, Set<Integer>> group : form.groups()) {
        found |= holds(group.keySet(), row);
      }
      boolean expected = true;
      for (int i = 0; i < conjuncts.size(); i++) {
        if (conjuncts.get(i).isPresent() && !form.leftOut().contains(i)) {
          expected &= holds(conjuncts.get(i).get(), row);
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  @Property(tries = 500)
  void nothingIsLeftOutWithoutNeed(@ForAll("conjuncts") List<Optional<Filter<Integer>>> conjuncts) {
    assertThat(DisjunctiveForm.of(conjuncts, 1_000_000).leftOut()).isEmpty();
  }

  @Test
  void aGroupThatAnotherFindsAnywayIsGone() {
    DisjunctiveForm<Integer> form =
        DisjunctiveForm.of(
            List.of(some(Filter.any(List.of(term(1), Filter.all(List.of(term(1), term(2))))))), 10);

    assertThat(form.groups()).containsExactly(Map.of(1, Set.of(0)));
  }

  @Test
  void aTermOfTwoConjunctsStandsOnceForBoth() {
    DisjunctiveForm<Integer> form =
        DisjunctiveForm.of(List.of(some(term(1)), Optional.empty(), some(term(1))), 10);

    assertThat(form.groups()).containsExactly(Map.of(1, Set.of(0, 2)));
  }

  @Test
  void theConjunctOfMostAlternativesIsLeftOutFirst() {
    DisjunctiveForm<Integer> form =
        DisjunctiveForm.of(
            List.of(
                some(Filter.any(List.of(term(1), term(2), term(3)))),
                some(Filter.any(List.of(term(4), term(5)))),
                some(term(6))),
            5);

    assertThat(form.leftOut()).containsExactly(0);
    assertThat(form.groups()).hasSize(2);
  }

  @Provide
  Arbitrary<List<Optional<Filter<Integer>>>> conjuncts() {
    return filters(3).optional(0.9).list().ofMaxSize(4);
  }

  private static Arbitrary<Filter<Integer>> filters(int depth) {
    Arbitrary<Filter<Integer>> terms =
        Arbitraries.integers().between(0, TERMS - 1).map(Filter.Term::new);
    if (depth == 0) {
      return terms;
    }
    Arbitrary<List<Filter<Integer>>> operands = filters(depth - 1).list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(terms, operands.map(Filter::all), operands.map(Filter::any));
  }

  private static boolean holds(Set<Integer> terms, int row) {
    return terms.stream().allMatch(term -> ((row >> term) & 1) == 1);
  }

  private static boolean holds(Filter<Integer> filter, int row) {
    if (filter instanceof Filter.All<Integer> all) {
      return all.operands().stream().allMatch(operand -> holds(operand, row));
    }
    if (filter instanceof Filter.Any<Integer> any) {
      return any.operands().stream().anyMatch(operand -> holds(operand, row));
    }
    return holds(Set.of(((Filter.Term<Integer>) filter).term()), row);
  }

  private static Filter<Integer> term(int term) {
    return new Filter.Term<>(term);
  }

  private static Optional<Filter<Integer>> some(Filter<Integer> filter) {
    return Optional.of(filter);
  }
}
