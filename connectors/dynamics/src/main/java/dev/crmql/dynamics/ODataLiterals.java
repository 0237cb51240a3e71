package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Writes values as OData literals (OASIS OData 4.01, ABNF), so that they can't be syntax. */
final class ODataLiterals {

  /** The first moment that has no form of four digits for the year. */
  static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

  /** The last day that has one. Dataverse itself ends a day earlier. */
  static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  /** The last second that has one. */
  static final Instant LAST_MOMENT = TOO_LATE.minusSeconds(1);

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** Digits before or after the point; Dataverse's widest number has 38 in all. */
  private static final int MOST_DIGITS = 64;

  private final StringBuilder out;
  private final List<Diagnostic> faults;

  ODataLiterals(StringBuilder out, List<Diagnostic> faults) {
    this.out = out;
    this.faults = faults;
  }

  /** Writes the value as the column takes it. */
  void append(Column column, Value value) {
    if (value instanceof Value.Text text) {
      appendText(column, text);
    } else if (value instanceof Value.Numeric numeric) {
      appendNumber(column, numeric);
    } else if (value instanceof Value.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof Value.Date day) {
      out.append(day.date());
    } else if (value instanceof Value.Timestamp timestamp) {
      appendInstant(timestamp);
    } else {
      throw new IllegalStateException("a parameter without a value");
    }
  }

  private void appendText(Column column, Value.Text text) {
    switch (column.kind()) {
      case GUID, LOOKUP -> appendGuid(column, text);
      case UNKNOWN -> {
        // A related row's columns are not described: nothing but an id looks like a guid.
        if (column.path() && ODataNames.isGuid(text.text())) {
          out.append(text.text());
        } else {
          appendQuoted(text.text(), text.at());
        }
      }
      case TEXT, BOOLEAN, NUMBER, DATE, TIMESTAMP, CHOICES -> appendQuoted(text.text(), text.at());
    }
  }

  private void appendGuid(Column column, Value.Text text) {
    if (!ODataNames.isGuid(text.text())) {
      mismatch(
          text.at(),
          column.property() + " is an id; this value is not",
          "write it as '00000000-0000-0000-0000-000000000000'");
    }
    out.append(text.text());
  }

  private void appendNumber(Column column, Value.Numeric numeric) {
    if (column.kind() == ColumnKind.TEXT) {
      mismatch(
          numeric.at(), column.property() + " is text; this value is not", "write it in quotes");
    }
    out.append(plain(numeric));
  }

  /** The number without an exponent. */
  String plain(Value.Numeric numeric) {
    BigDecimal number = numeric.number();
    if (number.scale() > MOST_DIGITS || number.precision() - number.scale() > MOST_DIGITS) {
      mismatch(
          numeric.at(), "Dynamics has no number of that many digits", "write a shorter number");
      return "0";
    }
    return number.toPlainString();
  }

  private void appendInstant(Value.Timestamp timestamp) {
    Instant instant = timestamp.instant();
    if (instant.isBefore(FIRST) || !instant.isBefore(TOO_LATE)) {
      mismatch(timestamp.at(), "Dynamics has no such year in UTC", "write a year from 1 to 9999");
    }
    out.append(instant);
  }

  /** Writes text in quotes, each quote within it doubled. */
  void appendQuoted(String text, NodeLocation at) {
    requireWhole(text, at);
    out.append('\'');
    appendDoubled(text);
    out.append('\'');
  }

  private void appendDoubled(String text) {
    int from = 0;
    for (int quote = text.indexOf('\''); quote >= 0; quote = text.indexOf('\'', from)) {
      out.append(text, from, quote + 1).append('\'');
      from = quote + 1;
    }
    out.append(text, from, text.length());
  }

  /**
   * Writes text to look for within other text. Dataverse makes a LIKE pattern of SQL Server of it,
   * with live wildcards (Power Apps developer guide, Use wildcard characters).
   */
  void appendPattern(String text, NodeLocation at) {
    requireWhole(text, at);
    out.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '%', '_', '[' -> out.append('[').append(c).append(']');
        case '\'' -> out.append("''");
        default -> out.append(c);
      }
    }
    out.append('\'');
  }

  /** Writes the value as text within JSON, as the query functions take all values. */
  void appendJson(Value value) {
    out.append('"');
    if (value instanceof Value.Text text) {
      requireWhole(text.text(), text.at());
      appendEscaped(text.text());
    } else if (value instanceof Value.Numeric numeric) {
      out.append(plain(numeric));
    } else {
      throw new IllegalStateException("neither text nor a number");
    }
    out.append('"');
  }

  private void appendEscaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 0xF, 16));
      } else {
        out.append(c);
      }
    }
  }

  /** Half of a surrogate pair can't be sent: it would arrive as another character. */
  private void requireWhole(String text, NodeLocation place) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        mismatch(place, "the text holds half of a character", "write the whole character");
        return;
      }
      at += Character.charCount(c);
    }
  }

  private void mismatch(NodeLocation at, String message, String hint) {
    faults.add(Diagnostic.of(DiagnosticCode.TYPE_MISMATCH, at, message, hint));
  }
}
