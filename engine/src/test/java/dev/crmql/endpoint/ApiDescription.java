package dev.crmql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The OpenAPI document, and whether answers are as it says; for the tests of other modules too. */
public final class ApiDescription {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;
  private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();

  /** The description that {@link OpenApi} has. */
  public ApiDescription() {
    try {
      document = MAPPER.readTree(OpenApi.document());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** What was answered is looked through for secrets once all tests have run. */
  private static void keep(String path, int status, String body) {
    try {
      Files.writeString(
          Files.createDirectories(Path.of("target")).resolve("answers.txt"),
          path + " " + status + " " + body + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** Fails unless the document describes such an answer. */
  public void assertConforms(HttpResponse<String> answer) throws JsonProcessingException {
    URI uri = answer.request().uri();
    assertConforms(
        uri.getRawPath(),
        answer.request().method(),
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
  }

  /** As above, of an answer that no server has sent. */
  public void assertConforms(EndpointRequest request, EndpointResponse answer)
      throws JsonProcessingException {
    assertConforms(
        request.path(),
        request.method(),
        answer.status(),
        answer.headers().getOrDefault("Content-Type", ""),
        new String(answer.body(), StandardCharsets.UTF_8));
  }

  /** As above; of a path that the document does not have, any error may come. */
  public void assertConforms(
      String path, String method, int status, String contentType, String body)
      throws JsonProcessingException {
    keep(path, status, body);
    if (method.equals("OPTIONS") || method.equals("HEAD")) {
      return;
    }
    String described = pathOf(path);
    String pointer =
        described.isEmpty()
            ? "/components/schemas/Error"
            : response(described, status) + "/content/" + escaped(contentType) + "/schema";
    assertThat(document.at(pointer).isMissingNode())
        .as("%s answers %s with %s: %s", path, status, contentType, pointer)
        .isFalse();
    if (contentType.equals("application/json")) {
      assertThat(schema(pointer).validate(MAPPER.readTree(body)))
          .as("%s answers %s with %s", path, status, body)
          .isEmpty();
    }
  }

  private String pathOf(String path) {
    for (String template : (Iterable<String>) document.get("paths")::fieldNames) {
      Pattern pattern = Pattern.compile(template.replaceAll("\\{\\w+}", "[^/]+") + "/?");
      if (pattern.matcher(path).matches()) {
        return template;
      }
    }
    return "";
  }

  private String response(String path, int status) {
    String pointer = "/paths/" + escaped(path) + "/get/responses/" + status;
    JsonNode response = document.at(pointer);
    return response.has("$ref") ? response.get("$ref").textValue().substring(1) : pointer;
  }

  private static String escaped(String name) {
    String type = name.startsWith("text/plain") ? "text/plain" : name;
    return type.replace("~", "~0").replace("/", "~1");
  }

  private JsonSchema schema(String pointer) {
    return schemas.computeIfAbsent(
        pointer,
        at -> {
          ObjectNode root = MAPPER.createObjectNode();
          root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
          root.set("components", document.get("components"));
          root.setAll((ObjectNode) document.at(at));
          return SCHEMAS.getSchema(root);
        });
  }
}
