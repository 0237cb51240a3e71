package dev.crmql.search;

import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.transport.Hashes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pages of a walk, none of which comes twice unless the service's cursors go in a circle. */
final class PagesSeen {

  private final Set<UpstreamRequest> asked = new HashSet<>();
  private final Set<String> read = new HashSet<>();

  /** A page is asked for. */
  void ask(UpstreamRequest request) {
    if (!asked.add(request)) {
      throw leadsBack();
    }
  }

  /** A page is there. Links that differ may lead to the same page, as its records show. */
  void read(List<Row> page) {
    StringBuilder records = new StringBuilder();
    for (Row row : page) {
      if (row.id().isEmpty()) {
        return;
      }
      records.append(row.type()).append('\0').append(row.id()).append('\0');
    }
    if (!page.isEmpty() && !read.add(Hashes.sha256(records.toString()))) {
      throw leadsBack();
    }
  }

  /** Another walk begins. */
  void clear() {
    asked.clear();
    read.clear();
  }

  private static UpstreamException leadsBack() {
    return UpstreamException.unexpected("the service's cursor leads back to a page already read");
  }
}
