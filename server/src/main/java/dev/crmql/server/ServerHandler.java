package dev.crmql.server;

import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.ErrorBody;
import dev.crmql.endpoint.OpenApi;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.search.Logs;
import dev.crmql.transport.Futures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests to the endpoint, and answers what is the server's own: {@code /healthz}, {@code
 * /readyz}, {@code /metrics} and {@code /openapi.json}. The endpoint may block at first, so none of
 * it is done on the threads that wait for all connections.
 */
final class ServerHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(ServerHandler.class);
  private static final String JSON = "application/json";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** The status that is counted and logged where nobody waits for the answer, as nginx has it. */
  private static final int CALLER_GONE = 499;

  private static final String CALLER_GONE_CODE = "caller-gone";

  private final SearchEndpoint endpoint;
  private final ServerMetrics metrics;
  private final RequestLog log;
  private final DrainingConnector connector;
  private final Cors cors;

  ServerHandler(
      SearchEndpoint endpoint,
      ServerMetrics metrics,
      RequestLog log,
      DrainingConnector connector,
      Cors cors) {
    this.endpoint = endpoint;
    this.metrics = metrics;
    this.log = log;
    this.connector = connector;
    this.cors = cors;
  }

  /** Whether the request asks how the server is, which it tells as long as it can. */
  static boolean isProbe(Request request) {
    String path = path(request);
    return path.equals("/healthz") || path.equals("/readyz");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    EndPoint connection = connection(request);
    connector.begins(connection);
    List<String> secrets = RequestSecrets.of(request);
    secrets.forEach(LogSecrets.OF_PROCESS::add);
    Callback written =
        Callback.from(callback, () -> secrets.forEach(LogSecrets.OF_PROCESS::remove));
    // The connection's next request begins within the callback.
    Callback ended =
        Callback.from(
            () -> {
              connector.ends(connection);
              written.succeeded();
            },
            failure -> {
              connector.ends(connection);
              written.failed(failure);
            });
    RequestBody.check(request, ended, tooLong -> serve(request, response, ended, tooLong));
    return true;
  }

  private static EndPoint connection(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private void serve(Request request, Response response, Callback callback, boolean tooLong) {
    String id = RequestIds.of(request);
    CompletableFuture<EndpointResponse> answer = new CompletableFuture<>();
    // A search waits without a byte on the wire, and ends by its own time.
    request.addIdleTimeoutListener(idle -> false);
    request.addFailureListener(failure -> answer.cancel(true));
    HangUpWatch watch = new HangUpWatch(request, () -> answer.cancel(true));
    CompletableFuture<EndpointResponse> work =
        tooLong
            ? error(413, "body-too-large", "a request for a search has no body", id)
            : answer(request, id);
    Futures.cancelWith(answer, work);
    Futures.whenDone(
        work,
        (made, failure) -> {
          if (!answer.isDone()) {
            answer.complete(failure == null ? made : internal(failure, id));
          }
        });
    if (!answer.isDone()) {
      watch.begin();
    }
    Futures.whenDone(
        answer,
        (made, failure) -> {
          try {
            if (watch.end()) {
              response.getHeaders().put("Connection", "close");
            }
            if (failure == null) {
              log(request, made.status(), made.errorCode().orElse(""));
              send(request, response, id, made, callback);
            } else if (failure instanceof CancellationException) {
              logCutOff(request, watch.hungUp());
              callback.failed(new EofException("nobody waits for the answer"));
            } else {
              Logs.ofRequest(LOG.atError(), Optional.of(id)).setCause(failure).log("no answer");
              log(request, 500, "internal");
              callback.failed(failure);
            }
          } catch (RuntimeException e) {
            Logs.ofRequest(LOG.atError(), Optional.of(id)).setCause(e).log("an answer failed");
            callback.failed(e);
          }
        });
  }

  private void log(Request request, int status, String errorCode) {
    String path = path(request);
    String route = route(path);
    log.answered(request, route, accounts(path, route), status, errorCode);
  }

  /** The connection was closed before there was an answer: by the caller, or by stopping. */
  private void logCutOff(Request request, boolean hungUp) {
    if (hungUp || getServer().isRunning()) {
      log(request, CALLER_GONE, CALLER_GONE_CODE);
    } else {
      log(request, 503, "unavailable");
    }
  }

  private CompletableFuture<EndpointResponse> answer(Request request, String id) {
    try {
      return routed(request, id, path(request));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<EndpointResponse> routed(Request request, String id, String path) {
    if (cors.isPreflight(request)) {
      return CompletableFuture.completedFuture(text(204, "", JSON));
    }
    if (!path.startsWith("/v1/") && !READING.contains(request.getMethod())) {
      return error(405, "method-not-allowed", "there is only GET", id);
    }
    return switch (path) {
      case "/healthz" -> CompletableFuture.completedFuture(text(200, "{\"status\":\"up\"}", JSON));
      case "/readyz" ->
          getServer().isRunning()
              ? CompletableFuture.completedFuture(text(200, "{\"status\":\"ready\"}", JSON))
              : error(503, "unavailable", "the server is stopping", id);
      case "/metrics" ->
          CompletableFuture.completedFuture(text(200, metrics.text(), ServerMetrics.CONTENT_TYPE));
      case "/openapi.json" ->
          CompletableFuture.completedFuture(text(200, OpenApi.document(), JSON));
      default ->
          endpoint.handle(
              new EndpointRequest(
                  id,
                  request.getMethod(),
                  path,
                  Optional.ofNullable(request.getHttpURI().getQuery()),
                  headers(request)));
    };
  }

  /** The path as it was sent, since Jetty's own view of it is decoded and shortened. */
  private static String path(Request request) {
    String path = request.getHttpURI().getPath();
    return path == null ? "/" : path;
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.put(field.getName(), request.getHeaders().getValuesList(field.getName()));
    }
    return headers;
  }

  private static CompletableFuture<EndpointResponse> error(
      int status, String code, String message, String id) {
    return CompletableFuture.completedFuture(
        EndpointResponse.error(ErrorBody.of(status, code, message, id)));
  }

  private static EndpointResponse internal(Throwable failure, String id) {
    Logs.ofRequest(LOG.atError(), Optional.of(id)).setCause(failure).log("a request failed");
    return EndpointResponse.error(ErrorBody.of(500, "internal", "the server failed", id));
  }

  private static EndpointResponse text(int status, String body, String type) {
    return new EndpointResponse(
        status,
        Map.of("Content-Type", type),
        body.getBytes(StandardCharsets.UTF_8),
        Optional.empty());
  }

  private void send(
      Request request, Response response, String id, EndpointResponse made, Callback callback) {
    response.setStatus(made.status());
    made.headers().forEach(response.getHeaders()::put);
    Answers.secure(response.getHeaders(), id);
    cors.allow(request, response.getHeaders());
    if (cors.isPreflight(request)) {
      cors.preflight(response.getHeaders());
    }
    connector.writes(connection(request));
    response.write(true, ByteBuffer.wrap(made.body()), callback);
  }

  private static String route(String path) {
    if (path.startsWith("/v1/accounts/")) {
      return path.endsWith("/crm/search") || path.endsWith("/crm/search/") ? "search" : "account";
    }
    return switch (path) {
      case "/healthz", "/readyz", "/metrics", "/openapi.json" -> path.substring(1);
      default -> "other";
    };
  }

  /** How many accounts a path names. */
  private static long accounts(String path, String route) {
    return switch (route) {
      case "search", "account" -> 1 + path.chars().filter(c -> c == ',').count();
      default -> 0;
    };
  }
}
