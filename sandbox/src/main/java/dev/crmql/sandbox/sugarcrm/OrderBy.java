package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a list.
 *
 * @param sql what stands after {@code ORDER BY}; its last column is the id, unless an earlier one
 *     is
 */
record OrderBy(String sql) {

  /**
   * Reads {@code name:desc,date_modified}. Entries are not trimmed; any direction but {@code desc}
   * ascends; of a repeated field the first counts; fields outside of the database are left out
   * without a word, but for persons' names, which sort by the last name.
   */
  static OrderBy of(JsonNode argument, boolean nullsLast, Module module) {
    Map<String, Boolean> descending = new LinkedHashMap<>();
    if (argument == null || !argument.isTextual()) {
      descending.put("date_modified", true);
    } else {
      for (String entry : argument.textValue().split(",", -1)) {
        String[] parts = entry.split(":", 2);
        if (!module.fields().containsKey(parts[0])) {
          throw SugarException.invalidParameter(
              "Non existing field: " + parts[0] + " in module: " + module.name());
        }
        descending.putIfAbsent(parts[0], parts.length == 2 && parts[1].equalsIgnoreCase("desc"));
      }
    }
    List<String> columns = new ArrayList<>();
    boolean last = false;
    for (Map.Entry<String, Boolean> entry : descending.entrySet()) {
      last = entry.getValue();
      String column = sortColumn(module.fields().get(entry.getKey()));
      if (column != null) {
        columns.add(column(column, last) + (nullsLast ? " NULLS LAST" : ""));
      }
    }
    if (!descending.containsKey("id")) {
      columns.add(column("id", last));
    }
    return new OrderBy(String.join(", ", columns));
  }

  private static String column(String name, boolean descending) {
    return Where.column(null, name) + (descending ? " DESC" : " ASC");
  }

  private static String sortColumn(Field field) {
    if (field.type() == FieldType.FULLNAME) {
      return "last_name";
    }
    return field.type().ignoredInFilters() ? null : field.name();
  }
}
