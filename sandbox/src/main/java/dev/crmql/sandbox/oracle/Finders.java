package dev.crmql.sandbox.oracle;

import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.sql.Joins;
import dev.crmql.sandbox.sql.Sql;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The predefined queries of a resource: {@code finder=Name;Variable=value,..}. Each resource can be
 * asked for one row by {@code PrimaryKey}; opportunities also for all that the caller may see.
 */
final class Finders {
  static final String PRIMARY_KEY = "PrimaryKey";
  static final String OPPORTUNITIES = "MyOpportunitiesFinder";
  static final String RECORD_SET = "RecordSet";

  private static final String ALL = "ALLOPTIES";
  private static final String OWN = "MYOPTIES";

  private Finders() {}

  /** The finders of a resource, each with its variable. */
  static Map<String, String> of(Table resource) {
    Map<String, String> finders = new LinkedHashMap<>();
    finders.put(PRIMARY_KEY, resource.keyColumn());
    if (resource.name().equals(OracleResources.OPPORTUNITIES)) {
      finders.put(OPPORTUNITIES, RECORD_SET);
    }
    return finders;
  }

  /**
   * The condition that a finder stands for.
   *
   * @param finder the parameter's value; null for none
   * @param ownOpportunitiesOnly what no finder means
   * @throws OracleException if there is no such finder or variable
   */
  static Optional<Sql> condition(Table resource, String finder, boolean ownOpportunitiesOnly) {
    if (finder == null) {
      boolean own = ownOpportunitiesOnly && resource.name().equals(OracleResources.OPPORTUNITIES);
      return own ? Optional.of(own()) : Optional.empty();
    }
    int semicolon = finder.indexOf(';');
    String name = semicolon < 0 ? finder : finder.substring(0, semicolon);
    String variable = of(resource).get(name);
    if (variable == null) {
      throw OracleException.parameter("finder", "finder " + name + " is unknown.");
    }
    String value = value(semicolon < 0 ? "" : finder.substring(semicolon + 1), variable);
    if (name.equals(PRIMARY_KEY)) {
      return Optional.of(Sql.of(Joins.column(Joins.ROOT, variable) + " = ?", value));
    }
    return switch (value) {
      case ALL -> Optional.empty();
      case OWN -> Optional.of(own());
      default -> throw OracleException.parameter("finder", RECORD_SET + " has no such value.");
    };
  }

  private static Sql own() {
    return Sql.of(Joins.column(Joins.ROOT, OracleResources.OWNER) + " = ?", OracleResources.CALLER);
  }

  private static String value(String assignment, String variable) {
    if (!assignment.startsWith(variable + "=")) {
      throw OracleException.parameter("finder", "variable " + variable + " is expected.");
    }
    String value = assignment.substring(variable.length() + 1);
    boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
    return quoted ? value.substring(1, value.length() - 1).replace("''", "'") : value;
  }
}
