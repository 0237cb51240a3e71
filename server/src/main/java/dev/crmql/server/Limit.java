package dev.crmql.server;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The keys of {@code limits} in a configuration, with the least and the most that each may be.
 * {@code docs/configuration.md} says what they are for, and what holds where one is left out.
 */
enum Limit {
  ACCOUNT_TIMEOUT_SECONDS(1, 3_600),
  SEARCH_TIMEOUT_SECONDS(1, 3_600),
  CONNECT_TIMEOUT_SECONDS(1, 60),
  MAX_ROWS(0, 10_000_000),
  SCAN_ROWS(1, 1_000_000_000),
  SCAN_PAGES(1, 1_000_000),
  SCAN_MEBIBYTES(1, 1_000_000),
  SEARCH_SCAN_ROWS(1, 1_000_000_000),
  SEARCH_SCAN_PAGES(1, 1_000_000),
  SEARCH_SCAN_MEBIBYTES(1, 1_000_000),
  RESPONSE_MEBIBYTES(1, 1_024),
  IN_FLIGHT(1, 10_000),
  SLOW_IN_FLIGHT(0, 10_000),
  IN_FLIGHT_MEBIBYTES(1, 1_000_000),
  IN_FLIGHT_PER_ACCOUNT(1, 1_000),
  WAITING(0, 1_000_000),
  ATTEMPTS(1, 10),
  SPARE_ATTEMPTS(0, 10_000),
  FIRST_RETRY_DELAY_MILLISECONDS(1, 60_000),
  LONGEST_RETRY_DELAY_SECONDS(1, 3_600),
  BREAKER_FAILURES(0, 1_000),
  BREAKER_CALLS(1, 1_000),
  BREAKER_PAUSE_SECONDS(1, 3_600),
  SCHEMA_SECONDS(1, 86_400);

  private final long least;
  private final long most;

  Limit(long least, long most) {
    this.least = least;
    this.most = most;
  }

  /** As it is written in the file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  long least() {
    return least;
  }

  long most() {
    return most;
  }

  /** All keys. */
  static String[] keys() {
    return Stream.of(values()).map(Limit::key).toArray(String[]::new);
  }
}
