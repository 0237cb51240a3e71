package dev.crmql.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a service was sent.
 *
 * @param method upper case
 * @param path as it was sent, still percent-encoded, beginning with a slash
 * @param rawQuery as it was sent, still percent-encoded; null if there was no question mark
 * @param headers names in lower case
 * @param body empty if there was none
 */
public record Request(
    String method, String path, String rawQuery, Map<String, List<String>> headers, String body) {

  /** The first value of a header, its name in any casing; null if it was not sent. */
  public String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /**
   * The token that the request shows in one of the services' ways: after a scheme in {@code
   * Authorization}, out of Base64 if that is Basic, or in {@code OAuth-Token} or {@code
   * x-api-token}; null if it shows none.
   */
  public String token() {
    String authorization = header("Authorization");
    if (authorization == null) {
      String own = header("OAuth-Token");
      return own == null ? header("x-api-token") : own;
    }
    String value = authorization.substring(authorization.indexOf(' ') + 1);
    if (!authorization.startsWith("Basic ")) {
      return value;
    }
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Path and query as they were sent. */
  public String target() {
    return rawQuery == null ? path : path + "?" + rawQuery;
  }

  /**
   * The query's parameters, decoded as a form is ({@code +} is a blank), in the order sent; of
   * repeated ones the first.
   *
   * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
   */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameterList().forEach(one -> parameters.putIfAbsent(one.getKey(), one.getValue()));
    return parameters;
  }

  /** The query's parameters as {@link #parameters()} decodes them, repeated ones each time. */
  public List<Map.Entry<String, String>> parameterList() {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(Map.entry(decode(name), decode(value)));
      }
    }
    return parameters;
  }

  /**
   * Whether this request is authorised with {@code Authorization: Bearer} and exactly this token.
   */
  public boolean hasBearer(String token) {
    return ("Bearer " + token).equals(header("Authorization"));
  }

  /** Names the request without its headers and body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + target();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
