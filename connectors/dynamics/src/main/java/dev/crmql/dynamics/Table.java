package dev.crmql.dynamics;

import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import java.util.List;
import java.util.Optional;

/**
 * The table that a query asks.
 *
 * @param name its logical name, such as {@code opportunity}
 * @param entitySet its name in URLs, such as {@code opportunities}
 * @param idProperty the property that holds the rows' ids
 * @param schema what is known of its columns
 */
record Table(String name, String entitySet, String idProperty, ObjectSchema schema) {

  static Table of(String written, ObjectSchema schema) {
    String name =
        schema.name().isEmpty() ? DynamicsConnector.TYPES.objectName(written) : schema.name();
    return new Table(
        name,
        schema.collection().orElseGet(() -> ODataNames.entitySet(name)),
        schema.idField().orElseGet(() -> ODataNames.idProperty(name)),
        schema);
  }

  /** The column that a path of the normalised query leads to. */
  Column column(FieldPath field) {
    if (field.isNested()) {
      String property = String.join("/", relations(field)) + "/" + property(field);
      return new Column(property, ColumnKind.UNKNOWN, true, true);
    }
    Optional<Field> known = schema.field(field.head());
    if (known.isEmpty()) {
      return new Column(field.head(), ColumnKind.UNKNOWN, true, false);
    }
    ColumnKind kind = ColumnKind.of(known.get(), idProperty);
    return new Column(property(field), kind, known.get().nullable(), false);
  }

  /** The property that holds the value of the path's last column, in the row that it is of. */
  String property(FieldPath field) {
    String leaf = field.leaf();
    if (field.isNested()) {
      return GuessedSchema.isLookup(leaf) ? ODataNames.lookupProperty(leaf) : leaf;
    }
    return isLookup(field) ? ODataNames.lookupProperty(leaf) : leaf;
  }

  /** Whether the column holds the id of another row. */
  boolean isLookup(FieldPath field) {
    if (field.isNested()) {
      return GuessedSchema.isLookup(field.leaf());
    }
    Optional<Field> known = schema.field(field.head());
    return known.isPresent() && ColumnKind.of(known.get(), idProperty) == ColumnKind.LOOKUP;
  }

  /** Whether the service can filter by the column. */
  boolean isFilterable(FieldPath field) {
    return field.isNested() || schema.isFilterable(field.head());
  }

  /**
   * Why Dataverse does not sort by the column as a query means it (Power Apps developer guide,
   * Order rows).
   */
  Optional<String> orderObstacle(FieldPath field) {
    if (field.isNested()) {
      return Optional.of("Dynamics can't sort by properties of related rows");
    }
    return switch (column(field).kind()) {
      case LOOKUP -> Optional.of("Dynamics sorts by the name of what " + field + " leads to");
      case CHOICES -> Optional.of("Dynamics can't sort by several choices");
      case TEXT, GUID, BOOLEAN, NUMBER, DATE, TIMESTAMP, UNKNOWN -> Optional.empty();
    };
  }

  /** Whether the path leads to any number of rows. */
  boolean leadsToMany(FieldPath field) {
    return field.isNested() && schema.relation(field.head()).map(Relation::many).orElse(false);
  }

  /** The navigation properties that the path goes over. */
  static List<String> relations(FieldPath field) {
    return field.names().subList(0, field.names().size() - 1);
  }
}
