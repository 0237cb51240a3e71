package dev.crmql.hubspot;

import dev.crmql.query.LikeMatch;
import java.util.Optional;

/**
 * What {@code CONTAINS_TOKEN} is asked for a LIKE. HubSpot compares with single words of a text,
 * and how it takes a text apart is not documented; but a run of letters and digits is never taken
 * apart, so every text that the LIKE finds has a word with that run in it. Only ASCII counts:
 * whether other letters are kept as they are is not documented either.
 */
final class TokenPattern {

  /** Longer runs make requests long, and find no fewer rows. */
  private static final int LONGEST = 60;

  private TokenPattern() {}

  /**
   * The pattern, such as {@code *steel*}; empty if there is no letter or digit, or an asterisk, of
   * which nobody says how to ask for it.
   */
  static Optional<String> of(LikeMatch match, String text) {
    if (text.indexOf('*') >= 0) {
      return Optional.empty();
    }
    int start = 0;
    int end = 0;
    int from = 0;
    while (from < text.length()) {
      int to = from;
      while (to < text.length() && isPlain(text.charAt(to))) {
        to++;
      }
      if (to - from > end - start) {
        start = from;
        end = to;
      }
      from = to + 1;
    }
    if (end == start) {
      return Optional.empty();
    }
    boolean first = match == LikeMatch.PREFIX && start == 0;
    boolean last = match == LikeMatch.SUFFIX && end == text.length();
    String run = last ? cutStart(text, start, end) : text.substring(start, cutEnd(start, end));
    return Optional.of((first ? "" : "*") + run + (last ? "" : "*"));
  }

  private static int cutEnd(int start, int end) {
    return Math.min(end, start + LONGEST);
  }

  private static String cutStart(String text, int start, int end) {
    return text.substring(Math.max(start, end - LONGEST), end);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
