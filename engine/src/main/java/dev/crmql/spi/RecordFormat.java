package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;

/** How the records of one plan are read. Thread-safe. */
public interface RecordFormat {

  /** The record's id, in the one form that the service always gives. */
  String id(JsonNode record);

  /** The record's object type, as the service calls it. */
  String type(JsonNode record);

  /**
   * The value of a property, in the form that the evaluator and the merge compare: numbers as
   * numbers, booleans as booleans, dates and moments as ISO-8601 text, moments in UTC.
   *
   * @return JSON null where the record has no value; never null
   */
  JsonNode value(JsonNode record, FieldPath field);

  /**
   * The record as the caller gets it: what was fetched only for the engine's own needs is taken
   * out, and the service's own notes on the record stay.
   *
   * @param record not changed
   */
  ObjectNode shown(ObjectNode record);
}
