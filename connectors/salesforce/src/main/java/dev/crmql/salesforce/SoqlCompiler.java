package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Condition;
import dev.crmql.salesforce.StatementWriter.Statement;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.List;

/** Writes queries as SOQL. Pure: the same query and schema always give the same statements. */
public final class SoqlCompiler {

  /**
   * Compiles a query.
   *
   * @param query normalised with the same schema
   * @param schema what is known of the object type; may be {@link ObjectSchema#unknown()}
   * @throws QueryException if Salesforce can't be asked this, with every reason at once
   */
  public SoqlQuery compile(NormalizedQuery query, ObjectSchema schema, Completion completion) {
    List<Diagnostic> faults = new ArrayList<>(0);
    SoqlFields fields = new SoqlFields(schema);
    query.fields().forEach(field -> SoqlNames.checkPath(field, faults));
    SoqlNames.checkObject(query.written().from(), faults);
    List<ConditionPart> parts = new Pushdown(fields, completion, faults).parts(query.conjuncts());
    query.orderBy().forEach(item -> SoqlNames.checkPath(item.field(), faults));
    boolean exact = parts.stream().allMatch(part -> part.handling() == Handling.EXACT);
    Window window = exact ? Window.of(query) : Window.NONE;
    Projection projection = Projection.of(query, schema, parts);
    if (projection.all() && !query.matchesNothing()) {
      checkWildcard(query, window, faults);
    }
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    List<String> notes = PlanNotes.of(query, window);
    if (query.matchesNothing()) {
      return asked(query, List.of(), parts, projection, notes);
    }
    StatementWriter writer =
        new StatementWriter(
            query.written().from(),
            projection,
            query.orderBy(),
            query.written().offset().isPresent(),
            fields);
    List<Condition> pushed = pushed(parts);
    Statement statement = writer.write(pushed, window);
    if (statement.text().length() <= SoqlLimits.INSTANCE.queryLength()) {
      return new SoqlQuery(
          List.of(statement.text()),
          parts,
          projection.extras(),
          window.limit().isPresent(),
          window.offset() > 0,
          new SoqlFaultLocator(query, statement.map()),
          notes);
    }
    List<String> more = new ArrayList<>(notes);
    more.add("the query is too long for one statement: its IN list is asked for in parts");
    return asked(
        query,
        StatementSplitter.split(writer, pushed, projection, fields),
        parts,
        projection,
        more);
  }

  /** Statements, none or several, that leave LIMIT and OFFSET to the engine. */
  private static SoqlQuery asked(
      NormalizedQuery query,
      List<String> statements,
      List<ConditionPart> parts,
      Projection projection,
      List<String> notes) {
    return new SoqlQuery(
        statements,
        parts,
        projection.extras(),
        false,
        false,
        new SoqlFaultLocator(query, null),
        notes);
  }

  private static List<Condition> pushed(List<ConditionPart> parts) {
    return parts.stream()
        .filter(part -> part.handling() != Handling.LOCAL)
        .map(ConditionPart::condition)
        .toList();
  }

  /** Without a LIMIT of so many rows Salesforce refuses FIELDS(ALL) (Reference, FIELDS()). */
  private static void checkWildcard(NormalizedQuery query, Window window, List<Diagnostic> faults) {
    if (window.limit().isEmpty()
        || window.limit().getAsLong() > SoqlLimits.INSTANCE.fieldsAllRows()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              query.written().selection().at(),
              "Salesforce has SELECT * only for up to "
                  + SoqlLimits.INSTANCE.fieldsAllRows()
                  + " rows while the object type is not described",
              "name the properties",
              "or add LIMIT " + SoqlLimits.INSTANCE.fieldsAllRows()));
    }
  }
}
