package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import java.util.Set;

/** Hands tokens out and checks them. */
final class Tokens {
  /** The user and the password of the password grant. */
  static final String USER = "sandbox";

  static final String PASSWORD = "sandbox-password";

  /** Platforms that a server knows without being told. */
  private static final Set<String> PLATFORMS = Set.of("base", "mobile", "portal");

  private final IssuedTokens tokens;

  Tokens(IssuedTokens tokens) {
    this.tokens = tokens;
  }

  /** The answer to a POST to {@code oauth2/token}. */
  ObjectNode grant(ObjectNode arguments) {
    String platform = text(arguments, "platform");
    if (!platform.isEmpty() && !PLATFORMS.contains(platform)) {
      throw SugarException.invalidParameter("Platform is not allowed: " + platform);
    }
    switch (text(arguments, "grant_type")) {
      case "password" -> {
        if (!text(arguments, "username").equals(USER)
            || !text(arguments, "password").equals(PASSWORD)) {
          throw new SugarException(
              401, "need_login", "You must specify a valid username and password.");
        }
      }
      case "refresh_token" -> {
        if (!tokens.isRefreshToken(text(arguments, "refresh_token"))) {
          throw new SugarException(400, "invalid_grant", "Invalid refresh token");
        }
      }
      case "" -> throw new SugarException(400, "invalid_request", "The grant type is missing.");
      default ->
          throw new SugarException(
              400, "unsupported_grant_type", "The grant type is not supported.");
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", tokens.issue())
        .put("expires_in", IssuedTokens.LIFETIME)
        .put("token_type", "bearer")
        .putNull("scope")
        .put("refresh_token", tokens.used())
        .put("refresh_expires_in", 1_209_600)
        .put("download_token", "sandbox-sugarcrm-download-token");
  }

  /** Refuses a request without the token, in {@code OAuth-Token} or as a bearer's. */
  void check(Request request) {
    String own = request.header("OAuth-Token");
    if (own == null && request.header("Authorization") == null) {
      throw new SugarException(401, "need_login", "No valid authentication for user.");
    }
    if (!tokens.isAccessToken(own) && !tokens.authorise(request)) {
      throw expired();
    }
  }

  static SugarException expired() {
    return new SugarException(401, "invalid_grant", "The access token provided has expired.");
  }

  private static String text(ObjectNode arguments, String name) {
    JsonNode value = arguments.get(name);
    return value == null ? "" : Php.text(value);
  }
}
