package dev.crmql.sandbox.sugarcrm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A module and its fields.
 *
 * @param name spelled exactly as in the path
 * @param fields by name, in the order in which records list them
 */
record Module(String name, Map<String, Field> fields) {

  Module {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  static Module of(String name, List<Field> fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    return new Module(name, byName);
  }
}
