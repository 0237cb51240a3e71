package dev.crmql.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service answers.
 *
 * @param status the HTTP status
 * @param headers without {@code Content-Length}
 * @param body empty for none; sent as UTF-8
 */
public record Response(int status, Map<String, String> headers, String body) {

  /** An answer with a JSON body. */
  public static Response json(int status, JsonNode body) {
    return new Response(
        status, Map.of("Content-Type", "application/json;charset=UTF-8"), body.toString());
  }

  /** An answer with an HTML body, as proxies and load balancers give it. */
  public static Response html(int status, String body) {
    return new Response(status, Map.of("Content-Type", "text/html;charset=UTF-8"), body);
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), "");
  }

  /** The same answer with one header added or replaced. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /** The same answer with another body. */
  public Response withBody(String newBody) {
    return new Response(status, headers, newBody);
  }
}
