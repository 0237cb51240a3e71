package dev.crmql.search;

import dev.crmql.spi.UpstreamRequest;
import java.util.Optional;

/**
 * Where an account's rows go on.
 *
 * @param plan 0 for the account's plan, 1 for the one that it has for a feature that is off
 * @param walk which of the plan's walks over pages
 * @param request the page that the next row is on; empty for the first of the walk
 * @param skip how many of that page's rows were answered or left out, 0 or more
 * @param answered how many of the account's rows were answered, 0 or more
 */
record Place(int plan, int walk, Optional<UpstreamRequest> request, int skip, long answered) {

  static final Place START = new Place(0, 0, Optional.empty(), 0, 0);

  /** The same place after so many rows in all. */
  Place answered(long rows) {
    return new Place(plan, walk, request, skip, rows);
  }
}
