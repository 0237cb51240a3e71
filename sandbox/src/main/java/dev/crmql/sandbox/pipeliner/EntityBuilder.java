package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Makes an entity of sample records, field by field.
 *
 * @param <R> a kind of sample record
 */
final class EntityBuilder<R> {
  /** Emails and telephone numbers that a record has fields for. */
  private static final int NUMBERED_FIELDS = 5;

  private final String name;
  private final String singular;
  private final List<R> records;
  private final ToIntFunction<R> number;
  private final Map<Field, Function<R, Object>> values = new LinkedHashMap<>();

  /** For records that are numbered, each number once. */
  EntityBuilder(String name, String singular, List<R> records, ToIntFunction<R> number) {
    this(name, singular, records, number, r -> id(name, number.applyAsInt(r)));
  }

  private EntityBuilder(
      String name,
      String singular,
      List<R> records,
      ToIntFunction<R> number,
      Function<R, String> id) {
    this.name = name;
    this.singular = singular;
    this.records = records;
    this.number = number;
    field("id", FieldType.ID, id::apply);
  }

  /** For records that have their ids already. */
  static <R> EntityBuilder<R> withIds(
      String name, String singular, List<R> records, Function<R, String> id) {
    return new EntityBuilder<>(name, singular, records, records::indexOf, id);
  }

  /** The made-up id of a record or an option: always the same one, in no order. */
  static String id(String kind, Object key) {
    return key == null
        ? null
        : UUID.nameUUIDFromBytes((kind + "/" + key).getBytes(StandardCharsets.UTF_8)).toString();
  }

  EntityBuilder<R> text(String field, Function<R, String> text) {
    return field(field, FieldType.TEXT, text::apply);
  }

  /** {@code email1} with a value; {@code email2} to {@code email5} have none. */
  EntityBuilder<R> numbered(String field, FieldType type, Function<R, String> first) {
    field(field + 1, type, first::apply);
    for (int i = 2; i <= NUMBERED_FIELDS; i++) {
      field(field + i, type, r -> null);
    }
    return this;
  }

  /** The id of one of a list of labelled options; null for the label null. */
  EntityBuilder<R> option(String field, Function<R, String> label) {
    return field(field, FieldType.REFERENCE, r -> id(field, label.apply(r)));
  }

  /** The id of a record of another entity, and the address of it under the name {@code link}. */
  EntityBuilder<R> reference(
      String field, String target, String link, Function<R, Integer> number) {
    return field(
        new Field(field, FieldType.REFERENCE, target, link), r -> id(target, number.apply(r)));
  }

  /**
   * What every record has: its owner, when it was made and changed, and flags that say no more than
   * that there are archived records and no deleted ones.
   */
  EntityBuilder<R> common(Function<R, Instant> created, Function<R, Instant> modified) {
    return field(
            new Field("owner_id", FieldType.REFERENCE, Field.CLIENTS, "owner"),
            r -> id(Field.CLIENTS, 1 + number.applyAsInt(r) % 3))
        .field("modified_by_user", FieldType.MODIFIER, r -> id(Field.CLIENTS, 1))
        .field("is_archived", FieldType.CHECKBOX, r -> number.applyAsInt(r) % 17 == 0)
        .field("is_deleted", FieldType.CHECKBOX, r -> false)
        .field("created", FieldType.DATETIME, r -> precise(created.apply(r), number.applyAsInt(r)))
        .field(
            "modified", FieldType.DATETIME, r -> precise(modified.apply(r), number.applyAsInt(r)));
  }

  /** Two records of three lie some microseconds after the whole second. */
  private static Instant precise(Instant second, int number) {
    return number % 3 == 0 ? second : second.plus(number * 104_729L % 1_000_000, ChronoUnit.MICROS);
  }

  EntityBuilder<R> field(String field, FieldType type, Function<R, Object> value) {
    return field(Field.of(field, type), value);
  }

  private EntityBuilder<R> field(Field field, Function<R, Object> value) {
    values.put(field, value);
    return this;
  }

  Entity build() {
    List<Map<String, Object>> rows = new ArrayList<>(records.size());
    for (R record : records) {
      Map<String, Object> row = new LinkedHashMap<>();
      values.forEach((field, value) -> row.put(field.name(), value.apply(record)));
      rows.add(row);
    }
    List<Field> fields = List.copyOf(values.keySet());
    return new Entity(
        singular, fields, new Table(name, "id", fields.stream().map(Field::column).toList(), rows));
  }
}
