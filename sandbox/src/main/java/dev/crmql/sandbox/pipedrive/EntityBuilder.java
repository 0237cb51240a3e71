package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.data.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes a type of records of sample records, field by field.
 *
 * @param <R> a kind of sample record
 */
final class EntityBuilder<R> {
  private final List<R> records;
  private final int firstFieldId;
  private final Map<Field, Function<R, Object>> values = new LinkedHashMap<>();

  /**
   * Begins without fields.
   *
   * @param firstFieldId the id of the first field; each further one's is one more
   */
  EntityBuilder(List<R> records, int firstFieldId) {
    this.records = records;
    this.firstFieldId = firstFieldId;
  }

  EntityBuilder<R> field(String key, FieldType type, Function<R, Object> value) {
    String name = key.replace('_', ' ');
    return field(
        key, Character.toUpperCase(name.charAt(0)) + name.substring(1), type, List.of(), value);
  }

  /** Text: an empty one is no value. */
  EntityBuilder<R> text(String key, FieldType type, Function<R, String> text) {
    return field(key, type, r -> unlessEmpty(text.apply(r)));
  }

  /** A custom field; empty text is no value. */
  EntityBuilder<R> custom(String name, FieldType type, Function<R, Object> value) {
    return field(
        hash(name),
        name,
        type,
        List.of(),
        r -> value.apply(r) instanceof String text ? unlessEmpty(text) : value.apply(r));
  }

  /** A custom field that holds the id of one of the options. */
  EntityBuilder<R> customOption(String name, List<String> options, Function<R, String> label) {
    return field(
        hash(name),
        name,
        FieldType.ENUM,
        options,
        r -> label.apply(r) == null ? null : Field.FIRST_OPTION + options.indexOf(label.apply(r)));
  }

  /** A field that holds the ids of some of the options. */
  EntityBuilder<R> options(
      String key, String name, List<String> options, Function<R, Object> value) {
    return field(key, name, FieldType.SET, options, value);
  }

  private EntityBuilder<R> field(
      String key, String name, FieldType type, List<String> options, Function<R, Object> value) {
    values.put(new Field(firstFieldId + values.size(), key, name, type, options), value);
    return this;
  }

  private static String unlessEmpty(String text) {
    return "".equals(text) ? null : text;
  }

  /** The key of a custom field, which says nothing of its name: 40 hexadecimal digits. */
  static String hash(String name) {
    String digits = uuid("field", name).replace("-", "");
    return digits + digits.substring(0, 8);
  }

  static String uuid(String kind, Object key) {
    return UUID.nameUUIDFromBytes((kind + "/" + key).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * The type with all its records.
   *
   * @param hidden records that are archived or deleted, by what sets their rows apart from those of
   *     the first sample records
   */
  Entity build(String name, String itemType, String filterType, List<Map<String, Object>> hidden) {
    List<Map<String, Object>> rows = new ArrayList<>(records.size());
    for (R record : records) {
      Map<String, Object> row = new LinkedHashMap<>();
      values.forEach((field, value) -> row.put(field.key(), value.apply(record)));
      rows.add(row);
    }
    List<Map<String, Object>> stored = new ArrayList<>(rows);
    for (int i = 0; i < hidden.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>(rows.get(i));
      row.putAll(hidden.get(i));
      stored.add(row);
    }
    List<Field> fields = List.copyOf(values.keySet());
    return new Entity(
        itemType, filterType, fields, table(name, fields, rows), table(name, fields, stored));
  }

  private static Table table(String name, List<Field> fields, List<Map<String, Object>> rows) {
    return new Table(name, "id", fields.stream().map(Field::column).toList(), rows);
  }
}
