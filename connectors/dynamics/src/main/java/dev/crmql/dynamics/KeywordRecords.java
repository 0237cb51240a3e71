package dev.crmql.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.RecordFormat;

/** How rows that a keyword found are read: rows of any of the tables. */
enum KeywordRecords implements RecordFormat {
  /** There is one way to read them. */
  INSTANCE;

  /** The note that says how well a row answers the search. */
  static final String SCORE = "@search.score";

  /** The note that says what table a row is of; rows of the tables themselves have none. */
  static final String TYPE = "@search.entityname";

  @Override
  public String id(JsonNode record) {
    JsonNode id = record.path(ODataNames.idProperty(type(record)));
    if (!id.isTextual() || id.textValue().isEmpty()) {
      throw DynamicsFaults.unexpected("a row that was found has no id");
    }
    return id.textValue();
  }

  @Override
  public String type(JsonNode record) {
    JsonNode noted = record.path(TYPE);
    if (noted.isTextual()) {
      return noted.textValue();
    }
    for (SearchedTable table : SearchedTable.ALL) {
      if (record.has(table.idProperty())) {
        return table.name();
      }
    }
    throw DynamicsFaults.unexpected("a row that was found has no id");
  }

  @Override
  public JsonNode value(JsonNode record, FieldPath field) {
    JsonNode value = field.isNested() ? null : record.get(field.head());
    return value == null ? NullNode.getInstance() : value;
  }

  @Override
  public ObjectNode shown(ObjectNode record) {
    return record;
  }
}
