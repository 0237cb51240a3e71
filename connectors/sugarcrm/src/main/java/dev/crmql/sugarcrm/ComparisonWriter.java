package dev.crmql.sugarcrm;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes comparisons with one value or a list, for fields that are in the database. */
final class ComparisonWriter {

  /** Digits after the point, to which decimal fields are rounded; amounts are kept with as many. */
  private static final int SCALE = 6;

  /** What a double holds for sure; the service reads longer JSON numbers as doubles. */
  private static final int EXACT_DIGITS = 15;

  /** The last second of the year 9999, the last that the database has. */
  private static final Instant LAST_SECOND = Instant.ofEpochSecond(253_402_300_799L);

  private static final String NOT_NULL = "$not_null";

  private final FilterJson json;
  private final List<Diagnostic> faults;

  ComparisonWriter(FilterJson json, List<Diagnostic> faults) {
    this.json = json;
    this.faults = faults;
  }

  Pushed comparison(Condition.Comparison condition, FieldKind kind) {
    String name = condition.field().dotted();
    Value value = condition.value();
    if (value instanceof Value.Numeric number) {
      if (mayBeOther(kind, number.number())) {
        return someValue(name);
      }
      if (kind == FieldKind.ROUNDED) {
        return rounded(name, condition.operator(), number.number());
      }
    }
    if (value instanceof Value.Timestamp moment) {
      return moment(name, condition.operator(), moment.instant());
    }
    if (value instanceof Value.Text && !takesText(kind)) {
      return mismatch(condition);
    }
    json.test(name, operator(condition.operator()));
    value(value);
    json.end();
    return Pushed.EXACT;
  }

  /** Text compares as text: {@code '9'} is more than {@code '50'}. */
  private static boolean isText(FieldKind kind) {
    return kind == FieldKind.TEXT || kind == FieldKind.DOUBTFUL;
  }

  /**
   * Whether the service may take the number for another: as text it compares otherwise, and for
   * whole numbers the fraction is cut off.
   */
  private static boolean mayBeOther(FieldKind kind, BigDecimal number) {
    return isText(kind)
        || (kind == FieldKind.GUESSED
            && number.scale() > 0
            && number.stripTrailingZeros().scale() > 0);
  }

  private static boolean takesText(FieldKind kind) {
    return isText(kind) || kind == FieldKind.GUESSED;
  }

  /** No comparison is true of NULL. */
  private Pushed someValue(String name) {
    json.emptyTest(name, NOT_NULL);
    return Pushed.SUPERSET;
  }

  private void noRow() {
    json.emptyTest("id", "$is_null");
  }

  private Pushed mismatch(Condition.Comparison condition) {
    faults.add(
        Diagnostic.of(
            DiagnosticCode.TYPE_MISMATCH,
            condition.at(),
            condition.field() + " is not text",
            "IS NULL asks for rows without a value"));
    return Pushed.NOTHING;
  }

