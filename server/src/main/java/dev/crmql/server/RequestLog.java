package dev.crmql.server;

import dev.crmql.search.Logs;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts each request and writes its one line of the log, without its query and its tokens. */
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final String WRITTEN = RequestLog.class.getName();

  private final ServerMetrics metrics;

  RequestLog(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Tells of an answer. Only the first of a request counts: Jetty makes another where one can't be
   * written.
   *
   * @param route one of a bounded set of names, so that metrics don't grow with what callers make
   *     up
   * @param accounts how many accounts the request names
   * @param errorCode empty if the answer is no error
   */
  void answered(Request request, String route, long accounts, int status, String errorCode) {
    if (request.getAttribute(WRITTEN) != null) {
      return;
    }
    request.setAttribute(WRITTEN, true);
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    metrics.answered(route, status, nanos);
    LOG.atInfo()
        .addKeyValue(Logs.REQUEST_ID, RequestIds.of(request))
        .addKeyValue("method", request.getMethod())
        .addKeyValue("route", route)
        .addKeyValue("accounts", accounts)
        .addKeyValue("status", status)
        .addKeyValue("error_code", errorCode)
        .addKeyValue("milliseconds", TimeUnit.NANOSECONDS.toMillis(nanos))
        .log("answered");
  }
}
