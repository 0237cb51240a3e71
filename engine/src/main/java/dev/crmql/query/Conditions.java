package dev.crmql.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Conditions built without text, for {@link QueryBuilder#where}. A name with dots is a path. Values
 * are what {@link Value#of} takes.
 */
public final class Conditions {

  private Conditions() {}

  /** All must hold. */
  public static Condition and(Condition... conditions) {
    return new Condition.And(Arrays.asList(conditions), NodeLocation.NONE);
  }

  /** One must hold. */
  public static Condition or(Condition... conditions) {
    return new Condition.Or(Arrays.asList(conditions), NodeLocation.NONE);
  }

  /** Must be false. */
  public static Condition not(Condition condition) {
    return new Condition.Not(condition, NodeLocation.NONE);
  }

  /** {@code field = value}. */
  public static Condition equal(String field, Object value) {
    return compare(field, ComparisonOperator.EQUAL, value);
  }

  /** {@code field != value}. */
  public static Condition notEqual(String field, Object value) {
    return compare(field, ComparisonOperator.NOT_EQUAL, value);
  }

  /** {@code field < value}. */
  public static Condition less(String field, Object value) {
    return compare(field, ComparisonOperator.LESS, value);
  }

  /** {@code field <= value}. */
  public static Condition lessOrEqual(String field, Object value) {
    return compare(field, ComparisonOperator.LESS_OR_EQUAL, value);
  }

  /** {@code field > value}. */
  public static Condition greater(String field, Object value) {
    return compare(field, ComparisonOperator.GREATER, value);
  }

  /** {@code field >= value}. */
  public static Condition greaterOrEqual(String field, Object value) {
    return compare(field, ComparisonOperator.GREATER_OR_EQUAL, value);
  }

  /** {@code field LIKE 'text%'}, the text taken literally. */
  public static Condition startsWith(String field, String text) {
    return like(field, LikeMatch.PREFIX, text);
  }

  /** {@code field LIKE '%text'}, the text taken literally. */
  public static Condition endsWith(String field, String text) {
    return like(field, LikeMatch.SUFFIX, text);
  }

  /** {@code field LIKE '%text%'}, the text taken literally. */
  public static Condition contains(String field, String text) {
    return like(field, LikeMatch.CONTAINS, text);
  }

  /** {@code field IN (values)}; no row is in an empty list. */
  public static Condition in(String field, Collection<?> values) {
    return new Condition.In(path(field), literals(values), false, NodeLocation.NONE);
  }

  /** {@code field NOT IN (values)}; every row is outside of an empty list. */
  public static Condition notIn(String field, Collection<?> values) {
    return new Condition.In(path(field), literals(values), true, NodeLocation.NONE);
  }

  /** {@code field IS NULL}. */
  public static Condition isNull(String field) {
    return new Condition.NullTest(path(field), false, NodeLocation.NONE);
  }

  /** {@code field IS NOT NULL}. */
  public static Condition isNotNull(String field) {
    return new Condition.NullTest(path(field), true, NodeLocation.NONE);
  }

  static FieldPath path(String dotted) {
    return FieldPath.of(dotted.split("\\.", -1));
  }

  private static Condition compare(String field, ComparisonOperator operator, Object value) {
    return new Condition.Comparison(path(field), operator, literal(value), NodeLocation.NONE);
  }

  private static Condition like(String field, LikeMatch match, String text) {
    LikeMatch form = text.isEmpty() ? LikeMatch.ANY : match;
    return new Condition.Like(path(field), form, text, false, NodeLocation.NONE);
  }

  private static List<Value> literals(Collection<?> values) {
    return values.stream().map(Conditions::literal).toList();
  }

  private static Value literal(Object value) {
    return Value.of(value, NodeLocation.NONE);
  }
}
