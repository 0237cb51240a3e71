package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.salesforce.SoqlQuery.FieldGroup;
import dev.crmql.sandbox.salesforce.SoqlQuery.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A query made ready to run: SQL with its values, and what to make of its result.
 *
 * @param sql selects the id of each table by the table's alias, and the fields as {@code f0},
 *     {@code f1} and so on
 */
record SoqlPlan(Table root, List<SoqlFields.Found> selected, String sql, List<Object> values) {
  private static final int MAX_OFFSET = 2_000;
  private static final int MAX_LIMIT_OF_ALL_FIELDS = 200;

  /**
   * Checks a query against the catalogue and makes SQL of it.
   *
   * @throws SoqlException if Salesforce would refuse the query
   */
  static SoqlPlan of(String soql, List<Table> tables) {
    return of(soql, SoqlReader.read(soql), tables);
  }

  /**
   * Checks a query against the catalogue and makes SQL of it.
   *
   * @param text where it was written
   * @throws SoqlException if Salesforce would refuse the query
   */
  static SoqlPlan of(String text, SoqlQuery query, List<Table> tables) {
    if (query.offset() > MAX_OFFSET) {
      throw new SoqlException(
          "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + MAX_OFFSET);
    }
    SoqlFields fields = new SoqlFields(text, query, tables);
    List<SoqlFields.Found> selected = selected(query, fields);
    List<Object> values = new ArrayList<>();
    String where =
        query.where() == null
            ? ""
            : " WHERE " + query.where().accept(new ConditionSql(text, fields, values));
    String orderBy = orderBy(query, fields, values);
    StringBuilder select = new StringBuilder("SELECT ");
    fields.aliases().forEach(alias -> select.append(alias + ".\"Id\" AS " + alias + ", "));
    for (int i = 0; i < selected.size(); i++) {
      select.append(i == 0 ? "" : ", ").append(selected.get(i).sql()).append(" AS f" + i);
    }
    String limit = query.limit() == null ? "" : " LIMIT " + query.limit();
    String sql = select + fields.fromSql() + where + orderBy + limit + " OFFSET " + query.offset();
    return new SoqlPlan(fields.root(), selected, sql, values);
  }

  private static List<SoqlFields.Found> selected(SoqlQuery query, SoqlFields fields) {
    List<SoqlFields.Found> selected = new ArrayList<>();
    for (SoqlQuery.Selected item : query.select()) {
      if (item instanceof SoqlQuery.Field field) {
        SoqlFields.Found found = fields.find(field.path());
        if (selected.contains(found)) {
          throw fields.invalidField(field.path(), "duplicate field selected: " + field.path());
        }
        selected.add(found);
      } else if (item instanceof FieldGroup group) {
        for (Column column : fields.root().columns()) {
          if (belongs(column, group.set())) {
            selected.add(
                fields.find(new SoqlQuery.Path(List.of(column.name()), query.object().at())));
          }
        }
        checkLimit(group, query.limit());
      }
    }
    return selected;
  }

  private static boolean belongs(Column column, FieldSet set) {
    return switch (set) {
      case ALL -> true;
      case STANDARD -> !column.name().endsWith("__c");
      case CUSTOM -> column.name().endsWith("__c");
    };
  }

  private static void checkLimit(FieldGroup group, Long limit) {
    boolean bounded = limit != null && limit <= MAX_LIMIT_OF_ALL_FIELDS;
    if (group.set() != FieldSet.STANDARD && !bounded) {
      throw new SoqlException(
          "MALFORMED_QUERY",
          "The SOQL FIELDS function must have a LIMIT of at most " + MAX_LIMIT_OF_ALL_FIELDS);
    }
  }

  private static String orderBy(SoqlQuery query, SoqlFields fields, List<Object> values) {
    StringBuilder keys = new StringBuilder(" ORDER BY ");
    for (SoqlQuery.SortItem item : query.orderBy()) {
      SoqlFields.Found field = fields.find(item.path());
      if (!FieldTypes.filterable(field.column().type())) {
        throw fields.invalidField(
            item.path(), "field '" + field.column().name() + "' can not be sorted in a query call");
      }
      keys.append(sortKey(field, values))
          .append(item.descending() ? " DESC" : " ASC")
          .append(item.nullsLast() ? " NULLS LAST, " : " NULLS FIRST, ");
    }
    // Ties have no stable order, so that a query without a unique last key repeats and skips rows
    // between its offsets.
    String ties = query.offset() > 0 ? " DESC" : " ASC";
    return keys.append(SoqlFields.ROOT_ALIAS + ".\"Id\"").append(ties).toString();
  }

  /** Picklists sort in the order of their setup, which is that of {@link #choices}. */
  private static String sortKey(SoqlFields.Found field, List<Object> values) {
    if (field.column().type() != ColumnType.CHOICE) {
      return field.sql();
    }
    StringBuilder key = new StringBuilder("CASE ").append(field.sql());
    List<Object> choices = choices(field.table(), field.column());
    for (int i = 0; i < choices.size(); i++) {
      key.append(" WHEN ? THEN ").append(i);
      values.add(choices.get(i));
    }
    return key.append(" END").toString();
  }

  /** A picklist's values in the order of its setup, which is not that of the alphabet. */
  static List<Object> choices(Table table, Column column) {
    return table.rows().stream()
        .map((Map<String, Object> row) -> row.get(column.name()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
