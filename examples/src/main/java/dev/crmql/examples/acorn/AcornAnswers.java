package dev.crmql.examples.acorn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.FaultRules;
import dev.crmql.spi.FaultText;
import dev.crmql.spi.Page;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamJson;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.util.List;
import java.util.Optional;

/** Reads pages, descriptions and errors. */
final class AcornAnswers {

  private static final FaultRules RULES = FaultRules.load(AcornAnswers.class, "acorn-faults.json");

  private AcornAnswers() {}

  /** Reads {@code {"records": [..], "more": true}}. */
  static Page page(UpstreamRequest request, UpstreamResponse response, Plan plan) {
    JsonNode body = UpstreamJson.readAnswer(response);
    List<Row> rows = Row.all(body.path("records"), plan.format(), AcornDialect.TITLE);
    JsonNode more = body.path("more");
    if (!more.isBoolean()) {
      throw UpstreamException.unexpected(
          AcornDialect.TITLE + ": the answer does not say whether it is the last page");
    }
    return new Page(rows, more.booleanValue() ? Optional.of(after(request)) : Optional.empty());
  }

  private static UpstreamRequest after(UpstreamRequest request) {
    int page = Integer.parseInt(request.query().get("page"));
    return request.withParameter("page", Integer.toString(page + 1));
  }

  /** Reads {@code {"type": .., "fields": [{"name", "kind", "required", "searchable", ..}]}}. */
  static ObjectSchema schema(String type, JsonNode body) {
    JsonNode fields = body.path("fields");
    if (!fields.isArray()) {
      throw UpstreamException.unexpected(
          AcornDialect.TITLE + ": the description of " + type + " has no fields");
    }
    ObjectSchema.Builder schema = ObjectSchema.builder(type).idField(AcornCompiler.ID);
    for (JsonNode field : fields) {
      String name = field.path("name").asText("");
      String kind = field.path("kind").asText("");
      FieldType known = name.equals(AcornCompiler.ID) ? FieldType.ID : type(kind);
      boolean compared = known != FieldType.OTHER;
      schema.field(
          new Field(
              name,
              known,
              kind,
              !field.path("required").asBoolean(false),
              compared && field.path("searchable").asBoolean(false),
              compared && field.path("sortable").asBoolean(false)));
    }
    return schema.build();
  }

  private static FieldType type(String kind) {
    return switch (kind) {
      case "text", "choice" -> FieldType.TEXT;
      case "number" -> FieldType.DECIMAL;
      case "flag" -> FieldType.BOOLEAN;
      case "day" -> FieldType.DATE;
      case "instant" -> FieldType.TIMESTAMP;
      default -> FieldType.OTHER;
    };
  }

  /** Reads {@code {"error": {"code": .., "message": ..}}}. */
  static UpstreamFault fault(UpstreamResponse response) {
    JsonNode error = UpstreamJson.readAnything(response).path("error");
    String code = error.path("code").asText("");
    String message = error.path("message").asText("");
    return FaultText.fault(
        RULES.kind(response.status(), code, message), code, message, AcornDialect.TITLE, response);
  }
}
