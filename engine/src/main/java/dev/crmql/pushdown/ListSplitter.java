package dev.crmql.pushdown;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Condition;
import dev.crmql.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Makes several requests of one that is too long: each asks for a part of the longest list that a
 * property must be IN. The rows are those of all; parts of NOT IN would not add up like that.
 *
 * @param <T> what a query is compiled to
 */
public final class ListSplitter<T> {

  private final Function<NormalizedQuery, Optional<T>> compiler;
  private final Supplier<QueryException> tooLong;
  private final List<T> made = new ArrayList<>();

  private ListSplitter(
      Function<NormalizedQuery, Optional<T>> compiler, Supplier<QueryException> tooLong) {
    this.compiler = compiler;
    this.tooLong = tooLong;
  }

  /**
   * Splits a query that is too long.
   *
   * @param asked whether the service is asked for a conjunct, by its place
   * @param compiler compiles a query; empty if that is too long as well
   * @param tooLong the refusal of what can't be split
   * @throws QueryException if there is no list whose parts would be short enough
   */
  public static <T> List<T> split(
      NormalizedQuery query,
      IntPredicate asked,
      Function<NormalizedQuery, Optional<T>> compiler,
      Supplier<QueryException> tooLong) {
    ListSplitter<T> splitter = new ListSplitter<>(compiler, tooLong);
    splitter.halve(query, longestList(query.conjuncts(), asked));
    return splitter.made;
  }

  /**
   * The place of the list with the most values; -1 if none has two.
   *
   * @param asked whether a conjunct may be split, by its place
   */
  public static int longestList(List<Condition> conjuncts, IntPredicate asked) {
    int longest = -1;
    int most = 1;
    for (int i = 0; i < conjuncts.size(); i++) {
      if (conjuncts.get(i) instanceof Condition.In in
          && !in.negated()
          && in.values().size() > most
          && asked.test(i)) {
        longest = i;
        most = in.values().size();
      }
    }
    return longest;
  }

  private void halve(NormalizedQuery query, int list) {
    if (list < 0) {
      throw tooLong.get();
    }
    Condition.In in = (Condition.In) query.conjuncts().get(list);
    int size = in.values().size();
    if (size < 2) {
      throw tooLong.get();
    }
    addOrHalve(with(query, list, in, in.values().subList(0, size / 2)), list);
    addOrHalve(with(query, list, in, in.values().subList(size / 2, size)), list);
  }

  private void addOrHalve(NormalizedQuery query, int list) {
    Optional<T> compiled = compiler.apply(query);
    if (compiled.isPresent()) {
      made.add(compiled.get());
    } else {
      halve(query, list);
    }
  }

  private static NormalizedQuery with(
      NormalizedQuery query, int list, Condition.In in, List<Value> values) {
    List<Condition> conjuncts = new ArrayList<>(query.conjuncts());
    conjuncts.set(list, new Condition.In(in.field(), values, false, in.at()));
    return new NormalizedQuery(
        query.written(), query.fields(), conjuncts, query.matchesNothing(), query.orderBy());
  }
}
