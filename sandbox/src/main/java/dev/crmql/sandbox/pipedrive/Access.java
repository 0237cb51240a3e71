package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.IssuedTokens;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.TokenForm;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who may ask: API tokens come in {@code x-api-token} or the parameter {@code api_token}, OAuth
 * tokens as bearers'. The standing token is good for both.
 */
final class Access {
  static final String TOKEN_PATH = "/oauth/token";
  static final String TOKEN_PARAMETER = "api_token";

  private static final JsonMapper JSON = new JsonMapper();

  private final IssuedTokens tokens;

  /** How a request shows that it may be asked. */
  enum Kind {
    NONE,
    API_TOKEN,
    OAUTH
  }

  Access(IssuedTokens tokens) {
    this.tokens = tokens;
  }

  Kind of(Request request) {
    String token = request.header("x-api-token");
    if (token == null) {
      token = request.parameters().get(TOKEN_PARAMETER);
    }
    if (token != null) {
      return token.equals(tokens.standing()) ? Kind.API_TOKEN : Kind.NONE;
    }
    return tokens.authorise(request) ? Kind.OAUTH : Kind.NONE;
  }

  /** The token endpoint: its client says who it is by Basic authentication. */
  Response token(Request request, URI baseUri) {
    Response answer = new TokenForm(tokens).answer(withClient(request), scope -> true, false, true);
    if (answer.status() != 200) {
      return answer;
    }
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(answer.body());
      return answer.withBody(body.put("api_domain", baseUri.toString()).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same form with the client that the header names; one in the form itself counts nothing. */
  private static Request withClient(Request request) {
    String client = "";
    String header = request.header("Authorization");
    if (header != null && header.startsWith("Basic ")) {
      try {
        byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        client =
            "client_id="
                + encoded(parts[0])
                + "&client_secret="
                + encoded(parts.length == 2 ? parts[1] : "")
                + "&";
      } catch (IllegalArgumentException e) {
        client = "";
      }
    }
    return new Request(
        request.method(),
        request.path(),
        request.rawQuery(),
        request.headers(),
        (client.isEmpty() ? "client_id=&client_secret=&" : client) + request.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
