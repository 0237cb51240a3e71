package dev.crmql.conformance.judge;

import java.util.ArrayList;
import java.util.List;

/** Finds the quoted parts of a text. */
final class Quotes {

  /** From the first quote to the last, both included. */
  record Part(int first, int last) {

    boolean contains(int index) {
      return first <= index && index <= last;
    }
  }

  private Quotes() {}

  /**
   * The quoted parts, in order.
   *
   * @param quotes the characters that are quotes; a doubled one begins another part
   * @param escape what keeps a character from being a quote
   * @param escaping the quotes within which it does
   */
  static List<Part> of(String text, String quotes, char escape, String escaping) {
    List<Part> parts = new ArrayList<>();
    int first = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (first < 0) {
        first = quotes.indexOf(c) < 0 ? -1 : i;
      } else if (c == escape && escaping.indexOf(text.charAt(first)) >= 0) {
        i++;
      } else if (c == text.charAt(first)) {
        parts.add(new Part(first, i));
        first = -1;
      }
    }
    return parts;
  }

  /** The quoted parts of SOQL. */
  static List<Part> ofSoql(String soql) {
    return of(soql, "'", '\\', "'");
  }

  /** The quoted parts of a filter, and of the JSON within it. */
  static List<Part> ofOData(String filter) {
    return of(filter, "'\"", '\\', "\"");
  }

  /** The texts and names of JSON. */
  static List<Part> ofJson(String json) {
    return of(json, "\"", '\\', "\"");
  }

  /** The text with nothing between the quotes. */
  static String emptied(String text, List<Part> parts) {
    StringBuilder emptied = new StringBuilder();
    int from = 0;
    for (Part part : parts) {
      emptied.append(text, from, part.first() + 1);
      from = part.last();
    }
    return emptied.append(text, from, text.length()).toString();
  }
}
