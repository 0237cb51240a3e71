package dev.crmql.dynamics;

import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.Map;

/**
 * What can be said of a table without its metadata: Dataverse's rules for names, the columns that
 * mean the same in every table, and that a column compared with a guid is a lookup. A wrong guess
 * makes Dataverse reject the request, it never finds other rows.
 */
final class GuessedSchema {

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("createdon", AttributeTypes.DATE_TIME),
          Map.entry("modifiedon", AttributeTypes.DATE_TIME),
          Map.entry("statecode", "StateType"),
          Map.entry("statuscode", "StatusType"),
          Map.entry("createdby", AttributeTypes.LOOKUP),
          Map.entry("createdonbehalfby", AttributeTypes.LOOKUP),
          Map.entry("modifiedby", AttributeTypes.LOOKUP),
          Map.entry("modifiedonbehalfby", AttributeTypes.LOOKUP),
          Map.entry("ownerid", AttributeTypes.LOOKUP),
          Map.entry("owningbusinessunit", AttributeTypes.LOOKUP),
          Map.entry("owningteam", AttributeTypes.LOOKUP),
          Map.entry("owninguser", AttributeTypes.LOOKUP),
          Map.entry("transactioncurrencyid", AttributeTypes.LOOKUP),
          Map.entry("customerid", AttributeTypes.LOOKUP),
          Map.entry("originatingleadid", AttributeTypes.LOOKUP),
          Map.entry("parentaccountid", AttributeTypes.LOOKUP),
          Map.entry("parentcontactid", AttributeTypes.LOOKUP),
          Map.entry("parentcustomerid", AttributeTypes.LOOKUP),
          Map.entry("primarycontactid", AttributeTypes.LOOKUP),
          Map.entry("regardingobjectid", AttributeTypes.LOOKUP));

  private final ObjectSchema.Builder schema;

  private GuessedSchema(ObjectSchema.Builder schema) {
    this.schema = schema;
  }

  /** What can be guessed of a table that was not described. */
  static ObjectSchema of(String table, Query query) {
    String id = ODataNames.idProperty(table);
    ObjectSchema.Builder builder =
        ObjectSchema.builder(table).unknown().collection(ODataNames.entitySet(table)).idField(id);
    GuessedSchema guess = new GuessedSchema(builder);
    if (query.selection() instanceof Selection.Fields selected) {
      selected.fields().forEach(guess::name);
    }
    for (SortItem item : query.orderBy()) {
      guess.name(item.field());
    }
    query
        .where()
        .ifPresent(
            where -> {
              ConditionFields.forEach(where, guess::name);
              ConditionFields.forEachValue(where, guess::compared);
            });
    return builder.field(new Field(id, FieldType.ID, "", false, true, true)).build();
  }

  /** Whether a column of this name is a lookup in whatever table has it. */
  static boolean isLookup(String column) {
    return AttributeTypes.LOOKUP.equals(COLUMNS.get(column));
  }

  private void name(FieldPath field) {
    String type = COLUMNS.get(field.head());
    if (!field.isNested() && type != null) {
      schema.field(AttributeTypes.field(field.head(), type, "", true));
    }
  }

  private void compared(FieldPath field, Value value) {
    if (value instanceof Value.Text text
        && ODataNames.isGuid(text.text())
        && !field.isNested()
        && !field.head().equalsIgnoreCase("id")) {
      schema.field(AttributeTypes.lookup(field.head(), AttributeTypes.LOOKUP, true));
    }
  }
}
