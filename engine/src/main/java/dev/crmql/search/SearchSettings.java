package dev.crmql.search;

import java.time.Duration;

/** The bounds of an engine; {@link SearchEngine.Builder} describes each. */
record SearchSettings(
    Duration accountTimeout,
    Duration searchTimeout,
    long maxRows,
    long scanRows,
    int scanRequests) {

  /** How long one account may take. All are asked at once, so the search's time is theirs too. */
  Duration patience() {
    return accountTimeout.compareTo(searchTimeout) < 0 ? accountTimeout : searchTimeout;
  }
}
