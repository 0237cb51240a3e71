package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;

/** Reads JSON so that numbers stay as they were written. */
final class DynamicsJson {

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private DynamicsJson() {}

  /** The answer's object, of which {@code value} is known to be an array. */
  static JsonNode collection(UpstreamResponse response) {
    JsonNode body;
    try {
      body = MAPPER.readTree(response.body());
    } catch (IOException | NumberFormatException e) {
      throw DynamicsFaults.unexpected("the answer is not JSON, or cut");
    }
    if (!(body.path("value") instanceof ArrayNode)) {
      throw DynamicsFaults.unexpected("the answer has no value array");
    }
    return body;
  }
}
