package dev.crmql.sandbox.dynamics;

import java.util.regex.Pattern;

/**
 * SQL Server's LIKE patterns, which Dataverse makes of the values in {@code contains}, {@code
 * startswith} and {@code endswith} without escaping them (Use wildcard characters in conditions for
 * string values).
 *
 * <p>{@code %} stands for any text, {@code _} for any character, {@code [a-c]} and {@code [abc]}
 * for one of those, {@code [^abc]} for any other; nothing escapes. A bracket that is not closed
 * matches nothing.
 */
final class LikePattern {
  private static final String NOTHING = "(?!)";

  private LikePattern() {}

  /** A regular expression that finds exactly the whole texts that match, whatever their case. */
  static String toRegex(String like) {
    StringBuilder regex = new StringBuilder("(?ius)\\A");
    int at = 0;
    while (at < like.length()) {
      char c = like.charAt(at);
      if (c == '%') {
        regex.append(".*");
        at++;
      } else if (c == '_') {
        regex.append('.');
        at++;
      } else if (c == '[') {
        int close = like.indexOf(']', at + 1);
        if (close < 0) {
          return NOTHING;
        }
        regex.append(characterClass(like.substring(at + 1, close)));
        at = close + 1;
      } else {
        int end = at + Character.charCount(like.codePointAt(at));
        regex.append(Pattern.quote(like.substring(at, end)));
        at = end;
      }
    }
    return regex.append("\\z").toString();
  }

  private static String characterClass(String content) {
    boolean negated = content.startsWith("^");
    int[] members = content.substring(negated ? 1 : 0).codePoints().toArray();
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < members.length; i++) {
      if (i + 2 < members.length && members[i + 1] == '-') {
        if (members[i] <= members[i + 2]) { // a range that runs backwards holds nothing
          regex.append(codePoint(members[i])).append('-').append(codePoint(members[i + 2]));
        }
        i += 2;
      } else {
        regex.append(codePoint(members[i]));
      }
    }
    if (regex.isEmpty()) {
      return negated ? "." : NOTHING;
    }
    return (negated ? "[^" : "[") + regex + "]";
  }

  private static String codePoint(int value) {
    return "\\x{" + Integer.toHexString(value) + "}";
  }
}
