package dev.crmql.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parts of a request's target. */
final class UrlText {

  private UrlText() {}

  /**
   * A path segment, decoded; a {@code +} stands for itself there.
   *
   * @throws IllegalArgumentException if its percent-encoding is broken
   */
  static String decode(String segment) {
    return form(segment.replace("+", "%2B"));
  }

  /**
   * The parameters of a query string, decoded; {@code +} is a blank, as in a form.
   *
   * @param raw may be null, for none
   * @throws IllegalArgumentException if a percent-encoding is broken or a name stands twice
   */
  static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw == null) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = form(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : form(pair.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        throw new IllegalArgumentException("the parameter " + name + " stands twice");
      }
    }
    return parameters;
  }

  private static String form(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the URL's percent-encoding is broken", e);
    }
  }
}
