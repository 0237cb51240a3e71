package dev.crmql.sandbox.oracle;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.sql.Condition.Comparison;
import dev.crmql.sandbox.sql.Condition.Literal;
import dev.crmql.sandbox.sql.ConditionSql;
import dev.crmql.sandbox.sql.Joins;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * What the names and literals of {@code q} mean. {@code ''} is the unknown value, as in Oracle's
 * database; a pattern has no escape character.
 */
final class RowMatchColumns implements ConditionSql.Columns {
  private final Table resource;
  private final boolean asteriskIsWildcard;

  RowMatchColumns(Table resource, boolean asteriskIsWildcard) {
    this.resource = resource;
    this.asteriskIsWildcard = asteriskIsWildcard;
  }

  /**
   * The attribute of that name, which may be looked for.
   *
   * @param parameter the one that names it
   * @throws OracleException if there is none
   */
  static Column queryable(Table resource, String name, String parameter) {
    Column attribute =
        resource
            .column(name)
            .orElseThrow(
                () -> OracleException.parameter(parameter, "attribute " + name + " is unknown."));
    if (!AttributeTypes.queryable(attribute)) {
      throw OracleException.parameter(parameter, "attribute " + name + " is not queryable.");
    }
    return attribute;
  }

  @Override
  public String sql(Comparison comparison) {
    ColumnType type = type(comparison);
    if (!AttributeTypes.allows(type, comparison.operator())) {
      throw OracleException.parameter(
          "q",
          "operator "
              + comparison.written()
              + " is not supported by attribute "
              + comparison.name()
              + ".");
    }
    String sql = AttributeTypes.sql(Joins.column(Joins.ROOT, comparison.name()), type);
    return comparison.function() == null ? sql : function(comparison, type, sql);
  }

  private static String function(Comparison comparison, ColumnType type, String sql) {
    if (!type.isText()) {
      throw OracleException.parameter("q", "attribute " + comparison.name() + " is not a string.");
    }
    return comparison.function() + "(" + sql + ")";
  }

  private ColumnType type(Comparison comparison) {
    return queryable(resource, comparison.name(), "q").type();
  }

  @Override
  public Object value(Comparison comparison, Literal literal) {
    String text = literal.text();
    boolean quoted = literal.kind() == Literal.Kind.STRING;
    if (quoted && text.isEmpty()) {
      return null;
    }
    return switch (type(comparison)) {
      case ID, REFERENCE, TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE ->
          checked(comparison, quoted, text);
      case INTEGER, NUMBERED_CHOICE, DECIMAL, CURRENCY, PERCENT ->
          new BigDecimal(checked(comparison, literal.kind() == Literal.Kind.NUMBER, text));
      case BOOLEAN -> {
        String flag = text.toLowerCase(Locale.ROOT);
        yield Boolean.valueOf(
            checked(comparison, flag.equals("true") || flag.equals("false"), flag));
      }
      case DATE -> dateTime(comparison, quoted, text, true);
      case DATETIME -> dateTime(comparison, quoted, text, false);
    };
  }

  private static Object dateTime(Comparison comparison, boolean quoted, String text, boolean day) {
    checked(comparison, quoted, text);
    try {
      return day ? LocalDate.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid(comparison);
    }
  }

  @Override
  public String pattern(Comparison comparison, Literal literal) {
    String text = checked(comparison, literal.kind() == Literal.Kind.STRING, literal.text());
    if (text.isEmpty()) {
      return null;
    }
    String pattern = text.replace("\\", "\\\\");
    return asteriskIsWildcard ? pattern.replace('*', '%') : pattern;
  }

  private static String checked(Comparison comparison, boolean fits, String text) {
    if (!fits) {
      throw invalid(comparison);
    }
    return text;
  }

  private static OracleException invalid(Comparison comparison) {
    return OracleException.parameter(
        "q", "a value for attribute " + comparison.name() + " is not valid.");
  }
}
