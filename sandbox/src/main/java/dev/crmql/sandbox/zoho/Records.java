package dev.crmql.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.JsonValues;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes records. */
final class Records {
  /** In the zone of the organisation's user. */
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
          .withZone(ZoneOffset.ofHoursMinutes(5, 30));

  private final Map<Object, Object> names = new HashMap<>();
  private final boolean lookupNames;

  /** {@code lookupNames} says whether lookups show the name of their record. */
  Records(List<Table> modules, boolean lookupNames) {
    this.lookupNames = lookupNames;
    for (Table module : modules) {
      boolean target =
          modules.stream()
              .flatMap(other -> other.columns().stream())
              .anyMatch(column -> module.name().equals(column.target()));
      if (target) {
        String name = ZohoModules.nameField(module.name());
        module.rows().forEach(row -> names.put(row.get(ZohoModules.KEY), row.get(name)));
      }
    }
  }

  /** A record of a query's answer, whose columns are called {@code f0}, {@code f1} and so on. */
  ObjectNode ofColumns(List<CoqlFields.Found> selected, Map<String, Object> row) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < selected.size(); i++) {
      CoqlFields.Found field = selected.get(i);
      record.set(field.name(), json(field.column(), row.get("f" + i)));
    }
    return record;
  }

  /** A record with these fields of a row. */
  ObjectNode of(List<Column> fields, Map<String, Object> row) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    fields.forEach(field -> record.set(field.name(), json(field, row.get(field.name()))));
    return record;
  }

  private JsonNode json(Column field, Object value) {
    if (field.type() != ColumnType.REFERENCE || value == null) {
      return JsonValues.of(value, DATE_TIME);
    }
    ObjectNode lookup = JsonNodeFactory.instance.objectNode();
    if (lookupNames) {
      lookup.put("name", names.get(value).toString());
    }
    return lookup.put("id", value.toString());
  }
}
