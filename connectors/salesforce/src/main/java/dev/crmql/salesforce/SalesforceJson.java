package dev.crmql.salesforce;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crmql.spi.UpstreamException;
import java.io.IOException;

/** Reads bodies as JSON, every number with the digits it has. */
final class SalesforceJson {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private SalesforceJson() {}

  /** The body of a success. */
  static JsonNode read(byte[] body) {
    try {
      JsonNode json = READER.readTree(body);
      if (json.isContainerNode()) {
        return json;
      }
    } catch (IOException | NumberFormatException e) {
      // Below: what the body is instead is no help to anybody, and may be long.
    }
    throw UpstreamException.unexpected("Salesforce's answer is not JSON, or is cut short");
  }

  /** The body of a failure, which may be anything; missing if it is not JSON. */
  static JsonNode readAnything(byte[] body) {
    try {
      return READER.readTree(body);
    } catch (IOException | NumberFormatException e) {
      return MissingNode.getInstance();
    }
  }
}
