package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the files of facts that stand beside a connector. */
public final class ResourceJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResourceJson() {}

  /**
   * The JSON of a file.
   *
   * @param owner a class in the package of the file
   * @param name the file's name
   * @throws IllegalStateException if the file is not there
   * @throws UncheckedIOException if it is not JSON
   */
  public static JsonNode read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name + " beside " + owner.getName());
      }
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }
}
