package dev.crmql.examples.acorn;

import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes values of terms. */
final class AcornText {

  private AcornText() {}

  /** The value in a term; empty if Acorn can't be asked for it. */
  static Optional<String> value(Value value, FieldType type) {
    boolean textual = type == FieldType.TEXT || type == FieldType.ID;
    if (value instanceof Value.Text text) {
      return escaped(text.text());
    }
    if (textual) {
      return Optional.empty();
    }
    if (value instanceof Value.Numeric numeric) {
      return Optional.of(numeric.number().toPlainString());
    }
    if (value instanceof Value.Bool bool) {
      return Optional.of(Boolean.toString(bool.value()));
    }
    if (value instanceof Value.Date date) {
      return Optional.of(date.date().toString());
    }
    return Optional.of(((Value.Timestamp) value).instant().toString());
  }

  /** Text whose {@code ;}, {@code |} and {@code \} mean themselves; empty if it has no UTF-8. */
  static Optional<String> escaped(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? Optional.of(text.replaceAll("[\\\\;|]", "\\\\$0"))
        : Optional.empty();
  }
}
