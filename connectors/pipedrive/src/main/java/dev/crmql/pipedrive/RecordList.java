package dev.crmql.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.ResourceJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list of all records of a type (API reference, Get all deals and its likes).
 *
 * @param name as it stands in its path, such as {@code deals}
 * @param fields the last part of the path of the list of the type's fields
 * @param item what the item search calls the type; empty if it finds none of them
 * @param parameters by which the list can be narrowed
 * @param note what the list lacks
 * @param columns the properties that every record of the list has, with their types
 */
record RecordList(
    String name,
    String path,
    String fields,
    Optional<String> item,
    Set<String> parameters,
    Optional<String> note,
    Map<String, FieldType> columns) {

  static final String ID = "id";
  static final String UPDATED = "update_time";
  static final String IDS = "ids";
  static final String SINCE = "updated_since";
  static final String UNTIL = "updated_until";

  private static final String V1 = "/v1/";

  private static final Map<String, RecordList> ALL = load();

  /** The list of that name; empty if there is none. */
  static Optional<RecordList> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static List<RecordList> all() {
    return List.copyOf(ALL.values());
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
    String parameter = property.equals(ID) ? IDS : property;
    return parameters.contains(parameter) ? Optional.of(parameter) : Optional.empty();
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
          Field known = described.get(column);
          String nativeType = known == null ? "" : known.nativeType();
          schema.field(
              new Field(column, type, nativeType, !column.equals(ID), narrowsBy(column), true));
        });
    return schema;
  }

  private static Map<String, RecordList> load() {
    Map<String, RecordList> lists = new LinkedHashMap<>();
    ResourceJson.read(RecordList.class, "lists.json")
        .properties()
        .forEach(list -> lists.put(list.getKey(), of(list.getKey(), list.getValue())));
    return lists;
  }

  private static RecordList of(String name, JsonNode json) {
    Map<String, FieldType> columns = new LinkedHashMap<>();
    json.get("columns")
        .properties()
        .forEach(
            column -> columns.put(column.getKey(), FieldType.valueOf(column.getValue().asText())));
    return new RecordList(
        name,
        json.get("path").textValue(),
        json.get("fields").textValue(),
        Optional.ofNullable(json.path("item").textValue()),
        json.get("parameters")
            .valueStream()
            .map(JsonNode::textValue)
            .collect(Collectors.toUnmodifiableSet()),
        Optional.ofNullable(json.path("note").textValue()),
        Map.copyOf(columns));
  }
}
