package dev.crmql.dynamics;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import java.util.List;

/** Finds the first reason why a condition can't be asked; null if there is none. */
final class ObstacleFinder extends NormalizedVisitor<Obstacle> {

  private final Table table;

  ObstacleFinder(Table table) {
    this.table = table;
  }

  private Obstacle first(List<Condition> operands) {
    for (Condition operand : operands) {
      Obstacle found = operand.accept(this);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Obstacle ofColumn(FieldPath field, NodeLocation at) {
    if (table.leadsToMany(field)) {
      String reason = field.head() + " leads to many rows; a condition can't tell which is meant";
      return new Obstacle(DiagnosticCode.UNSUPPORTED_CONSTRUCT, at, reason, false);
    }
    if (!table.isFilterable(field)) {
      String reason = "Dynamics can't filter by " + field;
      return new Obstacle(DiagnosticCode.NOT_FILTERABLE, at, reason, true);
    }
    return null;
  }

  private Obstacle ofValue(FieldPath field, NodeLocation at) {
    Obstacle found = ofColumn(field, at);
    if (found == null && table.column(field).kind() == ColumnKind.CHOICES) {
      String reason = "Dynamics can't compare all the choices of " + field;
      return new Obstacle(DiagnosticCode.UNSUPPORTED_CONSTRUCT, at, reason, true);
    }
    return found;
  }

  /** Dataverse knows neither the text of an id nor an order of ids that is the order of text. */
  private Obstacle ofText(FieldPath field, NodeLocation at) {
    Obstacle found = ofValue(field, at);
    if (found != null) {
      return found;
    }
    return switch (table.column(field).kind()) {
      case GUID, LOOKUP ->
          new Obstacle(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              at,
              field + " is an id: Dynamics can only ask whether it is equal",
              true);
      case TEXT, BOOLEAN, NUMBER, DATE, TIMESTAMP, CHOICES, UNKNOWN -> null;
    };
  }

  @Override
  public Obstacle visitAnd(Condition.And condition) {
    return first(condition.operands());
  }

  @Override
  public Obstacle visitOr(Condition.Or condition) {
    return first(condition.operands());
  }

  @Override
  public Obstacle visitComparison(Condition.Comparison condition) {
    boolean equality =
        condition.operator() == ComparisonOperator.EQUAL
            || condition.operator() == ComparisonOperator.NOT_EQUAL;
    return equality
        ? ofValue(condition.field(), condition.at())
        : ofText(condition.field(), condition.at());
  }

  @Override
  public Obstacle visitLike(Condition.Like condition) {
    return ofText(condition.field(), condition.at());
  }

  @Override
  public Obstacle visitIn(Condition.In condition) {
    return ofValue(condition.field(), condition.at());
  }

  @Override
  public Obstacle visitNullTest(Condition.NullTest condition) {
    return ofColumn(condition.field(), condition.at());
  }

  @Override
  public Obstacle visitEmptyTest(Condition.EmptyTest condition) {
    return ofColumn(condition.field(), condition.at());
  }
}
