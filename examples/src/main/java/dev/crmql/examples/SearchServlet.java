package dev.crmql.examples;

import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.SearchEndpoint;
import jakarta.servlet.AsyncContext;
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
    var unused =
        endpoint
            .handle(
                new EndpointRequest(
                    UUID.randomUUID().toString(),
                    request.getMethod(),
                    request.getRequestURI(),
                    Optional.ofNullable(request.getQueryString()),
                    headers(request)))
            .thenAccept(answer -> send(answer, response, async));
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
