package dev.crmql.spi;

/** What happens to a construct that a service can't be asked. */
public enum Completion {
  /** It is refused. */
  STRICT,
  /** The engine evaluates it on rows that it pages through. */
  LOCAL
}
