package dev.crmql.sandbox.zoho;

import dev.crmql.sandbox.sql.Condition.Comparison;
import dev.crmql.sandbox.sql.Condition.Literal;
import dev.crmql.sandbox.sql.ConditionSql;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the names, operators and literals of COQL's criteria mean, and which fit each other. */
final class CoqlColumns implements ConditionSql.Columns {
  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** With an offset and without a fraction (Get Records through COQL Query). */
  private static final Pattern DATE_TIME =
      Pattern.compile(DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}");

  private final CoqlFields fields;
  private final ZohoSettings settings;

  CoqlColumns(CoqlFields fields, ZohoSettings settings) {
    this.fields = fields;
    this.settings = settings;
  }

  @Override
  public String sql(Comparison comparison) {
    CoqlFields.Found field = fields.find(comparison.name());
    if (!FieldTypes.operators(field.type()).contains(comparison.operator())) {
      throw ZohoException.invalidQuery("invalid operator found")
          .with("column_name", comparison.name())
          .with("operator", comparison.written());
    }
    return field.sql();
  }

  @Override
  public Object value(Comparison comparison, Literal literal) {
    boolean quoted = literal.kind() == Literal.Kind.STRING;
    String text = literal.text();
    return switch (fields.find(comparison.name()).type()) {
      case TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE -> checked(comparison, quoted, text);
      case ID -> checked(comparison, ID.matcher(text).matches(), text);
      case REFERENCE -> checked(comparison, quoted || ID.matcher(text).matches(), text);
      case NUMBERED_CHOICE, INTEGER, DECIMAL, CURRENCY, PERCENT -> {
        checked(comparison, literal.kind() == Literal.Kind.NUMBER, text);
        yield new BigDecimal(text);
      }
      case BOOLEAN -> {
        String flag = text.toLowerCase(Locale.ROOT);
        yield Boolean.valueOf(
            checked(comparison, flag.equals("true") || flag.equals("false"), flag));
      }
      case DATE -> dateTime(comparison, literal, DATE);
      case DATETIME -> dateTime(comparison, literal, DATE_TIME);
    };
  }

  private static Object dateTime(Comparison comparison, Literal literal, Pattern form) {
    boolean quoted = literal.kind() == Literal.Kind.STRING;
    String text =
        checked(comparison, quoted && form.matcher(literal.text()).matches(), literal.text());
    try {
      return form == DATE ? LocalDate.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalidValue(comparison);
    }
  }

  /** Wildcards stand at the ends only; what is between them is not empty. */
  @Override
  public String pattern(Comparison comparison, Literal literal) {
    String text = literal.text();
    int from = text.startsWith("%") ? 1 : 0;
    int to = text.endsWith("%") ? text.length() - 1 : text.length();
    boolean wild = from == 1 || to < text.length();
    boolean fits =
        literal.kind() == Literal.Kind.STRING
            && wild
            && from < to
            && text.substring(from, to).indexOf('%') < 0;
    checked(comparison, fits, text);
    return settings.underscoreIsWildcard() ? text : text.replace("_", "\\_");
  }

  private static String checked(Comparison comparison, boolean fits, String text) {
    if (!fits) {
      throw invalidValue(comparison);
    }
    return text;
  }

  private static ZohoException invalidValue(Comparison comparison) {
    return ZohoException.invalidQuery("invalid value found")
        .with("column_name", comparison.name())
        .with("operator", comparison.written());
  }
}
