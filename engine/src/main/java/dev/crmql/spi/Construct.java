package dev.crmql.spi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The parts of a query that a service may or may not be able to answer. */
public enum Construct {
  /** {@code SELECT *}. */
  SELECT_ALL("SELECT *"),
  /** A path in SELECT, such as {@code Account.Name}. */
  SELECT_PATH("SELECT relation.property"),
  /** {@code =} and {@code !=}. */
  EQUALITY("= !="),
  /** {@code < <= > >=}. */
  ORDERING("< <= > >="),
  /** {@code = ''} and {@code != ''}: NULL or empty, or neither. */
  EMPTY_TEXT("= '' != ''"),
  /** {@code LIKE 'x%'}. */
  LIKE_PREFIX("LIKE 'x%'"),
  /** {@code LIKE '%x'}. */
  LIKE_SUFFIX("LIKE '%x'"),
  /** {@code LIKE '%x%'}. */
  LIKE_CONTAINS("LIKE '%x%'"),
  /** {@code NOT LIKE} of any form. */
  NOT_LIKE("NOT LIKE"),
  /** {@code IN (..)}. */
  IN("IN"),
  /** {@code NOT IN (..)}. */
  NOT_IN("NOT IN"),
  /** {@code IS NULL}. */
  IS_NULL("IS NULL"),
  /** {@code IS NOT NULL}. */
  IS_NOT_NULL("IS NOT NULL"),
  /** {@code AND}. */
  AND("AND"),
  /** {@code OR}. */
  OR("OR"),
  /** {@code NOT (..)}, not the NOT of NOT LIKE, NOT IN and IS NOT NULL. */
  NOT("NOT (..)"),
  /** A path in WHERE. */
  WHERE_PATH("WHERE relation.property"),
  /** {@code ORDER BY}. */
  ORDER_BY("ORDER BY"),
  /** A path in ORDER BY. */
  ORDER_BY_PATH("ORDER BY relation.property"),
  /** {@code LIMIT}. */
  LIMIT("LIMIT"),
  /** {@code OFFSET}. */
  OFFSET("OFFSET");

  /** LIKE with the text at the start, at the end and anywhere. */
  public static final Set<Construct> LIKES =
      Collections.unmodifiableSet(EnumSet.of(LIKE_PREFIX, LIKE_SUFFIX, LIKE_CONTAINS));

  /** Properties of related records, wherever they stand. */
  public static final Set<Construct> PATHS =
      Collections.unmodifiableSet(EnumSet.of(SELECT_PATH, WHERE_PATH, ORDER_BY_PATH));

  private final String text;

  Construct(String text) {
    this.text = text;
  }

  /** The construct as a person would write it. */
  public String text() {
    return text;
  }

  /** The construct as data carries it, such as {@code not-like}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
