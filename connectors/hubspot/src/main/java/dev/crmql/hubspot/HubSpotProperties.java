package dev.crmql.hubspot;

import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.List;

/**
 * What is known of an object type's properties.
 *
 * @param schema as described, or what is known of every HubSpot
 */
record HubSpotProperties(ObjectSchema schema) {

  static final String CHOICE = "enumeration";
  static final String CHOICES = "checkbox";

  PropertyKind kind(String name) {
    if (name.equals(HubSpotNames.ID)) {
      return PropertyKind.ID;
    }
    return schema.field(name).map(HubSpotProperties::kind).orElse(PropertyKind.UNKNOWN);
  }

  private static PropertyKind kind(Field field) {
    return switch (field.type()) {
      case TEXT ->
          switch (field.nativeType()) {
            case CHOICE -> PropertyKind.CHOICE;
            case CHOICES -> PropertyKind.CHOICES;
            default -> PropertyKind.STRING;
          };
      case BOOLEAN -> PropertyKind.BOOLEAN;
      case INTEGER, DECIMAL -> PropertyKind.NUMBER;
      case DATE -> PropertyKind.DAY;
      case TIMESTAMP -> PropertyKind.MOMENT;
      case ID, OTHER -> PropertyKind.UNKNOWN;
    };
  }

  FieldType type(FieldPath path) {
    return schema.type(path.leaf());
  }

  /** The values that a choice can have; empty if they are not known. */
  List<String> options(String name) {
    return schema.field(name).map(Field::options).orElse(List.of());
  }
}
