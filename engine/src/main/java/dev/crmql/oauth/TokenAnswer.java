package dev.crmql.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.transport.Secret;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token endpoint handed out (RFC 6749, section 5.1).
 *
 * @param accessToken the new access token
 * @param lifetime how long it is good, where the service says so; Salesforce does not
 * @param refreshToken what replaces the refresh token, where the service rotates them
 */
record TokenAnswer(
    Secret accessToken, Optional<Duration> lifetime, Optional<SecretText> refreshToken) {

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** Microsoft's own numbers, which its description of an error begins with. */
  private static final Pattern MICROSOFT_CODE = Pattern.compile("AADSTS\\d{4,9}");

  /**
   * Reads an answer.
   *
   * @param refreshing whether a refresh token was sent
   * @throws UpstreamException if it holds no token
   */
  static TokenAnswer of(HttpResponse<byte[]> response, TokenEndpoint asked, boolean refreshing) {
    JsonNode body = body(response.body());
    if (response.statusCode() != 200) {
      throw new UpstreamException(fault(response, body, asked, refreshing));
    }
    try {
      long seconds = body.path("expires_in").asLong(0);
      String refresh = body.path("refresh_token").asText("");
      return new TokenAnswer(
          Secret.of(body.path("access_token").asText("")),
          seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty(),
          refresh.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(refresh)));
    } catch (IllegalArgumentException e) {
      throw UpstreamException.unexpected(endpoint(asked) + " answered without an access token");
    }
  }

  private static JsonNode body(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
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
