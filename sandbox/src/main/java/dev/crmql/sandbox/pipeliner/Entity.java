package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * A type of records with its rows.
 *
 * @param singular its name in the field list, {@code Account}
 * @param table under its name in addresses, {@code Accounts}
 */
record Entity(String singular, List<Field> fields, Table table) {

  Entity {
    fields = List.copyOf(fields);
  }

  String name() {
    return table.name();
  }

  /** The field spelled exactly so. */
  Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
