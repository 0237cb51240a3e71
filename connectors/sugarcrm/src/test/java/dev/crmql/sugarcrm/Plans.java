package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Plans of KQL text. */
final class Plans {

  static final SugarCrmConnector CONNECTOR = new SugarCrmConnector();

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Plans() {}

  /** For a module that was not described. */
  static SearchPlan strict(String kql) {
    return plan(kql, ObjectSchema.unknown(), Completion.STRICT);
  }

  static SearchPlan local(String kql) {
    return plan(kql, ObjectSchema.unknown(), Completion.LOCAL);
  }

  static SearchPlan plan(String kql, ObjectSchema schema, Completion completion) {
    return CONNECTOR.plan(QueryParser.kql().parse(kql), schema, completion);
  }

  /** A module of these vardefs, such as {@code "score_c": {"type": "decimal"}}. */
  static ObjectSchema schema(String module, String fields) {
    ObjectSchema.Builder schema = ObjectSchema.builder(module);
    MetadataReader.read(json("{\"id\": {\"type\": \"id\"}, " + fields + "}"), schema);
    return schema.build();
  }

  static JsonNode body(SearchPlan plan) {
    return json(plan.requests().get(0).body().orElseThrow());
  }

  static JsonNode filter(SearchPlan plan) {
    return body(plan).path("filter");
  }

  /** The filter of {@code SELECT id FROM module WHERE condition}. */
  static JsonNode filter(String module, String condition) {
    return filter(strict("SELECT id FROM " + module + " WHERE " + condition));
  }

  static List<Diagnostic> faults(String kql) {
    return faults(kql, ObjectSchema.unknown(), Completion.STRICT);
  }

  static List<Diagnostic> faults(String kql, ObjectSchema schema, Completion completion) {
    return catchThrowableOfType(QueryException.class, () -> plan(kql, schema, completion))
        .diagnostics();
  }

  /** JSON in which apostrophes stand for quotes. */
  static JsonNode quoted(String json) {
    return json(json.replace('\'', '"'));
  }

  static JsonNode json(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
