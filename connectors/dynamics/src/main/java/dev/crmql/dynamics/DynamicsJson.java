package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamResponse;

/** Reads the bodies of successes. */
final class DynamicsJson {

  private DynamicsJson() {}

  /** The answer's object, of which {@code value} is known to be an array. */
  static JsonNode collection(UpstreamResponse response) {
    JsonNode body =
        UpstreamJson.read(response)
            .orElseThrow(() -> DynamicsFaults.unexpected("the answer is not JSON, or cut"));
    if (!(body.path("value") instanceof ArrayNode)) {
      throw DynamicsFaults.unexpected("the answer has no value array");
    }
    return body;
  }
}
