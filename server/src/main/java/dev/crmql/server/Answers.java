package dev.crmql.server;

import org.eclipse.jetty.http.HttpFields;

/** The header fields that every answer has. */
final class Answers {

  private Answers() {}

  static void secure(HttpFields.Mutable headers, String requestId) {
    headers.put(RequestIds.HEADER, requestId);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cache-Control", "no-store");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }
}
