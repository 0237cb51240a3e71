package dev.crmql.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the parts of a request's target. */
final class UrlText {

  private static final Pattern SENT_REPLACEMENT =
      Pattern.compile("%EF%BF%BD|\uFFFD", Pattern.CASE_INSENSITIVE);

  private UrlText() {}

  /**
   * A path segment, decoded; a {@code +} stands for itself there.
   *
   * @throws RequestFault if its percent-encoding is broken
   */
  static String decode(String segment) {
    return form(segment.replace("+", "%2B"));
  }

  /**
   * The parameters of a query string, decoded; {@code +} is a blank, as in a form.
   *
   * @param raw may be null, for none
   * @throws RequestFault if a percent-encoding is broken or a name stands twice
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
        throw RequestFault.bad("duplicate-parameter", "the parameter " + name + " stands twice");
      }
    }
    return parameters;
  }

  private static String form(String text) {
    String decoded;
    try {
      decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw badEncoding();
    }
    // The decoder takes bytes that are no UTF-8 for this character, which hardly anybody sends.
    if (decoded.indexOf('\uFFFD') >= 0 && !SENT_REPLACEMENT.matcher(text).find()) {
      throw badEncoding();
    }
    return decoded;
  }

  private static RequestFault badEncoding() {
    return RequestFault.bad(
        "bad-encoding",
        "the URL is not percent-encoded UTF-8; a % is written %25 and stands for itself nowhere");
  }
}
