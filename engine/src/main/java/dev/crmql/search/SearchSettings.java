package dev.crmql.search;

import java.time.Duration;

/** The bounds of an engine; {@link SearchEngine.Builder} describes each. */
record SearchSettings(
    Duration accountTimeout,
    Duration searchTimeout,
    long maxRows,
    ReadBounds ofAccount,
    ReadBounds ofSearch) {

  /**
   * How long a description may take: half of what its account has, so that a service which only
   * fails to describe is still asked.
   */
  Duration describeTimeout() {
    return answerTimeout().dividedBy(2);
  }

  /** How long an account may take, whichever bound it meets first. */
  Duration answerTimeout() {
    return accountTimeout.compareTo(searchTimeout) < 0 ? accountTimeout : searchTimeout;
  }
}
