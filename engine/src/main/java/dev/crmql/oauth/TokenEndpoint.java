package dev.crmql.oauth;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a service hands out access tokens, and how it wants to be asked.
 *
 * @param url an https URL, or an http one on this machine itself
 * @param format how the parameters are sent
 * @param parameters what every request has beside those of OAuth 2
 */
public record TokenEndpoint(URI url, Format format, Map<String, String> parameters) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  /** How parameters are sent. */
  public enum Format {
    /** As a form, as RFC 6749 has it. */
    FORM,
    /** As a JSON object. */
    JSON
  }

  /**
   * Checks the URL.
   *
   * @throws IllegalArgumentException if secrets must not be sent there; the message does not hold
   *     the URL
   */
  public TokenEndpoint {
    Objects.requireNonNull(format, "format");
    parameters = Map.copyOf(parameters);
    String host = url.getHost();
    if (host == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a token URL is one such as https://login.example.com/oauth2/token");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean plainLoopback = scheme.equals("http") && LOOPBACK.matcher(host).matches();
    if (!scheme.equals("https") && !plainLoopback) {
      throw new IllegalArgumentException("a token URL is an https one, except on this machine");
    }
  }

  /** The host, for messages. */
  String host() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }
}
