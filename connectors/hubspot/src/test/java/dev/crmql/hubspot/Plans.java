package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Plans of KQL text. */
final class Plans {

  static final HubSpotConnector CONNECTOR = new HubSpotConnector();

  /** A made-up type that has a property of every kind. */
  static final ObjectSchema DEALS =
      schema(
          "deals",
          """
          [{'name':'dealname','type':'string'}, {'name':'a','type':'string'},
           {'name':'b','type':'string'}, {'name':'c','type':'string'}, {'name':'d','type':'string'},
           {'name':'e','type':'string'}, {'name':'f','type':'string'}, {'name':'g','type':'string'},
           {'name':'amount','type':'number'}, {'name':'size','type':'number'},
           {'name':'closedate','type':'datetime'}, {'name':'close_day','type':'date'},
           {'name':'won','type':'bool'}, {'name':'odd','type':'object_coordinates'},
           {'name':'dealstage','type':'enumeration','fieldType':'select',
            'options':[{'value':'closedwon'},{'value':'closedlost'},{'value':'Twice'},
                       {'value':'twice'}]},
           {'name':'owner','type':'enumeration','fieldType':'select'},
           {'name':'tags','type':'enumeration','fieldType':'checkbox',
            'options':[{'value':'x'},{'value':'y'}]}]
          """);

  private Plans() {}

  static SearchPlan plan(String kql, ObjectSchema schema, Completion completion) {
    return CONNECTOR.plan(QueryParser.kql().parse(kql), schema, completion);
  }

  /** A plan for {@link #DEALS}. */
  static SearchPlan strict(String kql) {
    return plan(kql, DEALS, Completion.STRICT);
  }

  /** The plan of {@code SELECT dealname FROM deals WHERE condition}. */
  static SearchPlan where(String condition) {
    return strict("SELECT dealname FROM deals WHERE " + condition);
  }

  static List<Diagnostic> faults(String kql, ObjectSchema schema, Completion completion) {
    return assertThrows(QueryException.class, () -> plan(kql, schema, completion)).diagnostics();
  }

  /** An object type of these properties, as JSON with apostrophes for quotes. */
  static ObjectSchema schema(String object, String properties) {
    ObjectSchema.Builder schema = ObjectSchema.builder(object);
    PropertiesReader.read(json(properties), schema);
    return schema.build();
  }

  static JsonNode body(UpstreamRequest request) {
    return HubSpotRequests.body(request);
  }

  static JsonNode body(SearchPlan plan) {
    return body(plan.requests().get(0));
  }

  /** The filters of each group, as JSON that is easy to read: {@code a EQ [x]}. */
  static String groups(UpstreamRequest request) {
    StringBuilder text = new StringBuilder();
    for (JsonNode group : body(request).path("filterGroups")) {
      text.append(text.isEmpty() ? "" : " | ");
      String separator = "";
      for (JsonNode filter : group.path("filters")) {
        text.append(separator).append(filter.path("propertyName").textValue());
        text.append(' ').append(filter.path("operator").textValue());
        for (String key : List.of("value", "highValue", "values")) {
          if (filter.has(key)) {
            JsonNode value = filter.get(key);
            text.append(' ').append(value.isTextual() ? value.textValue() : value);
          }
        }
        separator = " & ";
      }
    }
    return text.toString();
  }

  static String groups(SearchPlan plan) {
    return groups(plan.requests().get(0));
  }

  /** JSON in which apostrophes stand for quotes. */
  static JsonNode json(String json) {
    try {
      return new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UpstreamResponse answer(int status, String json) {
    return new UpstreamResponse(
        status, Map.of(), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
