package dev.crmql.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered to an {@link EndpointRequest}.
 *
 * @param status the HTTP status
 * @param headers header fields, {@code Content-Type} among them; the length is the server's to say
 * @param body JSON in UTF-8; not to be changed
 * @param errorCode the error's code, for metrics and logs; empty if the answer is no error
 */
@SuppressWarnings("ArrayRecordComponent") // Sent once; never compared.
public record EndpointResponse(
    int status, Map<String, String> headers, byte[] body, Optional<String> errorCode) {

  /** Keeps an ordered copy of the header fields. */
  public EndpointResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static EndpointResponse json(byte[] body, String requestId) {
    return new EndpointResponse(200, headers(requestId), body, Optional.empty());
  }

  static EndpointResponse error(ErrorBody error) {
    Map<String, String> headers = headers(error.id());
    error
        .retryAfter()
        .ifPresent(
            wait -> headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    if (error.statusCode() == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return new EndpointResponse(
        error.statusCode(), headers, error.toJson(), Optional.of(error.errorCode()));
  }

  private static Map<String, String> headers(String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Request-Id", requestId);
    return headers;
  }
}
