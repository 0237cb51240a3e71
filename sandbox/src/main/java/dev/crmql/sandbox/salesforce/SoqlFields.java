package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.salesforce.SoqlQuery.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the fields that a query names, and collects the joins to the parents that their paths walk
 * to.
 */
final class SoqlFields {
  /** Longest walk from child to parents (SOQL and SOSL Reference, Relationship Queries). */
  private static final int MAX_LEVELS = 5;

  /** The object in FROM, in the SQL. */
  static final String ROOT_ALIAS = "t";

  private final String soql;
  private final List<Table> tables;
  private final Table root;
  private final String alias;
  private final Map<List<String>, Parent> joined = new LinkedHashMap<>();
  private final StringBuilder joins = new StringBuilder();

  SoqlFields(String soql, SoqlQuery query, List<Table> tables) {
    this.soql = soql;
    this.tables = tables;
    this.alias = query.alias().orElse(null);
    String name = query.object().toString();
    this.root =
        tables.stream()
            .filter(table -> table.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () ->
                    SoqlException.at(
                        soql,
                        query.object().at(),
                        "INVALID_TYPE",
                        "sObject type '"
                            + name
                            + "' is not supported. If you are attempting to use a custom object, be sure to"
                            + " append the '__c' after the entity name. Please reference your WSDL or the"
                            + " describe call for the appropriate names."));
  }

  /**
   * A field that exists.
   *
   * @param parents the steps that lead to it, from the object in FROM upward
   * @param table where the field is
   */
  record Found(List<Parent> parents, Table table, Column column) {

    /** The field as SQL. */
    String sql() {
      String alias = parents.isEmpty() ? ROOT_ALIAS : parents.get(parents.size() - 1).alias();
      return alias + "." + Database.quoted(column.name());
    }
  }

  /**
   * A joined table.
   *
   * @param relationship its name in the catalogue's spelling
   * @param alias its name in the SQL
   */
  record Parent(String relationship, Table table, String alias) {}

  Table root() {
    return root;
  }

  /**
   * The field that a path names, in any casing.
   *
   * @throws SoqlException if there is none
   */
  Found find(Path path) {
    List<String> steps = withoutQualifier(path.names());
    if (steps.size() - 1 > MAX_LEVELS) {
      throw invalidField(path, "the path " + path + " has more than " + MAX_LEVELS + " levels");
    }
    Table table = root;
    List<Parent> parents = new ArrayList<>();
    for (String step : steps.subList(0, steps.size() - 1)) {
      Column reference =
          table
              .relationshipIgnoringCase(step)
              .orElseThrow(() -> invalidField(path, noRelationship(step)));
      Parent parent = join(parents, reference);
      parents.add(parent);
      table = parent.table();
    }
    Table owner = table;
    String name = steps.get(steps.size() - 1);
    Column column =
        owner.columnIgnoringCase(name).orElseThrow(() -> invalidField(path, noColumn(name, owner)));
    return new Found(List.copyOf(parents), owner, column);
  }

  /** The aliases of the root and of all tables joined so far. */
  List<String> aliases() {
    List<String> aliases = new ArrayList<>(List.of(ROOT_ALIAS));
    joined.values().forEach(parent -> aliases.add(parent.alias()));
    return aliases;
  }

  /** FROM with all the joins of the fields found so far. A child without a parent stays. */
  String fromSql() {
    return " FROM " + Database.quoted(root.name()) + " " + ROOT_ALIAS + joins;
  }

  SoqlException invalidField(Path path, String message) {
    return SoqlException.at(soql, path.at(), "INVALID_FIELD", message);
  }

  private Parent join(List<Parent> children, Column reference) {
    List<String> way = new ArrayList<>(children.stream().map(Parent::relationship).toList());
    way.add(reference.relationship());
    return joined.computeIfAbsent(
        List.copyOf(way),
        newWay -> {
          String alias = "p" + joined.size();
          Found child = new Found(children, root, reference);
          joins
              .append(" LEFT JOIN ")
              .append(Database.quoted(reference.target()))
              .append(' ')
              .append(alias)
              .append(" ON ")
              .append(child.sql())
              .append(" = ")
              .append(alias)
              .append(".\"Id\"");
          return new Parent(reference.relationship(), named(reference.target()), alias);
        });
  }

  /**
   * A field may be qualified by the object's alias or name; a relationship of that name goes first.
   */
  private List<String> withoutQualifier(List<String> names) {
    if (names.size() < 2) {
      return names;
    }
    String first = names.get(0);
    boolean qualifier =
        first.equalsIgnoreCase(alias)
            || (first.equalsIgnoreCase(root.name())
                && root.relationshipIgnoringCase(first).isEmpty());
    return qualifier ? names.subList(1, names.size()) : names;
  }

  private Table named(String tableName) {
    return tables.stream().filter(t -> t.name().equals(tableName)).findFirst().orElseThrow();
  }

  private static String noColumn(String name, Table table) {
    return "No such column '"
        + name
        + "' on entity '"
        + table.name()
        + "'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field"
        + " name. Please reference your WSDL or the describe call for the appropriate names.";
  }

  private static String noRelationship(String name) {
    return "Didn't understand relationship '"
        + name
        + "' in field path. If you are attempting to use a custom relationship, be sure to append the '__r'"
        + " after the custom relationship name. Please reference your WSDL or the describe call for the"
        + " appropriate names.";
  }
}
