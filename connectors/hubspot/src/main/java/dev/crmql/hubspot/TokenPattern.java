package dev.crmql.hubspot;

import dev.crmql.query.LikeMatch;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code CONTAINS_TOKEN} is asked for a LIKE. HubSpot compares with single words of a text,
 * and how it takes a text apart is not documented; but a run of letters and digits is never taken
 * apart, so every text that the LIKE finds has a word with that run in it. Only ASCII counts:
 * whether other letters are kept as they are is not documented either.
 */
final class TokenPattern {

  /** Longer runs make requests long, and find no fewer rows. */
  private static final int LONGEST = 60;

  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9]+");

  private TokenPattern() {}

  /**
   * The pattern, such as {@code *steel*}; empty if there is no letter or digit, or an asterisk, of
   * which nobody says how to ask for it.
   */
  static Optional<String> of(LikeMatch match, String text) {
    String run =
        NOT_PLAIN.splitAsStream(text).max(Comparator.comparingInt(String::length)).orElse("");
    if (text.indexOf('*') >= 0 || run.isEmpty()) {
      return Optional.empty();
    }
    int over = Math.max(0, run.length() - LONGEST);
    if (match == LikeMatch.SUFFIX && text.endsWith(run)) {
      return Optional.of("*" + run.substring(over));
    }
    boolean first = match == LikeMatch.PREFIX && text.startsWith(run);
    return Optional.of((first ? "" : "*") + run.substring(0, run.length() - over) + "*");
  }
}
