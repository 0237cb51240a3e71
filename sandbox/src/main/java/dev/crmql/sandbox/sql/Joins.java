package dev.crmql.sandbox.sql;

import static dev.crmql.sandbox.data.Database.quoted;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables of one SELECT: the one asked for, called {@code t}, and those that it is joined with.
 */
public final class Joins {
  /** What the table asked for is called. */
  public static final String ROOT = "t";

  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final StringBuilder sql = new StringBuilder();

  /**
   * Joins a table, once however often it is asked for.
   *
   * @param source what the table is called whose column holds the link
   * @return what the joined table is called
   */
  public String join(
      Kind kind, String source, String sourceColumn, String target, String targetColumn) {
    String on = column(source, sourceColumn) + " = ";
    String known = aliases.get(kind + on + column(target, targetColumn));
    if (known != null) {
      return known;
    }
    String alias = "j" + aliases.size();
    aliases.put(kind + on + column(target, targetColumn), alias);
    sql.append(' ').append(kind).append(" JOIN ").append(quoted(target)).append(' ').append(alias);
    sql.append(" ON ").append(on).append(column(alias, targetColumn));
    return alias;
  }

  /** How many tables were joined. */
  public int count() {
    return aliases.size();
  }

  /** A column as SQL. */
  public static String column(String alias, String name) {
    return alias + "." + quoted(name);
  }

  /** The joins as they follow the FROM. */
  @Override
  public String toString() {
    return sql.toString();
  }

  /** Whether rows without a counterpart stay. */
  public enum Kind {
    /** They are gone. */
    INNER,
    /** They stay. */
    LEFT
  }
}
