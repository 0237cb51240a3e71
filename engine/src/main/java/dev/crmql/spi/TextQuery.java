package dev.crmql.spi;

import dev.crmql.language.Language;
import java.util.Objects;

/**
 * Text that a service reads itself: a keyword, SOQL or SOSL.
 *
 * @param language neither KQL nor DQL
 * @param text as the caller wrote it
 * @param pageSize how many rows are wanted at once, from 1 to 1000; a service may give more or
 *     fewer
 */
public record TextQuery(Language language, String text, int pageSize) {

  /** Checks that nothing is null. */
  public TextQuery {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(text, "text");
  }
}
