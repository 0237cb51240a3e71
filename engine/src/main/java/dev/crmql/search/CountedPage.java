package dev.crmql.search;

import dev.crmql.spi.Row;
import java.util.List;
import java.util.Optional;

/**
 * Rows that only come right once all have been read, such as those that the engine sorts: the place
 * is how many were answered.
 *
 * @param rows those after the place
 * @param from the place
 */
record CountedPage(List<Row> rows, Place from) implements AccountPage {

  static CountedPage of(List<Row> all, Place from) {
    int answered = (int) Math.min(from.answered(), all.size());
    return new CountedPage(all.subList(answered, all.size()), from);
  }

  @Override
  public Optional<Place> after(int taken) {
    return taken == rows.size()
        ? Optional.empty()
        : Optional.of(Place.START.answered(from.answered() + taken));
  }
}
