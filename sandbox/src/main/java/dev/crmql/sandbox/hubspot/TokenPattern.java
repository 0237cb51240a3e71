package dev.crmql.sandbox.hubspot;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Regular expressions that find a token in a text. Tokens are runs of letters and digits; their
 * case does not count.
 */
final class TokenPattern {
  private static final String CHARACTER = "[\\p{L}\\p{Nd}]";
  private static final Pattern WORDS = Pattern.compile(CHARACTER + "+");
  private static final Pattern WORDS_AND_WILDCARDS = Pattern.compile("[\\p{L}\\p{Nd}*]+");

  private TokenPattern() {}

  /**
   * One pattern for each token of a filter's value, in which {@code *} stands for any letters and
   * digits, or none, of the same token.
   */
  static List<String> ofFilter(String value) {
    return WORDS_AND_WILDCARDS
        .matcher(value)
        .results()
        .map(MatchResult::group)
        .map(token -> token.replaceAll("\\*+", "*"))
        .map(TokenPattern::whole)
        .toList();
  }

  /** One pattern for each word of a keyword search, which finds tokens that begin with it. */
  static List<String> ofKeyword(String query) {
    return WORDS.matcher(query).results().map(word -> whole(word.group() + "*")).toList();
  }

  private static String whole(String token) {
    return "(?iu)(?<!"
        + CHARACTER
        + ")"
        + (token.equals("*") ? CHARACTER + "+" : token.replace("*", CHARACTER + "*"))
        + "(?!"
        + CHARACTER
        + ")";
  }
}
