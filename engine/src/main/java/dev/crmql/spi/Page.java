package dev.crmql.spi;

import java.util.List;
import java.util.Optional;

/**
 * One page of a service's answer.
 *
 * @param rows its records, in the service's order; may be few or none though more pages follow
 * @param next the request for the next page; empty only where the service said that this is the
 *     last
 */
public record Page(List<Row> rows, Optional<UpstreamRequest> next) {

  /** Keeps a copy of the rows. */
  public Page {
    rows = List.copyOf(rows);
  }
}
