package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.data.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Makes a Dataverse table of sample records, column by column.
 *
 * @param <R> a kind of sample record
 */
final class TableBuilder<R> {
  private static final Map<Integer, String> YES_NO = Map.of(0, "No", 1, "Yes");

  private final String logicalName;
  private final String key;
  private final List<R> records;
  private final ToIntFunction<R> number;
  private final Map<Attribute, Function<R, Object>> values = new LinkedHashMap<>();
  private final List<Navigation> collections = new ArrayList<>();

  /** Begins with the column of the primary key. */
  TableBuilder(String logicalName, String key, List<R> records, ToIntFunction<R> number) {
    this.logicalName = logicalName;
    this.key = key;
    this.records = records;
    this.number = number;
    column(key, AttributeType.UNIQUEIDENTIFIER, r -> guid(logicalName, number.applyAsInt(r)));
  }

  /** The made-up id of a record: always the same one, in no order. */
  static String guid(String logicalName, Integer number) {
    return number == null
        ? null
        : UUID.nameUUIDFromBytes((logicalName + number).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  /**
   * Text: an empty one becomes null in every other row, as rows cleared in a form and rows imported
   * differ.
   */
  TableBuilder<R> text(String name, Function<R, String> text) {
    return text(name, AttributeType.STRING, text);
  }

  TableBuilder<R> memo(String name, Function<R, String> text) {
    return text(name, AttributeType.MEMO, text);
  }

  private TableBuilder<R> text(String name, AttributeType type, Function<R, String> text) {
    return column(
        name,
        type,
        r -> {
          String value = text.apply(r);
          return "".equals(value) && number.applyAsInt(r) % 2 == 0 ? null : value;
        });
  }

  TableBuilder<R> flag(String name, Function<R, Boolean> value) {
    return column(new Attribute(name, AttributeType.BOOLEAN, YES_NO, List.of()), value::apply);
  }

  /** A choice whose options are numbered from 1 in the order of their labels. */
  TableBuilder<R> choice(String name, AttributeType type, Function<R, String> label) {
    Map<String, Integer> numbers = new TreeMap<>();
    records.stream().map(label).filter(l -> l != null).forEach(l -> numbers.put(l, 0));
    Map<Integer, String> labels = new TreeMap<>();
    numbers.replaceAll(
        (l, unset) -> {
          labels.put(labels.size() + 1, l);
          return labels.size();
        });
    return column(
        new Attribute(name, type, labels, List.of()),
        r -> label.apply(r) == null ? null : numbers.get(label.apply(r)));
  }

  /** Active or inactive: every ninth row is inactive. */
  TableBuilder<R> state() {
    return column(
        new Attribute(
            "statecode", AttributeType.STATE, Map.of(0, "Active", 1, "Inactive"), List.of()),
        r -> number.applyAsInt(r) % 9 == 0 ? 1 : 0);
  }

  TableBuilder<R> lookup(String name, Function<R, String> guid, String target, String targetKey) {
    return column(
        new Attribute(
            name,
            AttributeType.LOOKUP,
            Map.of(),
            List.of(new Navigation(name, name, target, targetKey, false))),
        guid::apply);
  }

  /**
   * A lookup to an account or a contact: its navigations are told apart by what follows its name.
   */
  TableBuilder<R> accountOrContact(
      String name, AttributeType type, String suffix, Function<R, String> guid) {
    List<Navigation> navigations =
        List.of(
            new Navigation(name + "_account" + suffix, name, "account", "accountid", false),
            new Navigation(name + "_contact" + suffix, name, "contact", "contactid", false));
    return column(new Attribute(name, type, Map.of(), navigations), guid::apply);
  }

  /** A way to the rows of another table whose lookup points here. */
  TableBuilder<R> collection(String name, String target, String targetColumn) {
    collections.add(new Navigation(name, key, target, targetColumn, true));
    return this;
  }

  TableBuilder<R> column(String name, AttributeType type, Function<R, Object> value) {
    return column(new Attribute(name, type, Map.of(), List.of()), value);
  }

  private TableBuilder<R> column(Attribute attribute, Function<R, Object> value) {
    values.put(attribute, value);
    return this;
  }

  DataverseTable build(String entitySet, String primaryName) {
    List<Map<String, Object>> rows = new ArrayList<>(records.size());
    for (R record : records) {
      Map<String, Object> row = new LinkedHashMap<>();
      values.forEach((attribute, value) -> row.put(attribute.logicalName(), value.apply(record)));
      rows.add(row);
    }
    List<Attribute> attributes = List.copyOf(values.keySet());
    return new DataverseTable(
        new Table(logicalName, key, attributes.stream().map(Attribute::column).toList(), rows),
        entitySet,
        primaryName,
        attributes,
        List.copyOf(collections));
  }
}
