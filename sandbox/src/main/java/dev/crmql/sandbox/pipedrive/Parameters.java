package dev.crmql.sandbox.pipedrive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the parameters that several endpoints share. */
final class Parameters {
  private static final int DEFAULT_LIMIT = 100;

  private Parameters() {}

  /**
   * Refuses parameters that an endpoint does not know.
   *
   * @throws Refusal naming the first of them
   */
  static void requireKnown(Map<String, String> parameters, Set<String> known) {
    for (String name : parameters.keySet()) {
      if (!known.contains(name) && !name.equals(Access.TOKEN_PARAMETER)) {
        throw Refusal.bad("Parameter " + name + " is not allowed");
      }
    }
  }

  /** The page size, 100 unless it is said. */
  static int limit(Map<String, String> parameters, int most) {
    int limit =
        parameters.containsKey("limit") ? number("limit", parameters.get("limit")) : DEFAULT_LIMIT;
    if (limit < 1 || limit > most) {
      throw Refusal.bad("limit must be from 1 to " + most);
    }
    return limit;
  }

  /** A number of at least 0. */
  static int number(String name, String text) {
    if (!text.matches("\\d{1,9}")) {
      throw Refusal.bad(name + " must be a number");
    }
    return Integer.parseInt(text);
  }

  static List<Object> numbers(String name, String list) {
    List<Object> numbers = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      numbers.add(number(name, part));
    }
    return numbers;
  }

  /** RFC 3339, such as {@code 2025-01-01T10:20:00Z}. */
  static Instant instant(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.bad(name + " must be a time in RFC 3339");
    }
  }

  static boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.bad(name + " must be true or false");
    };
  }
}
