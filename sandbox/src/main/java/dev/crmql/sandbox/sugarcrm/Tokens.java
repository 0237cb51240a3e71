package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Request;
import java.util.Set;

/** Hands the one token out and checks it. */
final class Tokens {
  static final String ACCESS_TOKEN = "sandbox-sugarcrm-token";
  static final String REFRESH_TOKEN = "sandbox-sugarcrm-refresh-token";

  /** The user and the password of the password grant. */
  static final String USER = "sandbox";

  static final String PASSWORD = "sandbox-password";

  /** Platforms that a server knows without being told. */
  private static final Set<String> PLATFORMS = Set.of("base", "mobile", "portal");

  private Tokens() {}

  /** The answer to a POST to {@code oauth2/token}. */
  static ObjectNode grant(ObjectNode arguments) {
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
        if (!text(arguments, "refresh_token").equals(REFRESH_TOKEN)) {
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
        .put("access_token", ACCESS_TOKEN)
        .put("expires_in", 3600)
        .put("token_type", "bearer")
        .putNull("scope")
        .put("refresh_token", REFRESH_TOKEN)
        .put("refresh_expires_in", 1_209_600)
        .put("download_token", "sandbox-sugarcrm-download-token");
  }

  /** Refuses a request without the token, in {@code OAuth-Token} or as a bearer's. */
  static void check(Request request) {
    String own = request.header("OAuth-Token");
    if (own == null && request.header("Authorization") == null) {
      throw new SugarException(401, "need_login", "No valid authentication for user.");
    }
    if (!ACCESS_TOKEN.equals(own) && !request.hasBearer(ACCESS_TOKEN)) {
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
