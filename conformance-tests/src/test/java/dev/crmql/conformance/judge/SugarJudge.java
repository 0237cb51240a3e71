package dev.crmql.conformance.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads filtered lists with a JSON Schema of what SugarCRM's filter API takes. */
final class SugarJudge {

  /** What the service's own decoder reads (REST API, {@code json_decode} of request bodies). */
  private static final int DEPTH = 32;

  private static final Pattern PATH = Pattern.compile("/rest/v11_23/[A-Za-z_][A-Za-z0-9_]*/filter");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(SugarJudge.class.getResourceAsStream("/sugarcrm-filter.schema.json"));

  private SugarJudge() {}

  static Reading read(UpstreamRequest request) {
    Wire.require(request.method() == UpstreamRequest.Method.POST, "no POST");
    Wire.require(PATH.matcher(Wire.path(request.target())).matches(), "no list: " + request.path());
    Wire.require(request.query().isEmpty(), "parameters override the body");
    Reading body = read(Wire.body(request));
    return new Reading(request.path() + " " + body.shape(), body.texts());
  }

  /**
   * What the body says.
   *
   * @throws RefusedException if it is not as the service takes it
   */
  static Reading read(String body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new RefusedException("no JSON: " + body, e);
    }
    Set<ValidationMessage> faults = SCHEMA.validate(json);
    Wire.require(faults.isEmpty(), faults + " in " + body);
    List<String> texts = new ArrayList<>();
    StringBuilder shape = new StringBuilder();
    write(json, false, shape, texts);
    return new Reading(shape.toString(), texts);
  }

  private static void write(
      JsonNode json, boolean operand, StringBuilder shape, List<String> texts) {
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> member : json.properties()) {
        shape.append('{').append(member.getKey()).append(' ');
        write(member.getValue(), member.getKey().startsWith("$"), shape, texts);
        shape.append('}');
      }
    } else if (json.isArray()) {
      for (JsonNode element : json) {
        shape.append('[');
        write(element, operand, shape, texts);
        shape.append(']');
      }
    } else if (json.isTextual() && operand && !json.textValue().isEmpty()) {
      texts.add(json.textValue());
      shape.append('?');
    } else {
      shape.append(json);
    }
  }
}
