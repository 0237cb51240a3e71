package dev.crmql.endpoint;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON to bytes. */
final class JsonBytes {

  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final ObjectMapper ESCAPING =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonBytes() {}

  /** Something that writes itself, the same each time. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** The content in UTF-8. Text of a service may hold half a character, which only escapes can. */
  static byte[] of(Content content) {
    try {
      return write(PLAIN, content);
    } catch (JsonGenerationException halfCharacter) {
      try {
        return write(ESCAPING, content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] write(ObjectMapper mapper, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = mapper.createGenerator(bytes)) {
      content.write(json);
    }
    return bytes.toByteArray();
  }
}
