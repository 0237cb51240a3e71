package dev.crmql.search;

import dev.crmql.spi.Row;
import java.util.List;
import java.util.Optional;

/** The next rows of one account, of which an answer takes as many as it has room for. */
interface AccountPage {

  /** The rows; as many as one answer can hold, unless the account has no more. */
  List<Row> rows();

  /** What a person may want to know of the rows beside the plan's own notes. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Where to go on.
   *
   * @param taken how many of the rows were taken, all or fewer
   * @return the place of the row after those; empty if there is none
   */
  Optional<Place> after(int taken);
}
