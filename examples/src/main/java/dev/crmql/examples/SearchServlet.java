package dev.crmql.examples;

import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.SearchEndpoint;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Mounts the endpoint in a servlet container, at {@code /v1/accounts/*}; it needs async support.
 */
public final class SearchServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient SearchEndpoint endpoint;

  /** A servlet over an endpoint. */
  public SearchServlet(SearchEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync();
    // The endpoint ends each search by its own time.
    async.setTimeout(0);
    CompletableFuture<EndpointResponse> answer =
        endpoint.handle(
            new EndpointRequest(
                UUID.randomUUID().toString(),
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()),
                headers(request)));
    async.addListener(new CallerLeaves(answer));
    var unused = answer.thenAccept(made -> send(made, response, async));
  }

  /** Ends the search where the container tells that nobody waits for it. */
  private record CallerLeaves(CompletableFuture<EndpointResponse> answer) implements AsyncListener {

    @Override
    public void onError(AsyncEvent event) {
      answer.cancel(true);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      answer.cancel(true);
    }

    @Override
    public void onComplete(AsyncEvent event) {
      // The answer is sent.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // There is nothing that starts twice.
    }
  }

  private void send(EndpointResponse answer, HttpServletResponse response, AsyncContext async) {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    try {
      response.getOutputStream().write(answer.body());
    } catch (IOException e) {
      log("the caller is gone", e);
    } finally {
      async.complete();
    }
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }
}
