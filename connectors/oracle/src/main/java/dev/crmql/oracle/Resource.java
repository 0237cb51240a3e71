package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What must be known of a resource beside its description.
 *
 * @param name as it stands in URLs, such as {@code accounts}
 * @param id the attribute that identifies a row
 * @param finder the finder that gives all rows which the user may see, where the plain collection
 *     gives fewer
 * @param only the condition that rows of this kind pass, where the resource has others as well
 */
record Resource(String name, String id, Optional<String> finder, Optional<String> only) {

  /** Of custom objects, and of others that are not in the file. */
  private static final String USUAL_ID = "Id";

  private static final JsonNode KNOWN = known();

  static Resource of(String name) {
    JsonNode known = KNOWN.path(name);
    return new Resource(
        name,
        known.path("id").asText(USUAL_ID),
        Optional.ofNullable(known.path("finder").asText(null)),
        Optional.ofNullable(known.path("only").asText(null)));
  }

  private static JsonNode known() {
    try (InputStream in = Resource.class.getResourceAsStream("resources.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading resources.json", e);
    }
  }
}
