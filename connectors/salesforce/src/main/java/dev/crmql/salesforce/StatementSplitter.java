package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.pushdown.ListSplitter;
import dev.crmql.query.Condition;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a statement that is too long into several whose rows together are the wanted ones. Only an
 * IN that must hold can be split so; of the parts of a NOT IN each finds nearly every row.
 */
final class StatementSplitter {

  private final StatementWriter writer;
  private final List<Condition> conjuncts;
  private final SoqlFields fields;

  private StatementSplitter(StatementWriter writer, List<Condition> conjuncts, SoqlFields fields) {
    this.writer = writer;
    this.conjuncts = conjuncts;
    this.fields = fields;
  }

  /**
   * The statements, none with LIMIT or OFFSET, which would cut the rows of each.
   *
   * @throws QueryException if there is no list whose parts would be short enough
   */
  static List<String> split(
      StatementWriter writer, List<Condition> conjuncts, Projection projection, SoqlFields fields) {
    StatementSplitter splitter = new StatementSplitter(writer, conjuncts, fields);
    int target = ListSplitter.longestList(conjuncts, splitter::isSplittable);
    if (target < 0 || projection.all()) {
      throw tooLong(conjuncts);
    }
    return splitter.splitAt(target);
  }

  private boolean isSplittable(int conjunct) {
    return conjuncts.get(conjunct) instanceof Condition.In in
        && !SoqlFields.isMultipicklist(fields.of(in.field()));
  }

  private List<String> splitAt(int target) {
    Condition.In in = (Condition.In) conjuncts.get(target);
    Field field = fields.of(in.field());
    int room = SoqlLimits.INSTANCE.queryLength() - lengthWithout(target, in);
    StringBuilder literal = new StringBuilder();
    List<String> statements = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    int used = 0;
    for (Value value : in.values()) {
      literal.setLength(0);
      SoqlLiteral.append(literal, value, field);
      int length = literal.length() + 1;
      if (length > room) {
        throw tooLong(conjuncts);
      }
      if (used + length > room) {
        statements.add(statement(target, in, values));
        values.clear();
        used = 0;
      }
      values.add(value);
      used += length;
    }
    statements.add(statement(target, in, values));
    return statements;
  }

  private int lengthWithout(int target, Condition.In in) {
    return statement(target, in, in.values().subList(0, 1)).length();
  }

  private String statement(int target, Condition.In in, List<Value> values) {
    List<Condition> some = new ArrayList<>(conjuncts);
    some.set(target, new Condition.In(in.field(), values, false, in.at()));
    return writer.write(some, Window.NONE).text();
  }

  private static QueryException tooLong(List<Condition> conjuncts) {
    NodeLocation at =
        conjuncts.isEmpty()
            ? NodeLocation.NONE
            : conjuncts.get(0).at().to(conjuncts.get(conjuncts.size() - 1).at());
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.REQUEST_TOO_LONG,
            at,
            "Salesforce takes queries of up to "
                + SoqlLimits.INSTANCE.queryLength()
                + " characters, and this one can't be split",
            "ask with fewer values, or in several queries"));
  }
}
