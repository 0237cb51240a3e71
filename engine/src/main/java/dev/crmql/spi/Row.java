package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One record that a service answered with. */
public final class Row {

  private final ObjectNode record;
  private final RecordFormat format;
  private final String id;

  /**
   * A record.
   *
   * @param record as the service gave it; not copied, so not to be changed
   * @param format how to read it
   */
  public Row(ObjectNode record, RecordFormat format) {
    this.record = Objects.requireNonNull(record, "record");
    this.format = Objects.requireNonNull(format, "format");
    this.id = format.id(record);
  }

  /**
   * The records of a page.
   *
   * @param records an array of them
   * @param format how to read them
   * @param serviceTitle the service's name as people write it
   * @throws UpstreamException if it is none
   */
  public static List<Row> all(JsonNode records, RecordFormat format, String serviceTitle) {
    if (!records.isArray()) {
      throw UpstreamException.unexpected(
          serviceTitle + ": the answer is not JSON, or has no list of records");
    }
    List<Row> rows = new ArrayList<>(records.size());
    for (JsonNode each : records) {
      if (!(each instanceof ObjectNode record)) {
        throw UpstreamException.unexpected(serviceTitle + ": a record is not an object");
      }
      rows.add(new Row(record, format));
    }
    return rows;
  }

  /** The record's id. */
  public String id() {
    return id;
  }

  /** The record's object type, as the service calls it. */
  public String type() {
    return format.type(record);
  }

  /** A property's value in the form that is compared; JSON null if there is none. */
  public JsonNode value(FieldPath field) {
    return format.value(record, field);
  }

  /** The record as the caller gets it. */
  public ObjectNode shown() {
    return format.shown(record);
  }

  @Override
  public String toString() {
    return type() + " " + id;
  }
}
