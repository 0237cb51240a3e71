package dev.crmql.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call to a service, without the account: no host, no token. Equal requests ask for the same.
 *
 * @param method the HTTP method
 * @param path the path on the account's host, from {@code /} on, already percent-encoded
 * @param query parameters by name, decoded, in the order in which they are sent; empty for a
 *     verbatim target
 * @param headers header fields beside those of every call to the service
 * @param body what is sent, in the Content-Type that the headers give; JSON if they give none
 * @param origin scheme, host and port of a link that the service gave, such as {@code
 *     https://acme.example}; the request fails unless they are the account's own. Empty for a
 *     request that names no host.
 */
public record UpstreamRequest(
    Method method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Optional<String> body,
    Optional<String> origin) {

  /** The HTTP methods that searching needs. */
  public enum Method {
    /** Reads. */
    GET,
    /** Reads too, where the query is too long for a URL or the service wants a body. */
    POST
  }

  /** Checks the path and keeps ordered copies. */
  public UpstreamRequest {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(method, "method");
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with /");
    }
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** A request that names no host. */
  public UpstreamRequest(
      Method method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      Optional<String> body) {
    this(method, path, query, headers, body, Optional.empty());
  }

  /** A GET of this path and these parameters. */
  public static UpstreamRequest get(String path, Map<String, String> query) {
    return new UpstreamRequest(Method.GET, path, query, Map.of(), Optional.empty());
  }

  /** A POST of this JSON. */
  public static UpstreamRequest post(String path, String json) {
    return new UpstreamRequest(Method.POST, path, Map.of(), Map.of(), Optional.of(json));
  }

  /**
   * A GET of a target that a service gave, to be sent as it is.
   *
   * @param target path and query as the service encoded them, from {@code /} on
   */
  public static UpstreamRequest verbatim(String target) {
    return new UpstreamRequest(Method.GET, target, Map.of(), Map.of(), Optional.empty());
  }

  /**
   * A GET of a link that a service gave, to be sent as it is. A link to another host than the
   * account's fails when it is sent.
   *
   * @param link an absolute URL, or a target from {@code /} on
   * @throws UpstreamException if it is neither
   */
  public static UpstreamRequest link(String link) {
    if (link.startsWith("/") && !link.startsWith("//")) {
      return verbatim(link);
    }
    int authority = link.indexOf("://") + 3;
    int target = authority < 3 ? -1 : link.indexOf('/', authority);
    if (target < 0) {
      throw UpstreamException.unexpected("the link to the next page is not a URL");
    }
    return new UpstreamRequest(
        Method.GET,
        link.substring(target),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.of(link.substring(0, target)));
  }

  /** This request with one more header field. */
  public UpstreamRequest withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new UpstreamRequest(method, path, query, more, body, origin);
  }

  /** This request with the parameter set to another value, or added at the end. */
  public UpstreamRequest withParameter(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(query);
    changed.put(name, value);
    return new UpstreamRequest(method, path, changed, headers, body, origin);
  }

  /**
   * Path and query as they stand in the request line. Of parameter names only brackets are encoded,
   * as nothing else in them may need to be.
   */
  public String target() {
    if (query.isEmpty()) {
      return path;
    }
    StringBuilder target = new StringBuilder(path);
    char separator = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      String name = parameter.getKey().replace("[", "%5B").replace("]", "%5D");
      target.append(separator).append(name).append('=');
      PercentEncoding.append(target, parameter.getValue());
      separator = '&';
    }
    return target.toString();
  }
}
