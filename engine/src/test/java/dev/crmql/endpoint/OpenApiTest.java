package dev.crmql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.search.AccountError;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenApiTest {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final ApiDescription description = new ApiDescription();

  @Test
  void theDocumentIsOpenApi31() throws Exception {
    try (InputStream schema = getClass().getResourceAsStream("/openapi-3.1/schema.json")) {
      assertThat(SCHEMAS.getSchema(schema).validate(OpenApi.document(), InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void itsSchemasAreSchemas() {
    JsonNode schemas = description.document().at("/components/schemas");
    assertThat(schemas).isNotEmpty();
    for (JsonNode schema : schemas) {
      assertThat(SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema)).isEmpty();
    }
  }

  @Test
  void eachReferenceLeadsSomewhere() {
    List<JsonNode> references = description.document().findValues("$ref");
    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      String pointer = reference.textValue().substring(1);
      assertThat(description.document().at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  @Test
  void everyCodeOfAFailureIsNamed() {
    List<String> named = new ArrayList<>();
    description
        .document()
        .at("/components/schemas/ErrorCode/enum")
        .forEach(code -> named.add(code.textValue()));

    assertThat(named)
        .doesNotHaveDuplicates()
        .isSorted()
        .containsAll(Arrays.stream(AccountError.Code.values()).map(c -> c.wireName()).toList())
        .containsAll(Arrays.stream(DiagnosticCode.values()).map(c -> c.wireName()).toList());
  }
}
