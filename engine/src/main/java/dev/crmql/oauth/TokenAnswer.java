package dev.crmql.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token endpoint handed out (RFC 6749, section 5.1).
 *
 * @param accessToken the new access token
 * @param lifetime how long it is good, where the service says so; Salesforce does not
 * @param refreshToken what replaces the refresh token, where the service rotates them
 * @param instanceUrl where the account lives, where the service says so; Salesforce does (OAuth
 *     Token Response)
 */
record TokenAnswer(
    Secret accessToken,
    Optional<Duration> lifetime,
    Optional<SecretText> refreshToken,
    Optional<String> instanceUrl) {

  /**
   * RFC 6749, section 5.2. Other words of the endpoint are not repeated: they may hold a secret.
   */
  private static final Set<String> CODES =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope");

  /** No token is asked for again sooner than this, whatever the service says, unless rejected. */
  private static final int SHORTEST_SECONDS = 30;

  /** No token is trusted for longer than this. */
  private static final int LONGEST_SECONDS = 365 * 24 * 60 * 60;

  /** Microsoft's own numbers, which its description of an error begins with. */
  private static final Pattern MICROSOFT_CODE = Pattern.compile("AADSTS\\d{4,9}");

  /**
   * Reads an answer.
   *
   * @param refreshing whether a refresh token was sent
   * @param told is given the tokens
   * @throws UpstreamException if it holds no token
   */
  static TokenAnswer of(
      HttpResponse<byte[]> response,
      TokenEndpoint asked,
      boolean refreshing,
      Consumer<SecretText> told) {
    JsonNode body =
        UpstreamJson.readAnything(
            new UpstreamResponse(response.statusCode(), response.headers().map(), response.body()));
    if (response.statusCode() != 200) {
      throw new UpstreamException(fault(response, body, asked, refreshing));
    }
    try {
      SecretText access = SecretText.of(body.path("access_token").asText(""));
      String written = body.path("refresh_token").asText("");
      Optional<SecretText> refresh =
          written.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(written));
      told.accept(access);
      refresh.ifPresent(told);
      return new TokenAnswer(
          Secret.of(access.reveal()),
          lifetime(body.path("expires_in")),
          refresh,
          Optional.of(body.path("instance_url").asText("")).filter(url -> !url.isEmpty()));
    } catch (IllegalArgumentException e) {
      throw UpstreamException.unexpected(endpoint(asked) + " answered without an access token");
    }
  }

  /** A number that says nothing, such as 0, is none. */
  private static Optional<Duration> lifetime(JsonNode seconds) {
    double told = seconds.asDouble(0);
    if (!(told > 0)) {
      return Optional.empty();
    }
    double bounded = Math.max(Math.min(told, LONGEST_SECONDS), SHORTEST_SECONDS);
    return Optional.of(Duration.ofSeconds((long) bounded));
  }

  /**
   * The account's fault, if it does not live where it is said to.
   *
   * @param home scheme and host of the account
   */
  Optional<Throwable> elsewhere(URI home) {
    if (instanceUrl.isEmpty() || address(instanceUrl.get()).equals(address(home.toString()))) {
      return Optional.empty();
    }
    return Optional.of(
        UpstreamException.unexpected(
            "the service says that the account lives at "
                + address(instanceUrl.get()).orElse("another place")
                + ", not at "
                + address(home.toString()).orElse("its own")
                + "; its token is sent nowhere else: put the account's url right"));
  }

  /** Host and port of a URL, if it has them. */
  private static Optional<String> address(String url) {
    try {
      URI uri = new URI(url);
      int usual = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
      int port = uri.getPort() < 0 ? usual : uri.getPort();
      return Optional.ofNullable(uri.getHost())
          .map(host -> host.toLowerCase(Locale.ROOT) + (port == usual ? "" : ":" + port));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static UpstreamFault fault(
      HttpResponse<byte[]> response, JsonNode body, TokenEndpoint asked, boolean refreshing) {
    int status = response.statusCode();
    String said = body.path("error").asText("");
    String code = CODES.contains(said) ? said : "";
    if (code.equals("invalid_grant") && refreshing) {
      return UpstreamFault.of(
          Kind.TOKEN_REJECTED,
          code,
          "the refresh token is not good any more: connect the account again" + microsoft(body));
    }
    if (status == 429) {
      return new UpstreamFault(
          Kind.THROTTLED,
          "",
          endpoint(asked) + " was asked too often",
          retryAfter(response),
          NodeLocation.NONE);
    }
    if (status >= 500) {
      return new UpstreamFault(
          Kind.TRANSIENT,
          "",
          endpoint(asked) + " answered with status " + status,
          retryAfter(response),
          NodeLocation.NONE);
    }
    return UpstreamFault.of(
        Kind.TOKEN_REJECTED,
        code,
        endpoint(asked)
            + " hands out no token, status "
            + status
            + "; look at the account's client id, secret and scope"
            + microsoft(body));
  }

  private static String microsoft(JsonNode body) {
    Matcher number = MICROSOFT_CODE.matcher(body.path("error_description").asText(""));
    return number.find() ? " (" + number.group() + ")" : "";
  }

  private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static String endpoint(TokenEndpoint asked) {
    return "the token endpoint at " + asked.host();
  }
}
