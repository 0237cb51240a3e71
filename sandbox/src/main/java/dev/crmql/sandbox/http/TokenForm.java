package dev.crmql.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Predicate;

/** A token endpoint that is asked with a form, as RFC 6749 has it. */
public final class TokenForm {

  private final IssuedTokens tokens;
  private final Map<String, String> more;

  /** Hands these tokens out. */
  public TokenForm(IssuedTokens tokens) {
    this(tokens, Map.of());
  }

  /** Hands these tokens out, and says more of the service's own with each. */
  public TokenForm(IssuedTokens tokens, Map<String, String> more) {
    this.tokens = tokens;
    this.more = more;
  }

  /**
   * The answer to a request.
   *
   * @param scope whether a scope is good; an empty one is none
   * @param clients whether a client gets a token for itself
   * @param expiring whether the answer says how long the token is good
   */
  public Response answer(
      Request request, Predicate<String> scope, boolean clients, boolean expiring) {
    String type = request.header("Content-Type");
    if (!request.method().equals("POST")
        || type == null
        || !type.startsWith("application/x-www-form-urlencoded")) {
      return refusal("invalid_request", "a form is expected");
    }
    Map<String, String> form = new Request("POST", "/", request.body(), Map.of(), "").parameters();
    if (!form.getOrDefault("client_id", "").equals(tokens.clientId())
        || !form.getOrDefault("client_secret", "").equals(tokens.clientSecret())) {
      return refusal("invalid_client", "invalid client credentials");
    }
    if (!scope.test(form.getOrDefault("scope", ""))) {
      return refusal("invalid_scope", "the scope is not valid");
    }
    String used = form.getOrDefault("refresh_token", "");
    return switch (form.getOrDefault("grant_type", "")) {
      case "refresh_token" ->
          tokens.isRefreshToken(used)
              ? granted(expiring, used, tokens.used())
              : refusal("invalid_grant", "expired access/refresh token");
      case "client_credentials" ->
          clients ? granted(expiring, "", "") : refusal("unauthorized_client", "not allowed");
      default -> refusal("unsupported_grant_type", "grant type not supported");
    };
  }

  private Response granted(boolean expiring, String used, String next) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", tokens.issue())
            .put("token_type", "Bearer");
    more.forEach(body::put);
    if (expiring) {
      body.put("expires_in", IssuedTokens.LIFETIME);
    }
    if (!next.equals(used)) {
      body.put("refresh_token", next);
    }
    return Response.json(200, body);
  }

  private static Response refusal(String error, String description) {
    return Response.json(
        400,
        JsonNodeFactory.instance
            .objectNode()
            .put("error", error)
            .put("error_description", description));
  }
}
