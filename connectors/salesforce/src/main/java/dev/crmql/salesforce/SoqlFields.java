package dev.crmql.salesforce;

import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;

/** What is known of the properties that a query names. */
final class SoqlFields {

  static final String ID = "Id";

  private static final Field KNOWN_ID = new Field(ID, FieldType.ID, "id", false, true, true);
  private static final Field RELATED_ID = new Field(ID, FieldType.ID, "id", true, true, true);

  private final ObjectSchema schema;

  SoqlFields(ObjectSchema schema) {
    this.schema = schema;
  }

  /**
   * What is known of a property; of related objects only that each has an id, which is NULL where
   * there is no such object.
   */
  Field of(FieldPath path) {
    if (path.isNested()) {
      return isIdName(path.leaf()) ? RELATED_ID : Field.of(path.leaf(), FieldType.OTHER);
    }
    return schema
        .field(path.head())
        .orElseGet(() -> isId(path) ? KNOWN_ID : Field.of(path.head(), FieldType.OTHER));
  }

  /** Whether the path is the record's own id. */
  static boolean isId(FieldPath path) {
    return !path.isNested() && isIdName(path.head());
  }

  private static boolean isIdName(String name) {
    return name.equalsIgnoreCase(ID);
  }

  /** The id of the object that the path's last property belongs to. */
  static FieldPath ownerId(FieldPath nested) {
    List<String> names = new ArrayList<>(nested.names());
    names.set(names.size() - 1, ID);
    return new FieldPath(names, nested.at());
  }

  static boolean isMultipicklist(Field field) {
    return field.nativeType().equals("multipicklist");
  }

  static boolean isPicklist(Field field) {
    return field.nativeType().equals("picklist");
  }

  static boolean isReference(Field field) {
    return field.nativeType().equals("reference");
  }

  static boolean isTime(Field field) {
    return field.nativeType().equals("time");
  }
}
