package dev.crmql.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The modules and their fields. Fields that come with every record, {@code id}, are not listed. */
final class Metadata {
  /** A module that the API lists but does not let anyone read. */
  private static final String HIDDEN_MODULE = "Feeds";

  private static final Set<String> CUSTOM_FIELDS = Set.of("Credit_Hold", "Private_Sale");
  private static final Set<String> READ_ONLY = Set.of("Full_Name", "Created_Time", "Modified_Time");

  private Metadata() {}

  static ObjectNode modules(List<Table> modules) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = answer.putArray("modules");
    modules.forEach(module -> add(listed, module.name(), true));
    add(listed, HIDDEN_MODULE, false);
    return answer;
  }

  private static void add(ArrayNode listed, String name, boolean supported) {
    listed
        .addObject()
        .put("api_name", name)
        .put("module_name", name)
        .put("singular_label", name.substring(0, name.length() - 1))
        .put("plural_label", name)
        .put("generated_type", "default")
        .put("api_supported", supported);
  }

  static ObjectNode fields(Table module) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = answer.putArray("fields");
    module.columns().stream()
        .filter(column -> column.type() != ColumnType.ID)
        .forEach(column -> listed.add(field(module, column)));
    return answer;
  }

  private static ObjectNode field(Table module, Column column) {
    ColumnType type = column.type();
    ObjectNode field =
        JsonNodeFactory.instance
            .objectNode()
            .put("api_name", column.name())
            .put("field_label", column.name().replace('_', ' '))
            .put("data_type", FieldTypes.dataType(type))
            .put("json_type", FieldTypes.jsonType(type))
            .put("length", type == ColumnType.LONG_TEXT ? 32_000 : 255)
            .put("filterable", !FieldTypes.operators(type).isEmpty())
            .put("sortable", FieldTypes.sortable(type))
            .put("searchable", WordSearch.searches(column))
            .put("read_only", READ_ONLY.contains(column.name()))
            .put("custom_field", CUSTOM_FIELDS.contains(column.name()))
            .put("system_mandatory", !column.nullable() && type.isText());
    field.set("pick_list_values", choices(module, column));
    if (type == ColumnType.REFERENCE) {
      field.putObject("lookup").putObject("module").put("api_name", column.target());
    } else {
      field.putObject("lookup");
    }
    return field;
  }

  /** What is stored is not what is shown, compared with and answered. */
  private static ArrayNode choices(Table module, Column column) {
    ArrayNode choices = JsonNodeFactory.instance.arrayNode();
    if (column.type() != ColumnType.CHOICE) {
      return choices;
    }
    List<String> shown =
        module.rows().stream()
            .map(row -> (String) row.get(column.name()))
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    for (int i = 0; i < shown.size(); i++) {
      choices
          .addObject()
          .put("display_value", shown.get(i))
          .put("actual_value", column.name() + "_" + (i + 1));
    }
    return choices;
  }
}
