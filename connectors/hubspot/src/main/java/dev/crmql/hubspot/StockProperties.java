package dev.crmql.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.ResourceJson;

/**
 * What every HubSpot has, for accounts that do not describe an object type: properties of the
 * standard types. They stand in {@code hubspot-properties.json} in the form of the properties API.
 */
final class StockProperties {

  private static final String EVERY_TYPE = "*";
  private static final JsonNode TYPES =
      ResourceJson.read(StockProperties.class, "hubspot-properties.json");

  private StockProperties() {}

  /** What is known of the object type. */
  static ObjectSchema of(String object) {
    ObjectSchema.Builder schema = ObjectSchema.builder(object).unknown();
    PropertiesReader.read(TYPES.path(EVERY_TYPE), schema);
    PropertiesReader.read(TYPES.path(object), schema);
    return schema.build();
  }
}
