package dev.crmql.evaluate;

import java.text.CollationKey;
import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/**
 * An order of texts.
 *
 * @param <K> what a text is turned into once, so that comparing it often is cheap
 * @param key turns a text into that
 * @param order compares two of them
 */
public record TextOrder<K>(Function<String, K> key, Comparator<K> order) {

  /** By code point without regard to case, as text compares in conditions. */
  public static TextOrder<String> byCodePoint() {
    return new TextOrder<>(text -> text, String.CASE_INSENSITIVE_ORDER);
  }

  /**
   * As people of no particular country sort: the root collation of {@link Collator}, which tells
   * accents apart but not case.
   */
  public static TextOrder<CollationKey> rootCollation() {
    Collator collator = Collator.getInstance(Locale.ROOT);
    collator.setStrength(Collator.SECONDARY);
    collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
    return new TextOrder<>(collator::getCollationKey, Comparator.naturalOrder());
  }
}