  private static String operator(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "$equals";
      case NOT_EQUAL -> "$not_equals";
      case LESS -> "$lt";
      case LESS_OR_EQUAL -> "$lte";
      case GREATER -> "$gt";
      case GREATER_OR_EQUAL -> "$gte";
    };
  }

  /**
   * The service compares {@code ROUND(field, digits of the literal)}, and outside of the OR in
   * which the comparison stands. Rounding keeps the order, so that the bound itself must be let in.
   */
  private Pushed rounded(String name, ComparisonOperator operator, BigDecimal number) {
    if (!json.atRoot() || operator == ComparisonOperator.NOT_EQUAL) {
      return someValue(name);
    }
    roundedTest(
        name,
        switch (operator) {
          case EQUAL, NOT_EQUAL -> "$equals";
          case LESS, LESS_OR_EQUAL -> "$lte";
          case GREATER, GREATER_OR_EQUAL -> "$gte";
        },
        number);
    return Pushed.SUPERSET;
  }

  private void roundedTest(String name, String operator, BigDecimal number) {
    String digits = number.setScale(SCALE, RoundingMode.HALF_UP).toPlainString();
    json.test(name, operator).plainText(digits).end();
  }

  /** The database keeps whole seconds, and the service drops the fraction of what it is sent. */
  private Pushed moment(String name, ComparisonOperator operator, Instant instant) {
    if (isKept(instant)) {
      json.test(name, operator(operator)).plainText(instant.toString()).end();
      return Pushed.EXACT;
    }
    Instant second =
        instant.isAfter(LAST_SECOND) ? LAST_SECOND : instant.truncatedTo(ChronoUnit.SECONDS);
    switch (operator) {
      case EQUAL -> noRow();
      case NOT_EQUAL -> json.emptyTest(name, NOT_NULL);
      case LESS, LESS_OR_EQUAL -> json.test(name, "$lte").plainText(second.toString()).end();
      case GREATER, GREATER_OR_EQUAL -> json.test(name, "$gt").plainText(second.toString()).end();
    }
    return Pushed.EXACT;
  }

  Pushed in(Condition.In condition, FieldKind kind) {
    String name = condition.field().dotted();
    List<Value> values = condition.values();
    if (mayHoldOther(values, kind)) {
      return someValue(name);
    }
    if (kind == FieldKind.ROUNDED) {
      return roundedList(name, values, condition.negated());
    }
    if (holds(values, Value.Bool.class)) {
      return eachAlone(name, values, condition.negated());
    }
    List<Value> kept = withoutFractions(values);
    if (kept.isEmpty()) {
      if (condition.negated()) {
        json.emptyTest(name, NOT_NULL);
      } else {
        noRow();
      }
    } else if (condition.negated()) {
      json.open("$and");
      list(name, "$not_in", kept);
      json.comma();
      json.emptyTest(name, NOT_NULL);
      json.close();
    } else {
      list(name, "$in", kept);
    }
    return Pushed.EXACT;
  }

  private static boolean mayHoldOther(List<Value> values, FieldKind kind) {
    for (Value value : values) {
      if (value instanceof Value.Numeric number && mayBeOther(kind, number.number())) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(List<Value> values, Class<? extends Value> shape) {
    for (Value value : values) {
      if (shape.isInstance(value)) {
        return true;
      }
    }
    return false;
  }

  private Pushed roundedList(String name, List<Value> values, boolean negated) {
    if (negated || !json.atRoot()) {
      return someValue(name);
    }
    BigDecimal least = number(values.get(0));
    BigDecimal most = least;
    for (Value value : values) {
      least = least.min(number(value));
      most = most.max(number(value));
    }
    json.open("$and");
    roundedTest(name, "$gte", least);
    json.comma();
    roundedTest(name, "$lte", most);
    json.close();
    return Pushed.SUPERSET;
  }

  private static BigDecimal number(Value value) {
    return ((Value.Numeric) value).number();
  }

  /** Some versions of the service take FALSE within a list for the empty text. */
  private Pushed eachAlone(String name, List<Value> values, boolean negated) {
    json.open(negated ? "$and" : "$or");
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        json.comma();
      }
      json.test(name, negated ? "$not_equals" : "$equals");
      value(values.get(i));
      json.end();
    }
    json.close();
    return Pushed.EXACT;
  }

  /** No moment that the database has is equal to one with a fraction of a second. */
  private static List<Value> withoutFractions(List<Value> values) {
    if (!holds(values, Value.Timestamp.class)) {
      return values;
    }
    List<Value> kept = new ArrayList<>(values);
    kept.removeIf(value -> value instanceof Value.Timestamp moment && !isKept(moment.instant()));
    return kept;
  }

  /** Whether the database can hold the moment. */
  private static boolean isKept(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant) && !instant.isAfter(LAST_SECOND);
  }

  private void list(String name, String operator, List<Value> values) {
    json.test(name, operator).openList();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        json.comma();
      }
      Value value = values.get(i);
      if (value instanceof Value.Numeric number && number.number().signum() == 0) {
        json.plainText("0"); // some versions of the service take 0 for the empty text
      } else {
        value(value);
      }
    }
    json.closeList();
    json.end();
  }

  private void value(Value value) {
    if (value instanceof Value.Text text) {
      json.text(text.text(), text.at());
    } else if (value instanceof Value.Numeric number) {
      number(number.number());
    } else if (value instanceof Value.Bool bool) {
      json.raw(bool.value() ? "true" : "false");
    } else if (value instanceof Value.Date date) {
      json.plainText(date.date().toString());
    } else if (value instanceof Value.Timestamp moment) {
      json.plainText(moment.instant().toString());
    } else {
      throw FilterWriter.notNormalised("parameter");
    }
  }

  private void number(BigDecimal number) {
    String digits = number.toPlainString();
    if (digits.length() <= EXACT_DIGITS) {
      json.raw(digits);
    } else {
      json.plainText(digits);
    }
  }
}
