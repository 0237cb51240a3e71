package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Writes what describes the records: their fields, the stages of deals, the filters' operators. */
final class FieldLists {
  private FieldLists() {}

  static ArrayNode fields(Entity entity) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Field field : entity.fields()) {
      ObjectNode written =
          list.addObject()
              .put("id", field.id())
              .put("key", field.key())
              .put("name", field.name())
              .put("field_type", field.type().fieldType())
              .put("edit_flag", field.isCustom());
      if (!field.options().isEmpty()) {
        ArrayNode options = written.putArray("options");
        for (int i = 0; i < field.options().size(); i++) {
          options
              .addObject()
              .put("id", Field.FIRST_OPTION + i)
              .put("label", field.options().get(i));
        }
      }
    }
    return list;
  }

  static ArrayNode stages() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < Entities.STAGES.size(); i++) {
      list.addObject()
          .put("id", i + 1)
          .put("name", Entities.STAGES.get(i))
          .put("pipeline_id", 1)
          .put("order_nr", i + 1);
    }
    return list;
  }

  static ObjectNode helpers() {
    ObjectNode operators = JsonNodeFactory.instance.objectNode();
    Arrays.stream(FieldType.values())
        .forEach(
            type -> {
              ObjectNode written = operators.putObject(type.fieldType());
              Operator.of(type).forEach(text -> written.put(text, text));
            });
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("operators", operators);
    return data;
  }
}
