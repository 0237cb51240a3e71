package dev.crmql.language;

import dev.crmql.diagnostics.SafeText;

/** A part of a query as a message quotes it: short, and without characters that could mislead. */
final class Excerpt {

  private static final int MAX_UNITS = 40;

  private Excerpt() {}

  static String of(CharSequence text) {
    if (text.length() <= MAX_UNITS) {
      return SafeText.of(text);
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_UNITS - 1)) ? MAX_UNITS - 1 : MAX_UNITS;
    return SafeText.of(text.subSequence(0, end)) + "...";
  }
}
