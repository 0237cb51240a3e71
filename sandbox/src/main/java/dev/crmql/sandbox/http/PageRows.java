package dev.crmql.sandbox.http;

import java.util.function.Supplier;

/**
 * How many rows pages have at most while a request is answered, whatever it asks for: services give
 * shorter pages than asked for when they see fit.
 */
public final class PageRows {

  /** An emulator answers on the thread that it is called on. */
  private static final ThreadLocal<Integer> MOST = ThreadLocal.withInitial(() -> Integer.MAX_VALUE);

  private PageRows() {}

  /** How many rows a page has that would have so many. */
  public static int atMost(int rows) {
    return Math.min(rows, MOST.get());
  }

  /** What is answered with pages of at most so many rows, 1 or more. */
  public static <T> T limited(int most, Supplier<T> answer) {
    int outer = MOST.get();
    MOST.set(Math.min(outer, most));
    try {
      return answer.get();
    } finally {
      MOST.set(outer);
    }
  }
}
