package dev.crmql.search;

import dev.crmql.spi.Row;
import java.util.List;

/** Takes the rows of a {@link PageWalk}. */
interface PageSink {

  /** How a walk goes on. */
  enum Wants {
    /** With the next page. */
    MORE,
    /** With the plan's next walk: all rows that can be wanted of this one are there. */
    NEXT_WALK,
    /** Not for now: there are rows enough. */
    NOTHING
  }

  /**
   * Takes the rows of a page.
   *
   * @param at the page's place; the rows before its {@link Place#skip} were taken already
   * @param rows all rows of the page
   */
  Wants take(Place at, List<Row> rows);

  /**
   * Takes down that there may be more rows than those which were taken, though the service gives no
   * more.
   *
   * @param bound what cut them off
   * @throws AccountException unless there are rows that can be answered first
   */
  void cutOff(String bound);

  /** Takes down what a person may want to know of the rows beside the plan's own notes. */
  default void note(List<String> notes) {}
}
