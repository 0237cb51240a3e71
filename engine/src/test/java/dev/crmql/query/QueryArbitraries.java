package dev.crmql.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random trees of every shape that text can give. */
public final class QueryArbitraries {

  private static final int MAX_DEPTH = 3;

  private QueryArbitraries() {}

  /** Queries with everything that KQL has, parameters included. */
  public static Arbitrary<Query> queries() {
    return Combinators.combine(
            selections(),
            objectNames(),
            conditions().optional(0.8),
            sortItems().list().ofMaxSize(3),
            rowCounts(),
            rowCounts())
        .as(Query::new);
  }

  /** Queries with what DQL has. */
  public static Arbitrary<Query> dqlQueries() {
    return Combinators.combine(
            selections(),
            objectNames(),
            dqlConditions(MAX_DEPTH).optional(0.8),
            sortItems().list().ofMaxSize(3))
        .as(
            (selection, from, where, orderBy) ->
                new Query(
                    selection, from, where, orderBy, OptionalLong.empty(), OptionalLong.empty()));
  }

  /** Conditions that text can give. */
  public static Arbitrary<Condition> conditions() {
    return conditions(MAX_DEPTH);
  }

  private static Arbitrary<Condition> conditions(int depth) {
    if (depth == 0) {
      return Arbitraries.oneOf(comparisons(), likes(true), lists(), nullTests());
    }
    return Arbitraries.frequencyOf(
        Tuple.of(3, conditions(0)),
        Tuple.of(1, operands(depth).map(list -> new Condition.And(list, NodeLocation.NONE))),
        Tuple.of(1, operands(depth).map(list -> new Condition.Or(list, NodeLocation.NONE))),
        Tuple.of(
            1,
            Arbitraries.lazy(() -> conditions(depth - 1))
                .map(operand -> new Condition.Not(operand, NodeLocation.NONE))));
  }

  private static Arbitrary<List<Condition>> operands(int depth) {
    return Arbitraries.lazy(() -> conditions(depth - 1)).list().ofMinSize(2).ofMaxSize(4);
  }

  private static Arbitrary<Condition> dqlConditions(int depth) {
    if (depth == 0) {
      return Arbitraries.oneOf(comparisons(), likes(false));
    }
    Arbitrary<List<Condition>> operands =
        Arbitraries.lazy(() -> dqlConditions(depth - 1)).list().ofMinSize(2).ofMaxSize(4);
    return Arbitraries.oneOf(
        dqlConditions(0),
        operands.map(list -> new Condition.And(list, NodeLocation.NONE)),
        operands.map(list -> new Condition.Or(list, NodeLocation.NONE)));
  }

  /** Property names: plain, keywords in any case, other alphabets, quotes, dots, anything. */
  public static Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            5, Arbitraries.of("id", "name", "Email", "created_at", "_x", "custom__c", "Account")),
        Tuple.of(
            2, Arbitraries.of("SELECT", "limit", "Order", "DISTINCT", "all", "JOIN", "3com", "1")),
        Tuple.of(1, Arbitraries.of("a.b", "a b", "\"", "x\"\"y", "名前", "é", "'")),
        Tuple.of(1, Arbitraries.strings().ofMinLength(1).ofMaxLength(8)));
  }

  /** Texts with all that needs care: quotes, wildcards, escapes, surrogates, controls. */
  public static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            3, Arbitraries.strings().withChars("ab'\"%_\\[]&+#^ \u00e9\u4e2d").ofMaxLength(10)),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(10)),
        Tuple.of(
            1, Arbitraries.of("", "null", "2018-02-23T03:05:45+00:00", "\uD83D\uDE00", "\uD83D")));
  }

  private static Arbitrary<FieldPath> paths() {
    return names()
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(names -> new FieldPath(names, NodeLocation.NONE));
  }

  private static Arbitrary<ObjectName> objectNames() {
    return names().map(ObjectName::of);
  }

  private static Arbitrary<Selection> selections() {
    Arbitrary<Selection> fields =
        paths()
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(paths -> new Selection.Fields(paths, NodeLocation.NONE));
    return fields.injectNull(0.1).map(some -> some == null ? all() : some);
  }

  private static Selection all() {
    return new Selection.All(NodeLocation.NONE);
  }

  private static Arbitrary<SortItem> sortItems() {
    return Combinators.combine(paths(), Arbitraries.of(true, false))
        .as((path, descending) -> new SortItem(path, descending, NodeLocation.NONE));
  }

  private static Arbitrary<OptionalLong> rowCounts() {
    return Arbitraries.longs()
        .greaterOrEqual(0)
        .optional(0.5)
        .map(rows -> rows.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  private static Arbitrary<Condition> comparisons() {
    return Combinators.combine(paths(), Arbitraries.of(ComparisonOperator.class), values())
        .as(
            (path, operator, value) ->
                new Condition.Comparison(path, operator, value, NodeLocation.NONE));
  }

  private static Arbitrary<Condition> likes(boolean negatedToo) {
    Arbitrary<Boolean> negated = negatedToo ? Arbitraries.of(true, false) : Arbitraries.just(false);
    return Combinators.combine(paths(), Arbitraries.of(LikeMatch.class), texts(), negated)
        .as(QueryArbitraries::like);
  }

  private static Condition like(FieldPath path, LikeMatch match, String text, boolean negated) {
    boolean any = match == LikeMatch.ANY || (match != LikeMatch.EXACT && text.isEmpty());
    return new Condition.Like(
        path, any ? LikeMatch.ANY : match, any ? "" : text, negated, NodeLocation.NONE);
  }

  private static Arbitrary<Condition> lists() {
    return Combinators.combine(
            paths(), values().list().ofMinSize(1).ofMaxSize(6), Arbitraries.of(true, false))
        .as((path, values, negated) -> new Condition.In(path, values, negated, NodeLocation.NONE));
  }

  private static Arbitrary<Condition> nullTests() {
    return Combinators.combine(paths(), Arbitraries.of(true, false))
        .as((path, negated) -> new Condition.NullTest(path, negated, NodeLocation.NONE));
  }

  /** Values that text can give. */
  public static Arbitrary<Value> values() {
    return Arbitraries.oneOf(
        texts().map(Value::text),
        numbers().map(Value::number),
        Arbitraries.of(true, false).map(Value::bool),
        Arbitraries.of("x", "since_2018")
            .map(name -> new Value.Parameter(name, NodeLocation.NONE)));
  }

  private static Arbitrary<BigDecimal> numbers() {
    Arbitrary<BigInteger> digits =
        Arbitraries.oneOf(
            Arbitraries.longs().map(BigInteger::valueOf),
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(99).negate(), BigInteger.TEN.pow(99)));
    Arbitrary<Integer> scales =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-3, 6), Arbitraries.integers().between(-400, 400));
    return Combinators.combine(digits, scales).as(BigDecimal::new);
  }
}
