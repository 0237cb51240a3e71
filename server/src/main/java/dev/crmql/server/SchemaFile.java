package dev.crmql.server;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.SchemaFormatException;
import dev.crmql.schema.SchemaJson;
import java.nio.file.Path;

/** Reads an object type's description, in YAML or JSON of the form of {@link SchemaJson}. */
final class SchemaFile {

  private SchemaFile() {}

  /**
   * The schema that the file holds.
   *
   * @param objectName the type that it has to describe, as the service calls it
   * @throws BadInputException if it can't be read; the message has file, line and what is wrong
   */
  static ObjectSchema read(Path path, String objectName) {
    DataFile file = DataFile.read(path);
    ObjectSchema schema = read(file);
    if (!schema.name().equalsIgnoreCase(objectName)
        && !schema.collection().filter(objectName::equalsIgnoreCase).isPresent()) {
      throw file.fault(
          file.root(),
          "name",
          "the schema is that of " + schema.name() + ", and the query is FROM " + objectName);
    }
    return schema;
  }

  private static ObjectSchema read(DataFile file) {
    try {
      return SchemaJson.read(file.root());
    } catch (SchemaFormatException e) {
      throw file.fault(e.pointer(), e.getMessage());
    }
  }
}
