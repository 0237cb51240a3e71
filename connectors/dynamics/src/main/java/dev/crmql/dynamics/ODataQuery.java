package dev.crmql.dynamics;

import dev.crmql.spi.ConditionPart;
import java.util.List;
import java.util.OptionalInt;

/**
 * A query in the words of Dataverse's Web API: the values of its system query options, escaped but
 * not yet percent-encoded. An option of which the text is empty is not sent.
 *
 * @param entitySet the collection asked, such as {@code accounts}
 * @param select {@code $select}
 * @param expand {@code $expand}
 * @param filter {@code $filter}
 * @param orderBy {@code $orderby}
 * @param top {@code $top}; never together with a page size
 * @param pageSize rows of a page, of the preference {@code odata.maxpagesize}
 * @param annotated whether lookups are asked for with the names of what they lead to
 * @param conditions conditions and joins, of which Dataverse takes a limited number
 * @param parts the query's conditions and who makes sure of each
 * @param notes what a person may want to know, such as a name that was guessed
 */
public record ODataQuery(
    String entitySet,
    String select,
    String expand,
    String filter,
    String orderBy,
    OptionalInt top,
    OptionalInt pageSize,
    boolean annotated,
    int conditions,
    List<ConditionPart> parts,
    List<String> notes) {

  /** Checks that the number of rows is bounded in one way only. */
  public ODataQuery {
    if (top.isPresent() == pageSize.isPresent()) {
      throw new IllegalArgumentException("either $top or a page size, not both or neither");
    }
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
  }

  /** This query for all rows, in pages of this size. */
  ODataQuery inPages(int rows) {
    return new ODataQuery(
        entitySet,
        select,
        expand,
        filter,
        orderBy,
        OptionalInt.empty(),
        OptionalInt.of(rows),
        annotated,
        conditions,
        parts,
        notes);
  }
}
