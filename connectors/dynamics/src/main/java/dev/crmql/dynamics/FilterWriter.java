package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.Value;
import java.util.List;

/**
 * Writes conditions as a {@code $filter} (OASIS OData 4.01, URL Conventions, 5.1.1).
 *
 * <p>Whether {@code ne}, {@code not contains} and {@code NotIn} keep rows without a value is not
 * documented, so each stands with {@code ne null} beside it, which is right either way.
 */
final class FilterWriter extends NormalizedVisitor<Void> {

  private final Table table;
  private final StringBuilder out = new StringBuilder(128);
  private final ODataLiterals literals;
  private final ListWriter lists;
  private int conditions;

  FilterWriter(Table table, List<Diagnostic> faults) {
    this.table = table;
    this.literals = new ODataLiterals(out, faults);
    this.lists = new ListWriter(this, out, literals);
  }

  /** Adds a condition that must hold beside those before it. */
  void and(Condition condition, boolean alone) {
    if (!out.isEmpty()) {
      out.append(" and ");
    }
    if (alone) {
      condition.accept(this);
    } else {
      operand(condition);
    }
  }

  String filter() {
    return out.toString();
  }

  /** How many conditions were written. */
  int conditions() {
    return conditions;
  }

  /** AND and OR stand in brackets within another; all else brings its own. */
  private void operand(Condition condition) {
    boolean joined = condition instanceof Condition.And || condition instanceof Condition.Or;
    if (joined) {
      out.append('(');
    }
    condition.accept(this);
    if (joined) {
      out.append(')');
    }
  }

  private Void join(List<Condition> operands, String word) {
    for (int i = 0; i < operands.size(); i++) {
      if (i > 0) {
        out.append(word);
      }
      operand(operands.get(i));
    }
    return null;
  }

  @Override
  public Void visitAnd(Condition.And condition) {
    return join(condition.operands(), " and ");
  }

  @Override
  public Void visitOr(Condition.Or condition) {
    return join(condition.operands(), " or ");
  }

  @Override
  public Void visitComparison(Condition.Comparison condition) {
    comparison(table.column(condition.field()), condition.operator(), condition.value());
    return null;
  }

  void comparison(Column column, ComparisonOperator operator, Value value) {
    if (value instanceof Value.Date day && column.kind() == ColumnKind.UNKNOWN) {
      dayOfUnknown(column, operator, day);
      return;
    }
    if (value instanceof Value.Timestamp moment
        && moment.instant().equals(ODataLiterals.TOO_LATE)) {
      endOfTime(column, operator, value);
      return;
    }
    switch (operator) {
      case EQUAL -> compare(column, " eq ", value);
      case NOT_EQUAL -> {
        openGuard(column);
        compare(column, " ne ", value);
        closeGuard(column);
      }
      case LESS -> compare(column, " lt ", value);
      case LESS_OR_EQUAL -> {
        // <= '' is the one comparison with empty text that is left; null is not below it.
        boolean guarded = value instanceof Value.Text text && text.text().isEmpty();
        if (guarded) {
          openGuard(column);
        }
        compare(column, " le ", value);
        if (guarded) {
          closeGuard(column);
        }
      }
      case GREATER -> compare(column, " gt ", value);
      case GREATER_OR_EQUAL -> compare(column, " ge ", value);
    }
  }

  /**
   * Compares with a day where the column may hold days or moments. A bare day is midnight in UTC to
   * a column of moments, so that the whole day is written as a span, which is right for both.
   */
  private void dayOfUnknown(Column column, ComparisonOperator operator, Value.Date day) {
    switch (operator) {
      case EQUAL -> {
        out.append('(');
        compare(column, " ge ", day);
        out.append(" and ");
        untilDayEnds(column, day);
        out.append(')');
      }
      case NOT_EQUAL -> {
        out.append('(');
        compare(column, " lt ", day);
        out.append(" or ");
        afterDay(column, day);
        out.append(')');
      }
      case LESS -> compare(column, " lt ", day);
      case LESS_OR_EQUAL -> untilDayEnds(column, day);
      case GREATER -> afterDay(column, day);
      case GREATER_OR_EQUAL -> compare(column, " ge ", day);
    }
  }

  private void untilDayEnds(Column column, Value.Date day) {
    if (day.date().equals(ODataLiterals.LAST_DAY)) {
      notNull(column);
    } else {
      compare(column, " lt ", new Value.Date(day.date().plusDays(1), day.at()));
    }
  }

  private void afterDay(Column column, Value.Date day) {
    if (day.date().equals(ODataLiterals.LAST_DAY)) {
      compare(column, " gt ", day);
    } else {
      compare(column, " ge ", new Value.Date(day.date().plusDays(1), day.at()));
    }
  }

  /** The end of the year 9999, as {@code <= '9999-12-31'} means it: no row is as late. */
  private void endOfTime(Column column, ComparisonOperator operator, Value value) {
    switch (operator) {
      case LESS, LESS_OR_EQUAL -> notNull(column);
      case GREATER, GREATER_OR_EQUAL ->
          compare(column, " gt ", new Value.Timestamp(ODataLiterals.LAST_MOMENT, value.at()));
      case EQUAL, NOT_EQUAL -> compare(column, " eq ", value);
    }
  }

  private void compare(Column column, String operator, Value value) {
    conditions++;
    out.append(column.property()).append(operator);
    literals.append(column, value);
  }

  void notNull(Column column) {
    conditions++;
    out.append(column.property()).append(" ne null");
  }

  void openGuard(Column column) {
    if (column.nullable()) {
      out.append('(');
    }
  }

  void closeGuard(Column column) {
    if (column.nullable()) {
      out.append(" and ");
      notNull(column);
      out.append(')');
    }
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    Column column = table.column(condition.field());
    if (condition.negated()) {
      openGuard(column);
      out.append("not ");
    }
    conditions++;
    out.append(function(condition.match())).append('(').append(column.property()).append(',');
    literals.appendPattern(condition.text(), condition.at());
    out.append(')');
    if (condition.negated()) {
      closeGuard(column);
    }
    return null;
  }

  private static String function(LikeMatch match) {
    return switch (match) {
      case PREFIX -> "startswith";
      case SUFFIX -> "endswith";
      case CONTAINS -> "contains";
      case EXACT, ANY -> throw new IllegalStateException("a normalised query has no " + match);
    };
  }

  @Override
  public Void visitIn(Condition.In condition) {
    lists.append(table.column(condition.field()), condition.values(), condition.negated());
    return null;
  }

  /** Counts the condition that a list is as a function. */
  void functionWritten() {
    conditions++;
  }

  @Override
  public Void visitNullTest(Condition.NullTest condition) {
    Column column = table.column(condition.field());
    conditions++;
    out.append(column.property()).append(condition.negated() ? " ne null" : " eq null");
    return null;
  }

  /** Dataverse may keep cleared text as null or as empty text. */
  @Override
  public Void visitEmptyTest(Condition.EmptyTest condition) {
    String property = table.column(condition.field()).property();
    conditions += 2;
    out.append('(').append(property);
    out.append(condition.negated() ? " ne null and " : " eq null or ").append(property);
    out.append(condition.negated() ? " ne '')" : " eq '')");
    return null;
  }
}
