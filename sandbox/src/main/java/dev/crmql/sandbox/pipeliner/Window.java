package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.http.PageRows;
import java.util.Map;

/**
 * Which part of a list is asked for.
 *
 * @param size most records of the page, 1 to 100
 * @param cursor a record to go on from; null to begin at the end that {@code way} begins at
 * @param offset records before the page; 0 but for {@link Way#LEGACY}
 */
record Window(Way way, int size, String cursor, int offset) {
  private static final int DEFAULT_SIZE = 30;
  private static final int MAX_SIZE = 100;

  /** How a client goes through a list. */
  enum Way {
    /** {@code first} and {@code after}. */
    FORWARD,
    /** {@code last} and {@code before}. */
    BACKWARD,
    /** {@code limit} and {@code offset}, which only the documentation's text still has. */
    LEGACY
  }

  /**
   * Reads the parameters.
   *
   * @throws Refusal if those of two ways are mixed, or a number is not one or out of range
   */
  static Window of(Map<String, String> parameters) {
    boolean backward = parameters.containsKey("last") || parameters.containsKey("before");
    boolean legacy = parameters.containsKey("limit") || parameters.containsKey("offset");
    boolean forward = parameters.containsKey("first") || parameters.containsKey("after");
    if ((forward ? 1 : 0) + (backward ? 1 : 0) + (legacy ? 1 : 0) > 1) {
      throw Refusal.badParameter("first/after, last/before and limit/offset exclude each other");
    }
    if (legacy) {
      int offset = number(parameters, "offset", 0, 0, Integer.MAX_VALUE);
      return new Window(Way.LEGACY, size(parameters, "limit"), null, offset);
    }
    return backward
        ? new Window(Way.BACKWARD, size(parameters, "last"), parameters.get("before"), 0)
        : new Window(Way.FORWARD, size(parameters, "first"), parameters.get("after"), 0);
  }

  private static int size(Map<String, String> parameters, String name) {
    return PageRows.atMost(number(parameters, name, DEFAULT_SIZE, 1, MAX_SIZE));
  }

  private static int number(
      Map<String, String> parameters, String name, int otherwise, int least, int most) {
    String text = parameters.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw Refusal.badParameter(name + " must be a number from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }
}
