package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.UpstreamJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What every HubSpot has, for accounts that do not describe an object type: properties of the
 * standard types. They stand in {@code hubspot-properties.json} in the form of the properties API.
 */
final class StockProperties {

  private static final String EVERY_TYPE = "*";
  private static final Map<String, ObjectSchema> TYPES = load();

  private StockProperties() {}

  /** What is known of the object type. */
  static ObjectSchema of(String object) {
    ObjectSchema known = TYPES.get(object);
    return known == null ? TYPES.get(EVERY_TYPE) : known;
  }

  private static Map<String, ObjectSchema> load() {
    JsonNode types = read();
    Map<String, ObjectSchema> schemas = new HashMap<>();
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      ObjectSchema.Builder schema = ObjectSchema.builder(type.getKey()).unknown();
      PropertiesReader.read(types.path(EVERY_TYPE), schema);
      PropertiesReader.read(type.getValue(), schema);
      schemas.put(type.getKey(), schema.build());
    }
    return Map.copyOf(schemas);
  }

  private static JsonNode read() {
    try (InputStream in = StockProperties.class.getResourceAsStream("hubspot-properties.json")) {
      if (in == null) {
        throw new IllegalStateException("no hubspot-properties.json beside the connector");
      }
      return UpstreamJson.readAnything(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading hubspot-properties.json", e);
    }
  }
}
