package dev.crmql.conformance;

import static dev.crmql.sandbox.data.Database.quoted;

import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes columns of related rows columns of the rows that refer to them, by a LEFT JOIN: {@code
 * Account/Name} for what the path {@code Account.Name} leads to, NULL where it leads to nothing.
 */
final class Paths {

  private static final String STEP = "/";

  /** A way from a row to another, which has the key that the row's column holds. */
  private record Relation(String name, String column, String target) {}

  /** Those that no column is named for, by service and table. */
  private static final Map<String, List<Relation>> MORE =
      Map.of(
          "dynamics contact",
          List.of(
              new Relation("parentcustomerid_account", "parentcustomerid", "account"),
              new Relation("parentcustomerid_contact", "parentcustomerid", "contact")),
          "dynamics task",
          List.of(
              new Relation("regardingobjectid_account_task", "regardingobjectid", "account"),
              new Relation("regardingobjectid_contact_task", "regardingobjectid", "contact")),
          "hubspot companies",
          List.of(new Relation("parent", "hs_parent_company_id", "companies")),
          "hubspot contacts",
          List.of(new Relation("company", "associatedcompanyid", "companies")),
          "hubspot deals",
          List.of(new Relation("company", "hs_primary_associated_company", "companies")),
          "sugarcrm Accounts",
          List.of(new Relation("member_of", "parent_id", "Accounts")),
          "sugarcrm Tasks",
          List.of(
              new Relation("accounts", "parent_id", "Accounts"),
              new Relation("contacts", "contact_id", "Contacts")));

  private final String service;
  private final List<Table> tables;
  private final Table root;
  private final List<Column> columns;
  private final List<String> selected = new ArrayList<>();
  private final StringBuilder joins = new StringBuilder();
  private int joined;

  private Paths(String service, List<Table> tables, Table root) {
    this.service = service;
    this.tables = tables;
    this.root = root;
    this.columns = new ArrayList<>(root.columns());
  }

  /** Whether the column is one of a related row. */
  static boolean isPath(String column) {
    return column.contains(STEP);
  }

  /** The names that lead to the column; one for a row's own. */
  static List<String> steps(String column) {
    return List.of(column.split(STEP));
  }

  static FieldPath field(String column) {
    return new FieldPath(steps(column), NodeLocation.NONE);
  }

  /** The column that the names lead to. */
  static String column(List<String> steps) {
    return String.join(STEP, steps);
  }

  /** The service's tables, each with the columns of related rows up to so many steps away. */
  static List<Table> joined(String service, List<Table> tables, int steps) {
    try (Database database = Database.of(tables)) {
      return tables.stream()
          .map(table -> new Paths(service, tables, table).joined(database, steps))
          .toList();
    }
  }

  private Table joined(Database database, int steps) {
    root.columns().forEach(column -> selected.add("t." + quoted(column.name())));
    join(root, "t", "", steps);
    String sql =
        "SELECT " + String.join(", ", selected) + " FROM " + quoted(root.name()) + " t" + joins;
    return new Table(root.name(), root.keyColumn(), columns, database.query(sql, List.of()));
  }

  private void join(Table from, String alias, String path, int steps) {
    if (steps == 0) {
      return;
    }
    for (Relation relation : relations(from)) {
      Table target = table(relation.target());
      String joinedAs = "p" + joined++;
      joins.append(
          " LEFT JOIN %s %s ON %s.%s = %s.%s"
              .formatted(
                  quoted(target.name()),
                  joinedAs,
                  alias,
                  quoted(relation.column()),
                  joinedAs,
                  quoted(target.keyColumn())));
      String longer = path + relation.name() + STEP;
      for (Column column : target.columns()) {
        columns.add(Column.of(longer + column.name(), column.type()));
        selected.add(
            joinedAs + "." + quoted(column.name()) + " AS " + quoted(longer + column.name()));
      }
      join(target, joinedAs, longer, steps - 1);
    }
  }

  private List<Relation> relations(Table table) {
    return Stream.concat(
            table.columns().stream()
                .filter(column -> column.relationship() != null && isName(column.relationship()))
                .map(c -> new Relation(c.relationship(), c.name(), c.target())),
            MORE.getOrDefault(service + " " + table.name(), List.of()).stream())
        .toList();
  }

  /** A lookup of Zoho's to several modules has a name for each, which is no property's. */
  private static boolean isName(String relationship) {
    return !relationship.contains("->");
  }

  private Table table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }
}
