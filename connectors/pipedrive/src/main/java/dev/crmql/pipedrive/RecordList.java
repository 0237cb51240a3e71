package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.ResourceJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of all records of a type (API reference, Get all deals and its likes), as {@code
 * lists.json} says it.
 *
 * @param name as it stands in its path, such as {@code deals}
 * @param fields the last part of the path of the list of the type's fields
 * @param itemType what the item search calls the type; null if it finds none of them
 * @param parameters by which the list can be narrowed
 * @param sorts the dates that the list can be sorted by
 * @param lack what the list lacks; null if nothing
 * @param columns the properties that every record of the list has, with their types
 */
record RecordList(
    String name,
    String path,
    String fields,
    String itemType,
    Set<String> parameters,
    Set<String> sorts,
    String lack,
    Map<String, FieldType> columns) {

  static final String ID = "id";
  static final String UPDATED = "update_time";
  static final String IDS = "ids";
  static final String SINCE = "updated_since";
  static final String UNTIL = "updated_until";

  private static final String V1 = "/v1/";

  private static final List<RecordList> ALL =
      List.of(
          new ObjectMapper()
              .convertValue(ResourceJson.read(RecordList.class, "lists.json"), RecordList[].class));

  /** The list of that name; empty if there is none. */
  static Optional<RecordList> named(String name) {
    return ALL.stream().filter(list -> list.name.equals(name)).findFirst();
  }

  static List<RecordList> all() {
    return ALL;
  }

  /** What the item search calls the type; empty if it finds none of them. */
  Optional<String> item() {
    return Optional.ofNullable(itemType);
  }

  /** What the list lacks. */
  Optional<String> note() {
    return Optional.ofNullable(lack);
  }

  /** Whether pages are asked for by their start, not by a cursor. */
  boolean isOfVersion1() {
    return path.startsWith(V1);
  }

  String fieldsPath() {
    return V1 + fields;
  }

  /** The parameter that compares a property with one value or several; empty if there is none. */
  Optional<String> parameter(String property) {
    return Optional.of(property.equals(ID) ? IDS : property).filter(parameters::contains);
  }

  /** Whether the list can be narrowed by a property. */
  boolean narrowsBy(String property) {
    return parameter(property).isPresent()
        || (property.equals(UPDATED) && parameters.contains(SINCE));
  }

  /** The schema of the type, with what is known of it whether it is described or not. */
  ObjectSchema.Builder schema(Map<String, Field> described) {
    ObjectSchema.Builder schema = ObjectSchema.builder(name).idField(ID);
    described.values().forEach(schema::field);
    columns.forEach(
        (column, type) -> {
          Field known = described.getOrDefault(column, Field.of(column, type));
          schema.field(
              new Field(
                  column,
                  type,
                  known.nativeType(),
                  !column.equals(ID),
                  narrowsBy(column),
                  true,
                  known.options()));
        });
    return schema;
  }
}
