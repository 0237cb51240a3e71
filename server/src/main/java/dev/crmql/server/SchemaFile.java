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
   * @throws BadInputException if it can't be read; the message has file, line and what is wrong
   */
  static ObjectSchema read(Path path) {
    DataFile file = DataFile.read(path);
    try {
      return SchemaJson.read(file.root());
    } catch (SchemaFormatException e) {
      throw file.fault(e.pointer(), e.getMessage());
    }
  }
}
