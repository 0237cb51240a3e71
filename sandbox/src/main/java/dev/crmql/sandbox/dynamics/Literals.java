package dev.crmql.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/** Values in addresses, as the values that columns hold. */
final class Literals {
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");

  private Literals() {}

  /**
   * Reads an OData literal other than {@code null}.
   *
   * @throws Refusal if it is not one of the column's type
   */
  static Object read(String literal, EdmPrimitiveTypeKind type) {
    boolean isText = literal.length() >= 2 && literal.startsWith("'") && literal.endsWith("'");
    if (isText != (type == EdmPrimitiveTypeKind.String)) {
      throw UriReader.incompatibleTypes(
          type.getFullQualifiedName().toString(), isText ? "Edm.String" : "a literal");
    }
    return isText ? unquoted(literal) : parse(literal, type);
  }

  /** The text that a quoted literal stands for. */
  static String unquoted(String literal) {
    return literal.substring(1, literal.length() - 1).replace("''", "'");
  }

  /**
   * Reads a value without the quotes of a literal.
   *
   * @throws Refusal if it is not one of that type
   */
  static Object parse(String text, EdmPrimitiveTypeKind type) {
    try {
      if (type == EdmPrimitiveTypeKind.String) {
        return text;
      } else if (type == EdmPrimitiveTypeKind.Guid && GUID.matcher(text).matches()) {
        return text.toLowerCase(Locale.ROOT);
      } else if (type == EdmPrimitiveTypeKind.Boolean
          && (text.equals("true") || text.equals("false"))) {
        return Boolean.valueOf(text);
      } else if (isNumber(type) && NUMBER.matcher(text).matches()) {
        return new BigDecimal(text);
      } else if (type == EdmPrimitiveTypeKind.Date) {
        return LocalDate.parse(text);
      } else if (type == EdmPrimitiveTypeKind.DateTimeOffset) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException e) {
      throw notA(text, type);
    }
    throw notA(text, type);
  }

  private static boolean isNumber(EdmPrimitiveTypeKind type) {
    return type == EdmPrimitiveTypeKind.Int32 || type == EdmPrimitiveTypeKind.Decimal;
  }

  private static Refusal notA(String text, EdmPrimitiveTypeKind type) {
    return Refusal.badQuery(
        "'" + text + "' is not a valid value of type '" + type.getFullQualifiedName() + "'.");
  }
}
