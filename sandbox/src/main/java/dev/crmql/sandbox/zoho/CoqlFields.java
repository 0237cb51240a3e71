package dev.crmql.sandbox.zoho;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.sql.Joins;
import java.util.Arrays;
import java.util.List;

/** Finds the fields that a query names, and joins the modules that their paths lead to. */
final class CoqlFields {
  /** Most relations that a path walks (COQL Limitations). */
  private static final int MAX_RELATIONS = 2;

  private final List<Table> modules;
  private final Table root;
  private final Joins joins = new Joins();

  /**
   * Begins at a module.
   *
   * @throws ZohoException if there is no such module
   */
  CoqlFields(List<Table> modules, String module) {
    this.modules = modules;
    this.root = module(modules, module);
  }

  static Table module(List<Table> modules, String name) {
    return modules.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ZohoException.badRequest(
                    "INVALID_MODULE", "the given module is not supported in api"));
  }

  /**
   * A field that exists.
   *
   * @param name as the query has it
   * @param sql the field as SQL
   */
  record Found(String name, Column column, String sql) {
    ColumnType type() {
      return column.type();
    }
  }

  /**
   * The field of that name, or at the end of that path.
   *
   * @throws ZohoException if there is none
   */
  Found find(String name) {
    List<String> steps = Arrays.asList(name.split("\\.", -1));
    if (steps.size() - 1 > MAX_RELATIONS) {
      throw ZohoException.limitExceeded("joins", MAX_RELATIONS).with("column_name", name);
    }
    Table table = root;
    String alias = Joins.ROOT;
    for (String step : steps.subList(0, steps.size() - 1)) {
      Column lookup =
          table.columns().stream()
              .filter(column -> step.equals(column.relationship()))
              .findFirst()
              .orElseThrow(() -> unknown(name));
      alias = joins.join(Joins.Kind.LEFT, alias, lookup.name(), lookup.target(), ZohoModules.KEY);
      table = module(modules, lookup.target());
    }
    Column column = table.column(steps.get(steps.size() - 1)).orElseThrow(() -> unknown(name));
    return new Found(name, column, Joins.column(alias, column.name()));
  }

  /** FROM with all the joins of the fields found so far. */
  String fromSql() {
    return " FROM \"" + root.name() + "\" " + Joins.ROOT + joins;
  }

  private static ZohoException unknown(String name) {
    return ZohoException.invalidQuery("column given seems to be invalid").with("column_name", name);
  }
}
