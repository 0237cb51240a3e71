package dev.crmql.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as a user in the United States sees them (Web API, Formatted values). */
final class FormattedValue {
  static final String TERM = "OData.Community.Display.V1.FormattedValue";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.US);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("M/d/yyyy h:mm a", Locale.US).withZone(ZoneOffset.UTC);

  private FormattedValue() {}

  /**
   * Null for values that are shown as they are, and for lookups, whose label is in another table.
   */
  static String of(Attribute attribute, Object value) {
    if (value instanceof Integer number) {
      return attribute.labels().isEmpty()
          ? String.format(Locale.US, "%,d", number)
          : attribute.labels().get(number);
    } else if (value instanceof Boolean flag) {
      return attribute.labels().get(flag ? 1 : 0);
    } else if (value instanceof BigDecimal amount) {
      return String.format(Locale.US, "$%,.2f", amount);
    } else if (value instanceof LocalDate day) {
      return DAY.format(day);
    }
    return value instanceof Instant instant ? MINUTE.format(instant) : null;
  }
}
