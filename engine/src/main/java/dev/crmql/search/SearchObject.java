package dev.crmql.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Row;
import java.util.Objects;
import java.util.Optional;

/** One record that was found. */
public final class SearchObject {

  private final String accountId;
  private final Optional<UnifiedType> unifiedType;
  private final Row row;

  SearchObject(String accountId, Optional<UnifiedType> unifiedType, Row row) {
    this.accountId = Objects.requireNonNull(accountId, "accountId");
    this.unifiedType = Objects.requireNonNull(unifiedType, "unifiedType");
    this.row = Objects.requireNonNull(row, "row");
  }

  /** The account that it was found in. */
  public String accountId() {
    return accountId;
  }

  /** Its id, as the service has it. */
  public String id() {
    return row.id();
  }

  /** Its object type, as the service calls it. */
  public String type() {
    return row.type();
  }

  /** Its unified type, if it has one. */
  public Optional<UnifiedType> unifiedType() {
    return unifiedType;
  }

  /** The record as the service gave it, with what was asked for. */
  public ObjectNode raw() {
    return row.shown();
  }

  /**
   * The value of a property that was asked for, in one form for all services: numbers as numbers,
   * dates and moments as ISO-8601 text, moments in UTC; {@code id} is the record's id.
   *
   * @return JSON null if there is no value
   */
  public JsonNode value(FieldPath field) {
    JsonNode value = row.value(field);
    boolean isId = value.isNull() && !field.isNested() && field.head().equalsIgnoreCase("id");
    return isId ? TextNode.valueOf(id()) : value;
  }

  @Override
  public String toString() {
    return row + " of account " + accountId;
  }
}
