package dev.crmql.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Filters without brackets: a row is found if it passes all terms of one of the groups.
 *
 * @param groups each a term once, with the conjuncts that it stands for; one group without terms if
 *     nothing is asked
 * @param leftOut the conjuncts of which nothing is asked, as there would be too many groups; by
 *     their place, counted from 0
 * @param <T> the service's terms
 */
public record DisjunctiveForm<T>(List<Map<T, Set<Integer>>> groups, Set<Integer> leftOut) {

  /**
   * Multiplies the filters out. Conjuncts of few alternatives come first, so that those which are
   * left out are those of many.
   *
   * @param filters what is asked of each conjunct
   * @param mostGroups 1 or more
   */
  public static <T> DisjunctiveForm<T> of(List<Optional<Filter<T>>> filters, int mostGroups) {
    List<Integer> order =
        IntStream.range(0, filters.size())
            .filter(i -> filters.get(i).isPresent())
            .boxed()
            .sorted(Comparator.comparingLong(i -> alternatives(filters.get(i).orElseThrow())))
            .toList();
    List<Map<T, Set<Integer>>> groups = List.of(Map.of());
    Set<Integer> leftOut = new LinkedHashSet<>();
    for (int conjunct : order) {
      Filter<T> filter = filters.get(conjunct).orElseThrow();
      List<Map<T, Set<Integer>>> more = List.of();
      if (alternatives(filter) <= mostGroups) {
        more = absorbed(product(groups, groups(filter, conjunct)));
      }
      if (more.isEmpty() || more.size() > mostGroups) {
        leftOut.add(conjunct);
      } else {
        groups = more;
      }
    }
    return new DisjunctiveForm<>(groups, leftOut);
  }

  /** How many groups a filter becomes, before equal ones fall together; bounded. */
  private static <T> long alternatives(Filter<T> filter) {
    if (filter instanceof Filter.Any<T> any) {
      return any.operands().stream()
          .mapToLong(DisjunctiveForm::alternatives)
          .reduce(0, (a, b) -> Math.min(a + b, Integer.MAX_VALUE));
    }
    if (filter instanceof Filter.All<T> all) {
      return all.operands().stream()
          .mapToLong(DisjunctiveForm::alternatives)
          .reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    }
    return 1;
  }

  private static <T> List<Map<T, Set<Integer>>> groups(Filter<T> filter, int conjunct) {
    if (filter instanceof Filter.Any<T> any) {
      return any.operands().stream()
          .flatMap(operand -> groups(operand, conjunct).stream())
          .toList();
    }
    if (filter instanceof Filter.All<T> all) {
      List<Map<T, Set<Integer>>> product = List.of(Map.of());
      for (Filter<T> operand : all.operands()) {
        product = product(product, groups(operand, conjunct));
      }
      return product;
    }
    return List.of(Map.of(((Filter.Term<T>) filter).term(), Set.of(conjunct)));
  }

  private static <T> List<Map<T, Set<Integer>>> product(
      List<Map<T, Set<Integer>>> left, List<Map<T, Set<Integer>>> right) {
    List<Map<T, Set<Integer>>> product = new ArrayList<>(left.size() * right.size());
    for (Map<T, Set<Integer>> a : left) {
      for (Map<T, Set<Integer>> b : right) {
        Map<T, Set<Integer>> both = new LinkedHashMap<>(a);
        b.forEach((term, conjuncts) -> both.merge(term, conjuncts, DisjunctiveForm::union));
        product.add(both);
      }
    }
    return product;
  }

  private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
    Set<Integer> union = new LinkedHashSet<>(a);
    union.addAll(b);
    return union;
  }

  /** A group whose rows another one finds as well adds nothing: {@code a OR (a AND b)} is a. */
  private static <T> List<Map<T, Set<Integer>>> absorbed(List<Map<T, Set<Integer>>> groups) {
    List<Map<T, Set<Integer>>> kept = new ArrayList<>(groups.size());
    for (int i = 0; i < groups.size(); i++) {
      if (!isAbsorbed(groups, i)) {
        kept.add(groups.get(i));
      }
    }
    return kept;
  }

  private static <T> boolean isAbsorbed(List<Map<T, Set<Integer>>> groups, int at) {
    Set<T> terms = groups.get(at).keySet();
    for (int i = 0; i < groups.size(); i++) {
      Set<T> other = groups.get(i).keySet();
      boolean wider = terms.containsAll(other) && (other.size() < terms.size() || i < at);
      if (i != at && wider) {
        return true;
      }
    }
    return false;
  }
}
