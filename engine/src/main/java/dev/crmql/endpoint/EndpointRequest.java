package dev.crmql.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request, as any server has it.
 *
 * @param id names the request in answers and logs
 * @param method such as {@code GET}
 * @param path the path as it was sent, still percent-encoded, from {@code /} on
 * @param query the query string as it was sent, without the question mark; empty if there is none
 * @param headers header fields by name, in any case; a field that stands several times has several
 *     values
 */
public record EndpointRequest(
    String id,
    String method,
    String path,
    Optional<String> query,
    Map<String, List<String>> headers) {

  /** Keeps a copy of the header fields, in which names are found in any case. */
  public EndpointRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(query, "query");
    TreeMap<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** The one value of a header field; empty if it is missing or stands several times. */
  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** The request without its header fields, which hold tokens, and its query, which holds data. */
  @Override
  public String toString() {
    return method + " " + path + " (" + id + ")";
  }
}
