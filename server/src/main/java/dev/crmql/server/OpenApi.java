package dev.crmql.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the endpoint, as {@code /openapi.json} gives it. */
final class OpenApi {

  private OpenApi() {}

  static String document() {
    try (InputStream document = OpenApi.class.getResourceAsStream("openapi.json")) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
