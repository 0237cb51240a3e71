package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.ResourceJson;
import java.util.HashMap;
import java.util.Map;

/**
 * What every SugarCRM has, for servers that do not describe a module: the fields of the common
 * modules on which conditions need care. They stand in {@code sugarcrm-fields.json} in the form of
 * the service's own metadata (server sources, {@code modules/<module>/vardefs.php}).
 */
final class StockFields {

  private static final String EVERY_MODULE = "*";
  private static final Map<String, ObjectSchema> MODULES = load();

  private StockFields() {}

  /** What every SugarCRM has, for one that did not describe the module. */
  static ObjectSchema known(String module) {
    ObjectSchema known = MODULES.get(module);
    return known == null ? MODULES.get(EVERY_MODULE) : known;
  }

  /** Whether the module is one of persons, whose name is not in the database. */
  static boolean isPerson(String module) {
    return known(module)
        .field("name")
        .filter(name -> name.nativeType().equals("fullname"))
        .isPresent();
  }

  private static Map<String, ObjectSchema> load() {
    JsonNode modules = ResourceJson.read(StockFields.class, "sugarcrm-fields.json").path("modules");
    JsonNode common = modules.path(EVERY_MODULE).path("fields");
    Map<String, ObjectSchema> schemas = new HashMap<>();
    for (Map.Entry<String, JsonNode> module : modules.properties()) {
      ObjectSchema.Builder schema = ObjectSchema.builder(module.getKey()).unknown();
      MetadataReader.read(common, schema);
      MetadataReader.read(module.getValue().path("fields"), schema);
      schemas.put(module.getKey(), schema.build());
    }
    return Map.copyOf(schemas);
  }
}
