package dev.crmql.spi;

import java.util.List;
import java.util.Optional;

/**
 * One page of a service's answer.
 *
 * @param rows its records, in the service's order; may be few or none though more pages follow
 * @param next the request for the next page; empty only where the service said that this is the
 *     last
 * @param bound what may have cut the rows off, though there could be more, as a sentence without a
 *     full stop, such as {@code Salesforce gives at most 2000 rows of one search}; only of the last
 *     page
 * @param notes what a person may want to know of these rows, such as a property that the account
 *     may not see
 */
public record Page(
    List<Row> rows, Optional<UpstreamRequest> next, Optional<String> bound, List<String> notes) {

  /**
   * Keeps copies of the lists.
   *
   * @throws IllegalArgumentException if the rows are cut off and yet go on
   */
  public Page {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
    if (bound.isPresent() && next.isPresent()) {
      throw new IllegalArgumentException("rows that go on are not cut off");
    }
  }

  /** A page that is whole, of which there is nothing to say. */
  public Page(List<Row> rows, Optional<UpstreamRequest> next) {
    this(rows, next, Optional.empty(), List.of());
  }
}
