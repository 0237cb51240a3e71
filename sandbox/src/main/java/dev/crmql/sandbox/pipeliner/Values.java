package dev.crmql.sandbox.pipeliner;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Reads the values of filters, and writes dates and times. */
final class Values {
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** A blank or a T in the middle; without an offset it is UTC. */
  private static final Pattern DATETIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?)(Z|[+-]\\d{2}:\\d{2})?");

  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");

  private Values() {}

  /**
   * The value of a filter as the field's column holds it.
   *
   * @throws Refusal if it is none of the field's type
   */
  static Object read(Field field, String text) {
    try {
      return switch (field.type()) {
        case ID, REFERENCE -> matching(UUID, field, text);
        case TEXT, TEXT_AREA, EMAIL, PHONE, URL, COMPUTED, MODIFIER -> text;
        case INTEGER, ENUM -> Integer.valueOf(matching(NUMBER, field, text));
        case FLOAT, MONEY -> new BigDecimal(matching(NUMBER, field, text));
        case CHECKBOX -> flag(field, text);
        case DATE -> LocalDate.parse(matching(DATE, field, text));
        case DATETIME -> instant(field, text);
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw invalid(field, text);
    }
  }

  /** As records show it: {@code 2023-03-23 14:20:54.529536+00:00}. */
  static String print(Instant instant) {
    return PRINTED.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static Boolean flag(Field field, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(field, text);
    };
  }

  private static Instant instant(Field field, String text) {
    var parts = DATETIME.matcher(text);
    if (!parts.matches()) {
      throw invalid(field, text);
    }
    String offset = parts.group(3) == null ? "Z" : parts.group(3);
    return OffsetDateTime.parse(parts.group(1) + "T" + parts.group(2) + offset).toInstant();
  }

  private static String matching(Pattern form, Field field, String text) {
    if (!form.matcher(text).matches()) {
      throw invalid(field, text);
    }
    return text;
  }

  private static Refusal invalid(Field field, String text) {
    return Refusal.badParameter(
        "invalid value \""
            + text
            + "\" for field "
            + field.name()
            + " of type "
            + field.type().typeId());
  }
}
