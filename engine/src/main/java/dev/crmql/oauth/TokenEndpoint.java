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

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

  /** How parameters are sent. */
  public enum Format {
    /** As a form, as RFC 6749 has it. */
    FORM,
    /** As a JSON object, as SugarCRM has it. */
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

  /**
   * Salesforce's, on any of its login hosts: {@code login.salesforce.com}, {@code
   * test.salesforce.com} or the organisation's own (REST API Developer Guide, OAuth 2.0 Refresh
   * Token Flow).
   *
   * @param host scheme and host
   */
  public static TokenEndpoint salesforce(URI host) {
    return new TokenEndpoint(host.resolve("/services/oauth2/token"), Format.FORM, Map.of());
  }

  /**
   * Microsoft's, for an organisation of Dynamics 365 (Microsoft identity platform, OAuth 2.0).
   *
   * @param tenant the directory's id or one of its domains
   * @throws IllegalArgumentException if that can't be a tenant
   */
  public static TokenEndpoint dynamics(String tenant) {
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException("a tenant is a directory's id or a domain");
    }
    return new TokenEndpoint(
        URI.create("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token"),
        Format.FORM,
        Map.of());
  }

  /**
   * SugarCRM's own (REST API, {@code /oauth2/token}).
   *
   * @param site where the site lives, with its path if it has one
   * @param platform what the server counts the session to, such as {@code base}: a session of a
   *     platform ends when another of it begins
   */
  public static TokenEndpoint sugarcrm(URI site, String platform) {
    String path = site.getRawPath() == null ? "" : site.getRawPath().replaceFirst("/+$", "");
    return new TokenEndpoint(
        site.resolve(path + "/rest/v11_23/oauth2/token"),
        Format.JSON,
        Map.of("platform", platform));
  }

  /**
   * HubSpot's (OAuth 2.0, {@code /oauth/v1/token}).
   *
   * @param api where the API lives
   */
  public static TokenEndpoint hubspot(URI api) {
    return new TokenEndpoint(api.resolve("/oauth/v1/token"), Format.FORM, Map.of());
  }

  /** The host, for messages. */
  String host() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }
}
