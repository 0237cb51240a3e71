package dev.crmql.sugarcrm;

import dev.crmql.query.LikeMatch;

/**
 * What can be asked for a LIKE. The service takes {@code %} and {@code _} within the text as
 * wildcards, which finds the rows wanted and more; a backslash may be eaten, which may lose rows,
 * so that only a part of the text without one is asked for.
 *
 * @param operator the filter's operator
 * @param text what it is asked to find
 * @param exact whether it finds no other rows
 */
record LikeText(String operator, String text, boolean exact) {

  static LikeText of(LikeMatch match, String text) {
    if (text.indexOf('\\') < 0) {
      return new LikeText(operator(match), text, isPlain(text));
    }
    String edge =
        switch (match) {
          case PREFIX -> text.substring(0, text.indexOf('\\'));
          case SUFFIX -> text.substring(text.lastIndexOf('\\') + 1);
          case CONTAINS -> "";
          case EXACT, ANY -> throw notNormalised(match);
        };
    if (!edge.isEmpty()) {
      return new LikeText(operator(match), edge, false);
    }
    return new LikeText(operator(LikeMatch.CONTAINS), longestPart(text), false);
  }

  /** Whether no character of the text means anything to the service. */
  static boolean isPlain(String text) {
    return text.indexOf('%') < 0 && text.indexOf('_') < 0 && text.indexOf('\\') < 0;
  }

  private static String operator(LikeMatch match) {
    return switch (match) {
      case PREFIX -> "$starts";
      case SUFFIX -> "$ends";
      case CONTAINS -> "$contains";
      case EXACT, ANY -> throw notNormalised(match);
    };
  }

  private static IllegalStateException notNormalised(LikeMatch match) {
    return new IllegalStateException("normalised queries hold no LIKE of the form " + match);
  }

  /** The longest stretch without a backslash; empty if there is none. */
  private static String longestPart(String text) {
    String longest = "";
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\\', start);
      end = end < 0 ? text.length() : end;
      if (end - start > longest.length()) {
        longest = text.substring(start, end);
      }
      start = end + 1;
    }
    return longest;
  }
}
