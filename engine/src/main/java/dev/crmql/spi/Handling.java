package dev.crmql.spi;

/** Who makes sure that a condition holds. */
public enum Handling {
  /** The service, exactly. */
  EXACT,
  /** The service finds these rows and perhaps more; the engine checks again. */
  SUPERSET,
  /** The engine alone. */
  LOCAL
}
