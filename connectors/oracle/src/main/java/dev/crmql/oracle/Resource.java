package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.ResourceJson;
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

  private static final JsonNode KNOWN = ResourceJson.read(Resource.class, "resources.json");

  static Resource of(String name) {
    JsonNode known = KNOWN.path(name);
    return new Resource(
        name,
        known.path("id").asText(USUAL_ID),
        Optional.ofNullable(known.path("finder").asText(null)),
        Optional.ofNullable(known.path("only").asText(null)));
  }
}
