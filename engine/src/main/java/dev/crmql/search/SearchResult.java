package dev.crmql.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param objects the rows of every account that answered: in the query's order, or without ORDER BY
 *     account by account as they were asked for; in pages without ORDER BY, the first row of each
 *     account, then the second of each, and so on
 * @param errors the accounts that did not answer and why, by account id, in the order asked; empty
 *     when every account answered
 * @param reports what was done for each account, by account id, in the order asked
 * @param next where the next page begins; empty if there is none
 */
public record SearchResult(
    List<SearchObject> objects,
    Map<String, AccountError> errors,
    Map<String, AccountReport> reports,
    Optional<PagePosition> next) {

  /** Keeps a copy of the list; the maps are the engine's own and can't be changed. */
  public SearchResult {
    objects = List.copyOf(objects);
  }
}
