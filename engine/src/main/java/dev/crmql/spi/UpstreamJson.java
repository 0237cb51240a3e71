package dev.crmql.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads what services send as JSON, every number with the digits it has. What goes beyond a bound
 * is not read on, so that no answer takes a stack, or a time that grows faster than its length.
 */
public final class UpstreamJson {

  /** Records within records: SOQL, the deepest, goes 5 relations down, each a few levels. */
  static final int MOST_LEVELS = 100;

  /** A double written out has 309 digits before the point; reading a number is quadratic in it. */
  static final int MOST_DIGITS = 1_000;

  /** Names of properties with the relations that lead to them, and annotations: a few hundred. */
  static final int LONGEST_NAME = 1_000;

  /** The longest text property holds 1,048,576 characters; Dataverse's search sends a page so. */
  static final int LONGEST_TEXT = 8_000_000;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_LEVELS)
                          .maxNumberLength(MOST_DIGITS)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private UpstreamJson() {}

  /**
   * The JSON that an answer's body is, read as a stream; a missing node if the body has no content.
   * Empty if it is something else, is cut short, or holds a number whose exponent is beyond what
   * Java can hold.
   *
   * @throws UpstreamException if it is nested too deep, or has a number, a name or a text that is
   *     too long, of which the message has the bound; or if its bytes can't be read ({@link
   *     ResponseBody#open})
   */
  public static Optional<JsonNode> read(UpstreamResponse answer) {
    try (InputStream body = answer.stream()) {
      return read(() -> READER.readTree(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #read(UpstreamResponse)}, of a text. */
  public static Optional<JsonNode> read(String json) {
    return read(() -> READER.readTree(json));
  }

  private interface Reading {
    JsonNode tree() throws IOException;
  }

  private static Optional<JsonNode> read(Reading json) {
    try {
      return Optional.of(json.tree());
    } catch (StreamConstraintsException e) {
      // Such as: Document nesting depth (101) exceeds the maximum allowed (100, from `..`)
      String bound = e.getOriginalMessage().replaceFirst(", from .*", ")");
      throw UpstreamException.unexpected("the answer's JSON goes beyond a bound: " + bound);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** As {@link #read(UpstreamResponse)}, with a missing node for a body that is no JSON. */
  public static JsonNode readAnswer(UpstreamResponse answer) {
    return read(answer).orElse(MissingNode.getInstance());
  }

  /** The JSON of a failure, with a missing node for a body that is anything else, or too much. */
  public static JsonNode readAnything(UpstreamResponse failure) {
    try {
      return readAnswer(failure);
    } catch (UpstreamException e) {
      return MissingNode.getInstance();
    }
  }
}
