package dev.crmql.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.crmql.dynamics.ODataJudge;
import dev.crmql.salesforce.SoqlJudge;
import dev.crmql.schema.ObjectSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Reads what services are sent with parsers that others wrote. */
final class Judges {

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final JsonSchema FILTER = filterSchema();

  private Judges() {}

  private static JsonSchema filterSchema() {
    try (InputStream in = Judges.class.getResourceAsStream("/sugarcrm-filter.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(STRICT.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kinds of the words of SOQL; fails if apex-parser refuses it. */
  static List<String> soql(String text) {
    return SoqlJudge.kinds(text);
  }

  /** Fails if Apache Olingo refuses the request to a service that has the tables. */
  static void odata(String target, List<ObjectSchema> tables) {
    ODataJudge.read(target, tables);
  }

  /** The body of a filter; fails if it is not JSON or not what the filter API takes. */
  static JsonNode filter(String body) {
    JsonNode json;
    try {
      json = STRICT.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
    Set<ValidationMessage> faults = FILTER.validate(json);
    if (!faults.isEmpty()) {
      throw new AssertionError("no filter: " + faults + " " + body);
    }
    return json;
  }
}
