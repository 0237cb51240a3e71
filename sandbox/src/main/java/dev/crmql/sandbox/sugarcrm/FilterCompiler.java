package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.crmql.sandbox.data.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes H2's condition of a filter, with what the server silently leaves out left out. One for each
 * filter.
 */
final class FilterCompiler {
  /** MySQL rounds to no more. */
  private static final int MOST_DIGITS = 30;

  private final Values values;
  private final DayConditions days;
  private final Set<Field.Relation> links = new LinkedHashSet<>();

  /** Conditions on decimal fields: wherever they stood, they are ANDed to the whole. */
  private final List<Sql> raw = new ArrayList<>();

  private boolean joined;

  private FilterCompiler(UserTime time) {
    this.values = new Values(time);
    this.days = new DayConditions(time);
  }

  static Where compile(Filter.Group filter, UserTime time) {
    FilterCompiler compiler = new FilterCompiler(time);
    List<Sql> all = new ArrayList<>();
    compiler.group(filter).ifPresent(all::add);
    all.addAll(compiler.raw);
    return new Where(
        all.isEmpty() ? null : Sql.join(" AND ", all), compiler.links, compiler.joined);
  }

  /** Empty if no part of the group says anything. */
  private Optional<Sql> group(Filter.Group group) {
    List<Sql> parts = new ArrayList<>();
    for (Filter part : group.parts()) {
      compile(part).ifPresent(parts::add);
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(Sql.join(group.any() ? " OR " : " AND ", parts));
  }

  private Optional<Sql> compile(Filter filter) {
    if (filter instanceof Filter.Group group) {
      return group(group);
    }
    return filter instanceof Filter.Test test ? test(test) : Optional.of(Sql.of("FALSE"));
  }

  private Optional<Sql> test(Filter.Test test) {
    FieldType type = test.field().type();
    if (test.link() != null) {
      links.add(test.link());
    }
    joined |= test.link() != null || type.joined();
    if (type.ignoredInFilters()) {
      return Optional.empty();
    }
    if (type == FieldType.DECIMAL && rounds(test.operator())) {
      raw.add(rounded(test));
      return Optional.empty();
    }
    Optional<Sql> wholeDays = days.wholeDays(test, column(test));
    return wholeDays.isPresent() ? wholeDays : plain(test);
  }

  private static boolean rounds(Operator operator) {
    return switch (operator) {
      case EQUALS, NOT_EQUALS, BETWEEN, LT, LTE, GT, GTE -> true;
      default -> false;
    };
  }

  /**
   * {@code ROUND(column, digits) op literal}; the digits are what the first literal has after its
   * first character that is a point, or after its first character if it has none.
   */
  private Sql rounded(Filter.Test test) {
    JsonNode operand = test.operand();
    List<JsonNode> literals = Php.isArray(operand) ? Php.values(operand) : List.of(operand);
    String first = literals.isEmpty() ? "" : Php.text(literals.get(0));
    int beforeDigits = Math.max(0, first.indexOf('.')) + 1;
    int digits = Math.max(0, Math.min(MOST_DIGITS, first.length() - beforeDigits));
    List<Object> rounded = new ArrayList<>();
    for (JsonNode literal : literals.isEmpty() ? List.of(operand) : literals) {
      BigDecimal number = Php.number(literal);
      rounded.add(number.setScale(digits, digits == 0 ? RoundingMode.DOWN : RoundingMode.HALF_UP));
    }
    String column = "ROUND(" + column(test) + ", " + digits + ")";
    return test.operator() == Operator.BETWEEN
        ? new Sql(column + " BETWEEN ? AND ?", rounded)
        : Sql.of(column + " " + comparison(test.operator()) + " ?", rounded.get(0));
  }

  private Optional<Sql> plain(Filter.Test test) {
    JsonNode operand = test.operand();
    String column = column(test);
    return switch (test.operator()) {
      case EQUALS, NOT_EQUALS, LT, LTE, GT, GTE -> Optional.of(comparison(test, column));
      case STARTS -> Optional.of(like(test, "", "%"));
      case ENDS -> Optional.of(like(test, "%", ""));
      case CONTAINS, NOT_CONTAINS -> Optional.of(like(test, "%", "%"));
      case IN -> Optional.of(in(test, column));
      case NOT_IN -> Optional.of(notIn(test, column));
      case BETWEEN, DATE_BETWEEN -> {
        List<JsonNode> bounds = Php.values(operand);
        yield Optional.of(
            Sql.of(
                column + " BETWEEN ? AND ?",
                bound(test, bounds.get(0)),
                bound(test, bounds.get(1))));
      }
      case IS_NULL -> Optional.of(Sql.of(column + " IS NULL"));
      case NOT_NULL -> Optional.of(Sql.of(column + " IS NOT NULL"));
      case EMPTY ->
          Optional.of(
              Sql.of(column + " = ? OR " + column + " IS NULL", bound(test, NullNode.instance)));
      case NOT_EMPTY ->
          Optional.of(
              Sql.of(
                  column + " <> ? AND " + column + " IS NOT NULL", bound(test, NullNode.instance)));
      case DATE_RANGE, MORE_X_DAYS_AGO, LAST_X_DAYS, NEXT_X_DAYS, MORE_X_DAYS_AHEAD ->
          days.fromToday(test, column);
    };
  }

  /** A comparison with a value, or with another column if the value is {@code {"$field": name}}. */
  private Sql comparison(Filter.Test test, String column) {
    JsonNode operand = test.operand();
    String operator = " " + comparison(test.operator()) + " ";
    if (FilterReader.isFieldReference(operand)) {
      Field other = Field.of(operand.get("$field").asText(), test.field().type());
      return Sql.of(
          column
              + operator
              + column(new Filter.Test(test.link(), other, test.operator(), operand)));
    }
    return Sql.of(column + operator + "?", bound(test, operand));
  }

  private Sql like(Filter.Test test, String before, String after) {
    boolean negative = test.operator() == Operator.NOT_CONTAINS;
    JsonNode operand = test.operand();
    ValueKind kind = test.field().type().kind();
    String text = text(kind, column(test));
    List<Sql> likes = new ArrayList<>();
    for (JsonNode value : Php.isArray(operand) ? Php.values(operand) : List.of(operand)) {
      String pattern = values.likePattern(kind, before, value, after);
      likes.add(Sql.of(text + (negative ? " NOT" : "") + " LIKE ? ESCAPE '\\'", pattern));
    }
    if (likes.isEmpty()) {
      throw SugarException.database();
    }
    return negative
        ? Sql.join(" OR ", List.of(Sql.of(text + " IS NULL"), Sql.join(" AND ", likes)))
        : Sql.join(" OR ", likes);
  }

  /** A column as the text that MySQL makes of it. */
  private static String text(ValueKind kind, String column) {
    return switch (kind) {
      case TEXT -> column;
      case BOOL, INT, DATE -> "CAST(" + column + " AS VARCHAR)";
      case NUMBER -> "CAST(CAST(" + column + " AS DECIMAL(26, 6)) AS VARCHAR)";
      case DATETIME -> "TO_CHAR(" + column + ", 'YYYY-MM-DD HH24:MI:SS')";
    };
  }

  private Sql in(Filter.Test test, String column) {
    List<JsonNode> set = Php.values(test.operand());
    Sql in = set(test, column + " IN ", set);
    return hasEmptyText(set) ? Sql.join(" OR ", List.of(Sql.of(column + " IS NULL"), in)) : in;
  }

  /**
   * Rows without a value are kept, unless the list holds the empty text; then rows with the empty
   * text are kept.
   */
  private Sql notIn(Filter.Test test, String column) {
    List<JsonNode> set = Php.values(test.operand());
    Sql notNull = Sql.of(column + " IS NOT NULL");
    boolean withEmptyText = hasEmptyText(set);
    if (withEmptyText) {
      set = set.stream().filter(value -> !Php.text(value).isEmpty()).toList();
      if (set.isEmpty()) {
        return notNull;
      }
    }
    Sql notIn =
        Sql.join(" OR ", List.of(Sql.of(column + " IS NULL"), set(test, column + " NOT IN ", set)));
    return withEmptyText ? Sql.join(" AND ", List.of(notNull, notIn)) : notIn;
  }

  private static boolean hasEmptyText(List<JsonNode> set) {
    return set.stream().anyMatch(value -> value.isTextual() && value.textValue().isEmpty());
  }

  private Sql set(Filter.Test test, String beginning, List<JsonNode> set) {
    if (set.isEmpty()) {
      return Sql.of(beginning + "(NULL)");
    }
    return new Sql(
        beginning + "(" + String.join(", ", Collections.nCopies(set.size(), "?")) + ")",
        set.stream().map(value -> bound(test, value)).toList());
  }

  private static String comparison(Operator operator) {
    return switch (operator) {
      case EQUALS -> "=";
      case NOT_EQUALS -> "<>";
      case LT -> "<";
      case LTE -> "<=";
      case GT -> ">";
      case GTE -> ">=";
      default -> throw new IllegalArgumentException(operator.text());
    };
  }

  /** Booleans are numbers to MySQL. */
  private static String column(Filter.Test test) {
    String column = Where.column(test.link(), test.field().name());
    return test.field().type().kind() == ValueKind.BOOL
        ? "CAST(" + column + " AS INTEGER)"
        : column;
  }

  private Object bound(Filter.Test test, JsonNode value) {
    return values.bound(test.field().type().kind(), value);
  }
}
