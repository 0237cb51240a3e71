package dev.crmql.spi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/** Reads what services send as JSON, every number with the digits it has. */
public final class UpstreamJson {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private UpstreamJson() {}

  /**
   * The JSON that a body is; a missing node if the body has no content. Empty if it is something
   * else, is cut short, or holds a number whose exponent is beyond what Java can hold.
   */
  public static Optional<JsonNode> read(byte[] body) {
    try {
      return Optional.of(READER.readTree(body));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** As {@link #read}, with a missing node for a body that may be anything, such as HTML. */
  public static JsonNode readAnything(byte[] body) {
    return read(body).orElse(MissingNode.getInstance());
  }
}
