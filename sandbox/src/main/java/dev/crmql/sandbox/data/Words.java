package dev.crmql.sandbox.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Texts as a search index holds them. */
public final class Words {
  private Words() {}

  /** The words of a text: letters and digits, in lower case. */
  public static List<String> of(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
