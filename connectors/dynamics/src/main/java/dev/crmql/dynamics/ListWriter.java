package dev.crmql.dynamics;

import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Value;
import java.util.List;

/**
 * Writes lists. Dataverse lacks OData's {@code in}; it has functions of its own, which take all
 * values as text in a JSON array (Web API query function reference, In and NotIn). How they take
 * lookups, days and ids is not documented: those are written as comparisons.
 */
final class ListWriter {

  private final FilterWriter filter;
  private final StringBuilder out;
  private final ODataLiterals literals;

  ListWriter(FilterWriter filter, StringBuilder out, ODataLiterals literals) {
    this.filter = filter;
    this.out = out;
    this.literals = literals;
  }

  void append(Column column, List<Value> values, boolean negated) {
    if (asFunction(column, values, negated)) {
      function(column, values, negated);
    } else if (negated) {
      noneOf(column, values);
    } else {
      oneOf(column, values);
    }
  }

  private static boolean asFunction(Column column, List<Value> values, boolean negated) {
    DynamicsLimits limits = DynamicsLimits.INSTANCE;
    if (!column.isOwnValue()) {
      return false;
    }
    return switch (column.kind()) {
      case TEXT -> all(Value.Text.class, values) && values.size() > longestChain(limits, negated);
      case NUMBER -> values.size() > limits.otherChain();
      case UNKNOWN ->
          all(Value.Text.class, values)
              ? values.size() > longestChain(limits, negated)
              : all(Value.Numeric.class, values) && values.size() > limits.otherChain();
      case GUID, LOOKUP, BOOLEAN, DATE, TIMESTAMP, CHOICES -> false;
    };
  }

  private static int longestChain(DynamicsLimits limits, boolean negated) {
    return negated ? limits.otherChain() : limits.textChain();
  }

  private static boolean all(Class<? extends Value> kind, List<Value> values) {
    for (Value value : values) {
      if (!kind.isInstance(value)) {
        return false;
      }
    }
    return true;
  }

  private void function(Column column, List<Value> values, boolean negated) {
    if (negated) {
      filter.openGuard(column);
    }
    filter.functionWritten();
    out.append("Microsoft.Dynamics.CRM.").append(negated ? "NotIn" : "In");
    out.append("(PropertyName='").append(column.property()).append("',PropertyValues=[");
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      literals.appendJson(values.get(i));
    }
    out.append("])");
    if (negated) {
      filter.closeGuard(column);
    }
  }

  private void oneOf(Column column, List<Value> values) {
    if (values.size() > 1) {
      out.append('(');
    }
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(" or ");
      }
      filter.comparison(column, ComparisonOperator.EQUAL, values.get(i));
    }
    if (values.size() > 1) {
      out.append(')');
    }
  }

  /** One guard is enough for all of the comparisons. */
  private void noneOf(Column column, List<Value> values) {
    Column guarded = new Column(column.property(), column.kind(), false, column.path());
    boolean brackets = column.nullable() || values.size() > 1;
    if (brackets) {
      out.append('(');
    }
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(" and ");
      }
      filter.comparison(guarded, ComparisonOperator.NOT_EQUAL, values.get(i));
    }
    if (column.nullable()) {
      out.append(" and ");
      filter.notNull(column);
    }
    if (brackets) {
      out.append(')');
    }
  }
}
