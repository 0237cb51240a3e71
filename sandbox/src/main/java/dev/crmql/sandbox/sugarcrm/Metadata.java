package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Writes what the metadata says of modules and fields. */
final class Metadata {
  private static final Set<String> REQUIRED =
      Set.of("id", "name", "last_name", "sales_stage", "date_closed");

  private Metadata() {}

  /**
   * Modules and their fields.
   *
   * @param names the modules asked for, unknown ones are passed over; null for all
   */
  static ObjectNode modules(Map<String, Module> modules, Set<String> names) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode written = root.putObject("modules");
    new TreeMap<>(modules)
        .forEach(
            (name, module) -> {
              if (names == null || names.contains(name)) {
                ObjectNode fields = written.putObject(name).putObject("fields");
                module
                    .fields()
                    .values()
                    .forEach(field -> describe(fields.putObject(field.name()), field));
              }
            });
    byte[] content = root.toString().getBytes(StandardCharsets.UTF_8);
    return root.put("_hash", UUID.nameUUIDFromBytes(content).toString().replace("-", ""));
  }

  private static void describe(ObjectNode vardef, Field field) {
    FieldType type = field.type();
    vardef.put("name", field.name()).put("type", type.vardefType());
    switch (type) {
      case NAME, VARCHAR, PHONE, URL -> vardef.put("dbType", "varchar").put("len", 255);
      case ENUM -> vardef.put("len", 100).put("options", field.name() + "_list");
      case DECIMAL -> vardef.put("len", 20).put("precision", 2);
      case CURRENCY -> vardef.put("dbType", "currency").put("len", "26,6");
      case DATETIMECOMBO -> vardef.put("dbType", "datetime");
      case FULLNAME -> vardef.put("source", "non-db").put("sort_on", "last_name");
      case NONE -> vardef.put("source", "non-db");
      case EMAIL ->
          vardef
              .put("source", "non-db")
              .put("link", "email_addresses_primary")
              .put("rname", "email_address")
              .put("module", "EmailAddresses");
      case RELATE ->
          vardef
              .put("source", "non-db")
              .put("dbType", field.relation().rname().equals("id") ? "id" : "varchar")
              .put("link", field.relation().link())
              .put("rname", field.relation().rname())
              .put("id_name", field.relation().idName())
              .put("module", field.relation().module());
      case LINK -> vardef.put("source", "non-db").put("module", field.relation().module());
      case ID, TEXT, BOOL, INT, DATE, DATETIME -> {}
    }
    if (field.custom()) {
      vardef.put("source", "custom_fields");
    }
    if (REQUIRED.contains(field.name()) && type != FieldType.FULLNAME) {
      vardef.put("required", true);
    }
  }
}
