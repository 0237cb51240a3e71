package dev.crmql.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the endpoint, for whoever mounts it to serve. */
public final class OpenApi {

  private OpenApi() {}

  /**
   * An OpenAPI 3.1 document in JSON. What it says of paths outside of {@code /v1/accounts} is
   * crmql's own server's.
   */
  public static String document() {
    try (InputStream document = OpenApi.class.getResourceAsStream("openapi.json")) {
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
