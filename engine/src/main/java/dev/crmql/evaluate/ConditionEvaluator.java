package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.normalize.DecimalText;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.Value;
import dev.crmql.spi.Row;
import java.util.List;
import java.util.function.Function;

/**
 * Finds whether a normalised condition holds for a record, in SQL-92's three-valued logic. Text
 * compares without regard to case. Arrays and objects are not NULL; all else about them is unknown.
 */
public final class ConditionEvaluator implements Condition.Visitor<Truth> {

  private final Function<FieldPath, JsonNode> values;

  private ConditionEvaluator(Function<FieldPath, JsonNode> values) {
    this.values = values;
  }

  /**
   * Whether the condition holds.
   *
   * @param condition part of a {@link dev.crmql.normalize.NormalizedQuery}
   * @param values gives a property's value as {@link dev.crmql.spi.RecordFormat#value} describes
   */
  public static Truth evaluate(Condition condition, Function<FieldPath, JsonNode> values) {
    return condition.accept(new ConditionEvaluator(values));
  }

  /** Whether all conditions are true for the row. */
  public static boolean allHold(List<Condition> conditions, Row row) {
    return allHold(conditions, row::value);
  }

  static boolean allHold(List<Condition> conditions, Function<FieldPath, JsonNode> values) {
    ConditionEvaluator evaluator = new ConditionEvaluator(values);
    for (Condition condition : conditions) {
      if (condition.accept(evaluator) != Truth.TRUE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Truth visitAnd(Condition.And condition) {
    Truth all = Truth.TRUE;
    for (Condition operand : condition.operands()) {
      all = all.and(operand.accept(this));
      if (all == Truth.FALSE) {
        return all;
      }
    }
    return all;
  }

  @Override
  public Truth visitOr(Condition.Or condition) {
    Truth any = Truth.FALSE;
    for (Condition operand : condition.operands()) {
      any = any.or(operand.accept(this));
      if (any == Truth.TRUE) {
        return any;
      }
    }
    return any;
  }

  @Override
  public Truth visitNot(Condition.Not condition) {
    return condition.operand().accept(this).not();
  }

  @Override
  public Truth visitComparison(Condition.Comparison condition) {
    return ValueRelation.between(values.apply(condition.field()), condition.value())
        .satisfies(condition.operator());
  }

  @Override
  public Truth visitLike(Condition.Like condition) {
    JsonNode value = values.apply(condition.field());
    if (value.isNull() || !value.isValueNode()) {
      return Truth.UNKNOWN;
    }
    String text = value.isNumber() ? DecimalText.write(value.decimalValue()) : value.asText();
    return Truth.of(matches(text, condition.match(), condition.text()) != condition.negated());
  }

  private static boolean matches(String text, LikeMatch match, String part) {
    int room = text.length() - part.length();
    return switch (match) {
      case EXACT -> text.equalsIgnoreCase(part);
      case PREFIX -> matchesAt(text, 0, part);
      case SUFFIX -> room >= 0 && matchesAt(text, room, part);
      case CONTAINS -> {
        int at = 0;
        while (at <= room && !matchesAt(text, at, part)) {
          at++;
        }
        yield at <= room;
      }
      case ANY -> true;
    };
  }

  private static boolean matchesAt(String text, int at, String part) {
    return text.regionMatches(true, at, part, 0, part.length());
  }

  @Override
  public Truth visitIn(Condition.In condition) {
    JsonNode value = values.apply(condition.field());
    Truth found = Truth.FALSE;
    for (Value candidate : condition.values()) {
      Relation relation = ValueRelation.between(value, candidate);
      if (relation == Relation.EQUAL) {
        found = Truth.TRUE;
        break;
      }
      if (relation == Relation.UNKNOWN) {
        found = Truth.UNKNOWN;
      }
    }
    return condition.negated() ? found.not() : found;
  }

  @Override
  public Truth visitNullTest(Condition.NullTest condition) {
    return Truth.of(values.apply(condition.field()).isNull() != condition.negated());
  }

  @Override
  public Truth visitEmptyTest(Condition.EmptyTest condition) {
    JsonNode value = values.apply(condition.field());
    boolean empty = value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    return Truth.of(empty != condition.negated());
  }

  @Override
  public Truth visitConstant(Condition.Constant condition) {
    return Truth.of(condition.value());
  }
}
