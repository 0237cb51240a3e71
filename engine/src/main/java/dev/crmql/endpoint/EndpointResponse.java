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
 * @param body JSON in UTF-8; not to be changed, and not to be sent to {@code HEAD}, which servers
 *     see to by themselves
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

  /** An error, with the header fields that its status needs, {@code Allow} with 405. */
  public static EndpointResponse error(ErrorBody error) {
    Map<String, String> headers = headers(error.id());
    error
        .retryAfterSeconds()
        .ifPresent(seconds -> headers.put("Retry-After", Long.toString(seconds)));
    if (error.statusCode() == 405) {
      headers.put("Allow", "GET, HEAD");
    }
    if (error.errorCode().equals(Callers.UNAUTHORIZED)) {
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
