package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.data.Database;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What one condition of a saved filter means in H2's SQL. */
final class FilterSql {
  private final PipedriveOptions options;

  FilterSql(PipedriveOptions options) {
    this.options = options;
  }

  /**
   * The condition's SQL.
   *
   * @param value as text; null if there is none
   * @throws Refusal if the value is none of the field's type
   */
  Where of(Field field, Operator operator, String value) {
    String column = Database.quoted(field.key());
    if (!operator.needsValue()) {
      return Where.of(column + " " + operator.text());
    }
    if (field.type().family() == FieldType.Family.SET) {
      return set(column, operator, value);
    }
    if (field.type().family() == FieldType.Family.TEXT && options.filtersMatchCase()) {
      column = "CAST(" + column + " AS VARCHAR)";
    }
    return switch (operator) {
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          compared(column, field, operator, value);
      case NOT_EQUAL -> orNull(column, compared(column, field, operator, value));
      case STARTS -> like(column, "LIKE", "", value);
      case CONTAINS -> like(column, "LIKE", "%", value);
      case NOT_STARTS -> orNull(column, like(column, "NOT LIKE", "", value));
      case IS_NULL, IS_NOT_NULL -> throw new IllegalStateException(operator.text());
    };
  }

  private Where compared(String column, Field field, Operator operator, String value) {
    Object bound = value(field, value);
    if (field.type() != FieldType.DATETIME) {
      return Where.of(column + " " + operator.text() + " ?", bound);
    }
    Instant from = ((LocalDate) bound).atStartOfDay().toInstant(ZoneOffset.UTC);
    if (options.datesAsMidnight()) {
      return Where.of(column + " " + operator.text() + " ?", from);
    }
    Instant to = ((LocalDate) bound).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return switch (operator) {
      case LESS -> Where.of(column + " < ?", from);
      case LESS_OR_EQUAL -> Where.of(column + " < ?", to);
      case GREATER -> Where.of(column + " >= ?", to);
      case GREATER_OR_EQUAL -> Where.of(column + " >= ?", from);
      case NOT_EQUAL -> Where.of(column + " < ? OR " + column + " >= ?", from, to);
      default -> Where.of(column + " >= ? AND " + column + " < ?", from, to);
    };
  }

  private Where set(String column, Operator operator, String value) {
    Where has = Where.of("',' || " + column + " || ',' LIKE ?", "%," + number(value) + ",%");
    return operator == Operator.EQUAL
        ? has
        : orNull(column, new Where("NOT (" + has.sql() + ")", has.values()));
  }

  private Where orNull(String column, Where condition) {
    return options.notEqualMatchesNull()
        ? new Where("(" + condition.sql() + ") OR " + column + " IS NULL", condition.values())
        : condition;
  }

  private Where like(String column, String like, String before, String value) {
    return options.wildcardsInText()
        ? Where.of(column + " " + like + " ?", before + value + "%")
        : Where.of(
            column + " " + like + " ? ESCAPE '\\'",
            before + value.replaceAll("[\\\\%_]", "\\\\$0") + "%");
  }

  private static Object value(Field field, String value) {
    return switch (field.type()) {
      case VARCHAR, TEXT, EMAIL, PHONE, ADDRESS, TIME, STATUS, TEXT_ID -> value;
      case DOUBLE, MONETARY, LEAD_VALUE -> number(value);
      case NUMBER_ID, INT, ENUM, STAGE, USER, ORG, PEOPLE, SET -> whole(value);
      case BOOLEAN -> flag(value);
      case DATE, DATETIME -> date(value);
    };
  }

  private static BigDecimal number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw Refusal.bad("\"" + value + "\" is not a number");
    }
  }

  private static Integer whole(String value) {
    try {
      return Integer.valueOf(value);
    } catch (NumberFormatException e) {
      throw Refusal.bad("\"" + value + "\" is not a whole number");
    }
  }

  private static Boolean flag(String value) {
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw Refusal.bad("\"" + value + "\" is neither true nor false");
    };
  }

  /** Filters take days and no time of day. */
  private static LocalDate date(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw Refusal.bad("\"" + value + "\" is not a date");
    }
  }
}
