package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.search.BreakerSettings;
import dev.crmql.search.ReadBounds;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.transport.HttpTransport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bounds that a configuration sets. Those that it leaves out are the engine's own.
 *
 * @param set what is set, in the units that the keys name, each within its range
 */
record Limits(Map<Limit, Long> set) {

  /** None is set. */
  static final Limits NONE = new Limits(Map.of());

  private static final String SECTION = "limits";

  Limits {
    set = Map.copyOf(set);
  }

  /**
   * Reads the section {@code limits}, if it is there.
   *
   * @throws BadInputException if something in it is at fault
   */
  static Limits read(DataFile file, ConfigValues values) {
    if (!file.root().has(SECTION)) {
      return NONE;
    }
    JsonNode section = file.root().get(SECTION);
    file.requireKeys(section, Limit.keys());
    Map<Limit, Long> set = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      if (section.has(limit.key())) {
        set.put(limit, values.number(section, limit.key(), limit.least(), limit.most()));
      }
    }
    Limits limits = new Limits(set);
    limits.requireBreaker(file, section);
    return limits;
  }

  /** Either of the two may be the engine's own. */
  private void requireBreaker(DataFile file, JsonNode section) {
    long failures = get(Limit.BREAKER_FAILURES, BreakerSettings.DEFAULT.failures());
    long calls = get(Limit.BREAKER_CALLS, BreakerSettings.DEFAULT.calls());
    if (failures > calls) {
      Limit at =
          set.containsKey(Limit.BREAKER_FAILURES) ? Limit.BREAKER_FAILURES : Limit.BREAKER_CALLS;
      throw file.fault(
          section,
          at.key(),
          "breaker_failures is no more than breaker_calls, so not " + failures + " of " + calls);
    }
  }

  /** Gives an engine these bounds, and a transport that has them. */
  void bound(SearchEngine.Builder engine) {
    seconds(Limit.ACCOUNT_TIMEOUT_SECONDS).ifPresent(engine::accountTimeout);
    seconds(Limit.SEARCH_TIMEOUT_SECONDS).ifPresent(engine::searchTimeout);
    seconds(Limit.SCHEMA_SECONDS).ifPresent(engine::schemaTimeToLive);
    get(Limit.MAX_ROWS).ifPresent(engine::maxRows);
    ReadBounds ofAccount = ReadBounds.OF_ACCOUNT;
    engine.scanBudget(
        get(Limit.SCAN_ROWS, ofAccount.rows()),
        count(Limit.SCAN_PAGES, ofAccount.pages()),
        bytes(Limit.SCAN_MEBIBYTES, ofAccount.bytes()));
    ReadBounds ofSearch = ReadBounds.OF_SEARCH;
    engine.searchBudget(
        get(Limit.SEARCH_SCAN_ROWS, ofSearch.rows()),
        count(Limit.SEARCH_SCAN_PAGES, ofSearch.pages()),
        bytes(Limit.SEARCH_SCAN_MEBIBYTES, ofSearch.bytes()));
    engine.retries(retries(RetrySettings.DEFAULT));
    engine.breaker(breaker(BreakerSettings.DEFAULT));
    engine.transport(transport().build());
  }

  private RetrySettings retries(RetrySettings unset) {
    return new RetrySettings(
        count(Limit.ATTEMPTS, unset.mostAttempts()),
        get(Limit.FIRST_RETRY_DELAY_MILLISECONDS)
            .map(Duration::ofMillis)
            .or(() -> unset.firstDelay()),
        seconds(Limit.LONGEST_RETRY_DELAY_SECONDS).orElse(unset.longestDelay()),
        count(Limit.SPARE_ATTEMPTS, unset.spare()));
  }

  private BreakerSettings breaker(BreakerSettings unset) {
    return new BreakerSettings(
        count(Limit.BREAKER_FAILURES, unset.failures()),
        count(Limit.BREAKER_CALLS, unset.calls()),
        seconds(Limit.BREAKER_PAUSE_SECONDS).orElse(unset.pause()));
  }

  /** A transport with these bounds. */
  HttpTransport.Builder transport() {
    HttpTransport.Builder transport = HttpTransport.builder();
    seconds(Limit.CONNECT_TIMEOUT_SECONDS).ifPresent(transport::connectTimeout);
    get(Limit.IN_FLIGHT).map(Math::toIntExact).ifPresent(transport::maxInFlight);
    get(Limit.SLOW_IN_FLIGHT).map(Math::toIntExact).ifPresent(transport::maxSlowInFlight);
    get(Limit.IN_FLIGHT_MEBIBYTES)
        .map(mebibytes -> mebibytes << 20)
        .ifPresent(transport::maxBytesInFlight);
    get(Limit.IN_FLIGHT_PER_ACCOUNT)
        .map(Math::toIntExact)
        .ifPresent(transport::maxInFlightPerAccount);
    get(Limit.WAITING).map(Math::toIntExact).ifPresent(transport::maxWaiting);
    get(Limit.RESPONSE_MEBIBYTES)
        .map(mebibytes -> Math.toIntExact(mebibytes << 20))
        .ifPresent(transport::maxResponseBytes);
    return transport;
  }

  /** How long a search may take, if that is set. */
  Optional<Duration> searchTimeout() {
    return seconds(Limit.SEARCH_TIMEOUT_SECONDS);
  }

  /** The keys whose values are others there. */
  List<String> differences(Limits other) {
    return Stream.of(Limit.values())
        .filter(limit -> !get(limit).equals(other.get(limit)))
        .map(Limit::key)
        .toList();
  }

  private Optional<Long> get(Limit limit) {
    return Optional.ofNullable(set.get(limit));
  }

  private long get(Limit limit, long unset) {
    return set.getOrDefault(limit, unset);
  }

  private int count(Limit limit, int unset) {
    return Math.toIntExact(get(limit, unset));
  }

  private long bytes(Limit limit, long unset) {
    return get(limit).map(mebibytes -> mebibytes << 20).orElse(unset);
  }

  private Optional<Duration> seconds(Limit limit) {
    return get(limit).map(Duration::ofSeconds);
  }
}
