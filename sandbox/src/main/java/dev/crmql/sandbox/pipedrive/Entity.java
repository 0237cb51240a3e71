package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * A type of records with its rows.
 *
 * @param itemType its name in searches, filters and the addresses of field lists, {@code deal}
 * @param filterType the {@code type} of its saved filters
 * @param table what lists show, under its name in addresses, {@code deals}
 * @param stored the same with the archived and the deleted records
 */
record Entity(String itemType, String filterType, List<Field> fields, Table table, Table stored) {

  Entity {
    fields = List.copyOf(fields);
  }

  String name() {
    return table.name();
  }

  /** The one type that v2 has no list of. */
  boolean isLead() {
    return itemType.equals("lead");
  }

  Optional<Field> field(String key) {
    return fields.stream().filter(field -> field.key().equals(key)).findFirst();
  }

  Optional<Field> field(int id) {
    return fields.stream().filter(field -> field.id() == id).findFirst();
  }

  /** The field with the name that users know a record by. */
  String titleKey() {
    return switch (itemType) {
      case "deal", "lead" -> "title";
      case "activity" -> "subject";
      default -> "name";
    };
  }
}
