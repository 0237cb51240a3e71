package dev.crmql.server;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Lets pages of some origins read answers (Fetch Standard, CORS protocol). */
record Cors(List<String> origins) {

  private static final String LIFE_SECONDS = "600";

  /** Adds what tells a browser that the page may read the answer. */
  void allow(Request request, HttpFields.Mutable answer) {
    if (origins.isEmpty()) {
      return;
    }
    answer.add(HttpHeader.VARY, "Origin");
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      answer.put("Access-Control-Allow-Origin", origin);
      answer.put("Access-Control-Expose-Headers", "X-Request-Id, Retry-After");
    }
  }

  /** Whether the request only asks for leave. */
  boolean isPreflight(Request request) {
    return !origins.isEmpty()
        && request.getMethod().equals("OPTIONS")
        && request.getHeaders().contains("Access-Control-Request-Method");
  }

  /** Adds what the leave is. */
  void preflight(HttpFields.Mutable answer) {
    answer.put("Access-Control-Allow-Methods", "GET");
    answer.put("Access-Control-Allow-Headers", "Authorization, X-Kloudless-Raw-Data, X-Request-Id");
    answer.put("Access-Control-Max-Age", LIFE_SECONDS);
  }
}
