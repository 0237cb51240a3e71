package dev.crmql.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Row;
import dev.crmql.spi.UnifiedType;
import dev.crmql.spi.UnifiedTypes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** One record that was found. */
public final class SearchObject {

  private final String accountId;
  private final UnifiedTypes types;
  private final Row row;

  static SearchObject of(Account account, Connector connector, Row row) {
    return new SearchObject(account.id(), connector.unifiedTypes(), row);
  }

  private SearchObject(String accountId, UnifiedTypes types, Row row) {
    this.accountId = Objects.requireNonNull(accountId, "accountId");
    this.types = Objects.requireNonNull(types, "types");
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
    return types.typeOf(type());
  }

  /**
   * Its unified attributes, such as {@code first_name} of a contact: those that were asked for and
   * came, values as {@link #value} gives them; JSON null where there is none. Empty if its type is
   * not unified.
   *
   * @param references makes what is answered of a referred type, a {@link UnifiedType#wireName} or
   *     {@code user}, and the service's id of such an object
   */
  public ObjectNode attributes(BinaryOperator<String> references) {
    return types.attributes(row, references);
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
