package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A place in the answer to a request, good for no other request. */
final class PageCursor {
  static final String PARAMETER = "cursor";

  private static final JsonMapper JSON = new JsonMapper();

  private PageCursor() {}

  /** The cursor of what comes after {@code offset} records. */
  static String of(int offset, String path, Map<String, String> parameters) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("f", offset)
            .put("q", hash(path, parameters))
            .toString();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * How many records come before the page that is asked for.
   *
   * @throws Refusal if the cursor was not handed out for the same path and parameters
   */
  static int offset(String path, Map<String, String> parameters) {
    String cursor = parameters.get(PARAMETER);
    if (cursor == null) {
      return 0;
    }
    try {
      JsonNode place = JSON.readTree(Base64.getUrlDecoder().decode(cursor));
      if (place != null
          && place.path("f").isInt()
          && place.path("q").asInt() == hash(path, parameters)) {
        return place.path("f").intValue();
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not one of ours; refused below.
    }
    throw Refusal.bad("The cursor is not valid");
  }

  private static int hash(String path, Map<String, String> parameters) {
    Map<String, String> others = new TreeMap<>(parameters);
    others.remove(PARAMETER);
    return (path + others).hashCode();
  }
}
