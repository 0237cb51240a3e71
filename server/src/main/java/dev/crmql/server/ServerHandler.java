package dev.crmql.server;

import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.ErrorBody;
import dev.crmql.endpoint.OpenApi;
import dev.crmql.endpoint.SearchEndpoint;
import dev.crmql.search.Logs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests to the endpoint, and answers what is the server's own: {@code /healthz}, {@code
 * /readyz}, {@code /metrics} and {@code /openapi.json}. Each request is one line of the log,
 * without its query and its tokens.
 */
final class ServerHandler extends Handler.Abstract.NonBlocking {

  private static final Logger LOG = LoggerFactory.getLogger(ServerHandler.class);
  private static final String JSON = "application/json";

  /** The status that is counted and logged where nobody waits for the answer, as nginx has it. */
  private static final int CALLER_GONE = 499;

  private static final EndpointResponse GIVEN_UP =
      new EndpointResponse(CALLER_GONE, Map.of(), new byte[0], Optional.of("caller-gone"));

  private final SearchEndpoint endpoint;
  private final ServerMetrics metrics;
  private final Cors cors;
  private final BooleanSupplier ready;

  ServerHandler(SearchEndpoint endpoint, ServerMetrics metrics, Cors cors, BooleanSupplier ready) {
    this.endpoint = endpoint;
    this.metrics = metrics;
    this.cors = cors;
    this.ready = ready;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long startedAt = System.nanoTime();
    List<String> secrets = RequestSecrets.of(request);
    secrets.forEach(LogSecrets.OF_PROCESS::add);
    Callback ended = Callback.from(callback, () -> secrets.forEach(LogSecrets.OF_PROCESS::remove));
    RequestBody.check(
        request, ended, tooLong -> serve(request, response, ended, startedAt, tooLong));
    return true;
  }

  private void serve(
      Request request, Response response, Callback callback, long startedAt, boolean tooLong) {
    String id = RequestIds.of(request);
    String path = path(request);
    CompletableFuture<EndpointResponse> answer =
        tooLong
            ? error(413, "body-too-large", "a request for a search has no body", id)
            : answer(request, id, path);
    // A search waits without a byte on the wire, and ends by its own time; a server that stops cuts
    // off what is idle long before.
    request.addIdleTimeoutListener(idle -> false);
    request.addFailureListener(failure -> answer.cancel(true));
    HangUpWatch watch = new HangUpWatch(request, () -> answer.cancel(true));
    if (!answer.isDone()) {
      watch.begin();
    }
    var unused =
        answer
            .exceptionally(failure -> GIVEN_UP)
            .thenAccept(
                made -> {
                  if (watch.end()) {
                    response.getHeaders().put("Connection", "close");
                  }
                  long nanos = System.nanoTime() - startedAt;
                  String route = route(path);
                  metrics.answered(route, made.status(), nanos);
                  log(request, id, route, accounts(path, route), made, nanos);
                  if (made.status() == CALLER_GONE) {
                    callback.failed(new EofException("the caller has hung up"));
                  } else {
                    send(request, response, id, made, callback);
                  }
                });
  }

  private CompletableFuture<EndpointResponse> answer(Request request, String id, String path) {
    if (cors.isPreflight(request)) {
      return CompletableFuture.completedFuture(text(204, "", JSON));
    }
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    if (!path.startsWith("/v1/") && !method.equals("GET")) {
      return error(405, "method-not-allowed", "there is only GET", id);
    }
    return switch (path) {
      case "/healthz" -> CompletableFuture.completedFuture(text(200, "{\"status\":\"up\"}", JSON));
      case "/readyz" ->
          ready.getAsBoolean()
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
                  method,
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
    ErrorBody body = ErrorBody.of(status, code, message, id);
    return CompletableFuture.completedFuture(
        new EndpointResponse(
            status, Map.of("Content-Type", JSON), body.toJson(), Optional.of(code)));
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
    if (made.status() == 405) {
      response.getHeaders().put("Allow", "GET, HEAD");
    }
    cors.allow(request, response.getHeaders());
    if (cors.isPreflight(request)) {
      cors.preflight(response.getHeaders());
    }
    response.write(true, ByteBuffer.wrap(made.body()), callback);
  }

  /** A bounded set of names, so that metrics don't grow with the paths that callers make up. */
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

  private static void log(
      Request request, String id, String route, long accounts, EndpointResponse made, long nanos) {
    LOG.atInfo()
        .addKeyValue(Logs.REQUEST_ID, id)
        .addKeyValue("method", request.getMethod())
        .addKeyValue("route", route)
        .addKeyValue("accounts", accounts)
        .addKeyValue("status", made.status())
        .addKeyValue("error_code", made.errorCode().orElse(""))
        .addKeyValue("milliseconds", TimeUnit.NANOSECONDS.toMillis(nanos))
        .log("answered");
  }
}
