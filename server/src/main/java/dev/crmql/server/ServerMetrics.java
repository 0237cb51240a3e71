package dev.crmql.server;

import dev.crmql.search.AccountError;
import dev.crmql.search.SearchObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Counts and times what the server and its engine do, for Prometheus to read. */
final class ServerMetrics implements SearchObserver {

  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram requests =
      Histogram.builder()
          .name("crmql_request_duration_seconds")
          .help("Requests by route and status, from the first byte to the answer.")
          .labelNames("route", "status")
          .classicOnly()
          .register(registry);
  private final Histogram calls =
      Histogram.builder()
          .name("crmql_upstream_call_duration_seconds")
          .help("Calls to services by what for and status; 0 where no answer came.")
          .labelNames("service", "call", "status")
          .classicOnly()
          .register(registry);
  private final Counter retries =
      Counter.builder()
          .name("crmql_upstream_retries_total")
          .help("Calls to services made again since they failed for the moment.")
          .labelNames("service", "call")
          .register(registry);
  private final Counter refreshes =
      Counter.builder()
          .name("crmql_token_refreshes_total")
          .help("Tokens asked for in place of rejected ones: success if one came, else failure.")
          .labelNames("service", "result")
          .register(registry);
  private final Counter errors =
      Counter.builder()
          .name("crmql_account_errors_total")
          .help("Accounts that failed in a search, by their service and the error's code.")
          .labelNames("service", "code")
          .register(registry);
  private final Counter descriptions =
      Counter.builder()
          .name("crmql_schema_cache_requests_total")
          .help("Descriptions of object types that were needed: hit if known, miss if asked for.")
          .labelNames("result")
          .register(registry);

  /** Tells from now on whether the configuration in force is that of its file. */
  void watchConfiguration(BooleanSupplier current) {
    GaugeWithCallback.builder()
        .name("crmql_config_last_reload_successful")
        .help("1 if the configuration in force is what its file says; 0 if the file is at fault.")
        .callback(gauge -> gauge.call(current.getAsBoolean() ? 1 : 0))
        .register(registry);
  }

  void answered(String route, int status, long nanos) {
    requests.labelValues(route, Integer.toString(status)).observe(nanos / NANOS);
  }

  @Override
  public void called(String service, Call call, int status, Duration elapsed) {
    calls
        .labelValues(service, call.wireName(), Integer.toString(status))
        .observe(elapsed.toNanos() / NANOS);
  }

  @Override
  public void callRepeated(String service, Call call, Duration delay) {
    retries.labelValues(service, call.wireName()).inc();
  }

  @Override
  public void tokenRefreshed(String service, boolean refreshed) {
    refreshes.labelValues(service, refreshed ? "success" : "failure").inc();
  }

  @Override
  public void accountFailed(String service, AccountError.Code code) {
    errors.labelValues(service, code.wireName()).inc();
  }

  @Override
  public void describedTypeNeeded(boolean known) {
    descriptions.labelValues(known ? "hit" : "miss").inc();
  }

  /** All of it in Prometheus' text format. */
  String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
