package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.data.Database.quoted;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables of one SELECT: the one asked for, called {@code t}, and those that it is joined with.
 */
final class Joins {
  static final String ROOT = "t";

  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final StringBuilder sql = new StringBuilder();

  /**
   * Joins the target of a navigation, once however often it is asked for, and says what it is
   * called.
   */
  String join(Kind kind, String source, Navigation navigation) {
    String path = kind + " " + source + "/" + navigation.name();
    String known = aliases.get(path);
    if (known != null) {
      return known;
    }
    String alias = "j" + aliases.size();
    aliases.put(path, alias);
    sql.append(' ')
        .append(kind)
        .append(" JOIN ")
        .append(quoted(navigation.target()))
        .append(' ')
        .append(alias);
    sql.append(" ON ").append(column(alias, navigation.targetColumn()));
    sql.append(" = ").append(column(source, navigation.sourceColumn()));
    return alias;
  }

  int count() {
    return aliases.size();
  }

  static String column(String alias, String name) {
    return alias + "." + quoted(name);
  }

  /** The joins as they follow the FROM. */
  @Override
  public String toString() {
    return sql.toString();
  }

  /** Whether rows without a counterpart stay. */
  enum Kind {
    INNER,
    LEFT
  }
}
