package dev.crmql.salesforce;

import dev.crmql.query.FieldPath;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.FaultLocator;
import java.util.List;

/**
 * A query as Salesforce is asked it.
 *
 * @param statements the SOQL, one line each, not encoded; none if no row can be found, several if
 *     one would be too long, where the wanted rows are those of all of them
 * @param parts who makes sure of each conjunct
 * @param extras properties that are fetched though they were not asked for
 * @param limited whether LIMIT is in the statement, so that it gives no more rows than are wanted
 * @param offsetPushed whether OFFSET is in the statement
 * @param locator traces Salesforce's own rejection back to the query
 * @param notes what a person may want to know
 */
public record SoqlQuery(
    List<String> statements,
    List<ConditionPart> parts,
    List<FieldPath> extras,
    boolean limited,
    boolean offsetPushed,
    FaultLocator locator,
    List<String> notes) {

  /** Keeps copies of the lists. */
  public SoqlQuery {
    statements = List.copyOf(statements);
    parts = List.copyOf(parts);
    extras = List.copyOf(extras);
    notes = List.copyOf(notes);
  }
}
