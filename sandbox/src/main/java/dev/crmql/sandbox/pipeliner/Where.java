package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * What filters mean in H2's SQL: all of them must hold.
 *
 * @param sql what stands after {@code WHERE}
 * @param values one for each {@code ?}
 */
record Where(String sql, List<Object> values) {

  /**
   * The conditions joined by AND.
   *
   * @throws Refusal if a value is none of its field's type
   */
  static Where of(List<Condition> conditions, PipelinerOptions options) {
    StringBuilder sql = new StringBuilder("TRUE");
    List<Object> values = new ArrayList<>();
    for (Condition condition : conditions) {
      sql.append(" AND (").append(sql(condition, options, values)).append(')');
    }
    return new Where(sql.toString(), List.copyOf(values));
  }

  private static String sql(Condition condition, PipelinerOptions options, List<Object> values) {
    String folded = Database.quoted(condition.field().name());
    boolean text = condition.field().type().columnType().isText();
    // Text columns compare without regard to case, plain VARCHAR does not.
    String exact = text ? "CAST(" + folded + " AS VARCHAR)" : folded;
    return switch (condition.operator()) {
      case EQ -> compare(exact, "=", condition, values);
      case IEQ -> compare(folded, "=", condition, values);
      case NOT_EQ -> different(exact, condition, options, values);
      case NOT_IEQ -> different(folded, condition, options, values);
      case CONTAINS -> like(exact, "%", "%", condition, options, values);
      case STARTS -> like(exact, "", "%", condition, options, values);
      case ENDS -> like(exact, "%", "", condition, options, values);
      case ICONTAINS -> like(folded, "%", "%", condition, options, values);
      case ISTARTS -> like(folded, "", "%", condition, options, values);
      case IENDS -> like(folded, "%", "", condition, options, values);
      case NULL -> folded + " IS NULL";
      case NOT_NULL -> folded + " IS NOT NULL";
      case EMPTY -> folded + " = ''" + (options.emptyMatchesNull() ? orNull(folded) : "");
      case NOT_EMPTY -> folded + " <> ''" + (options.emptyMatchesNull() ? "" : orNull(folded));
      case GT -> compare(folded, ">", condition, values);
      case GTE -> compare(folded, ">=", condition, values);
      case LT -> compare(folded, "<", condition, values);
      case LTE -> compare(folded, "<=", condition, values);
      case BETWEEN -> throw new IllegalStateException("between suits no field");
    };
  }

  private static String compare(
      String column, String sign, Condition condition, List<Object> values) {
    values.add(Values.read(condition.field(), condition.value()));
    return column + " " + sign + " ?";
  }

  private static String different(
      String column, Condition condition, PipelinerOptions options, List<Object> values) {
    return compare(column, "<>", condition, values)
        + (options.notEqualMatchesNull() ? orNull(column) : "");
  }

  private static String orNull(String column) {
    return " OR " + column + " IS NULL";
  }

  private static String like(
      String column,
      String before,
      String after,
      Condition condition,
      PipelinerOptions options,
      List<Object> values) {
    if (options.wildcardsInText()) {
      values.add(before + condition.value() + after);
      return column + " LIKE ?";
    }
    values.add(before + condition.value().replaceAll("[\\\\%_]", "\\\\$0") + after);
    return column + " LIKE ? ESCAPE '\\'";
  }
}
