package dev.crmql.normalize;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.Value;
import dev.crmql.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Gives a value the type of its property, or says that it can't have it. */
final class LiteralTypes {

  private final List<Diagnostic> faults;

  LiteralTypes(List<Diagnostic> faults) {
    this.faults = faults;
  }

  /**
   * The value as the property's type has it; the value itself, and a fault, if it can't be that.
   */
  Value typed(Value value, ResolvedField field) {
    if (value instanceof Value.Parameter parameter) {
      return unbound(parameter);
    }
    return switch (field.type()) {
      case OTHER -> byShape(value);
      case TEXT -> text(value, field);
      case ID -> id(value, field);
      case BOOLEAN -> bool(value, field);
      case INTEGER, DECIMAL -> number(value, field);
      case DATE -> date(value, field);
      case TIMESTAMP -> timestamp(value, field);
    };
  }

  private static Value byShape(Value value) {
    if (!(value instanceof Value.Text text) || !IsoTemporal.looksTemporal(text.text())) {
      return value;
    }
    Optional<LocalDate> date = IsoTemporal.date(text.text());
    if (date.isPresent()) {
      return new Value.Date(date.get(), text.at());
    }
    Optional<Instant> instant = IsoTemporal.timestamp(text.text());
    return instant.isPresent() ? new Value.Timestamp(instant.get(), text.at()) : value;
  }

  /** A number stays a number: services keep numbers in text, and each connector knows what then. */
  private Value text(Value value, ResolvedField field) {
    if (value instanceof Value.Bool bool) {
      String written = bool.value() ? "TRUE" : "FALSE";
      return mismatch(value, field, "text", "write '" + written + "' if the text is meant");
    }
    return value;
  }

  private Value id(Value value, ResolvedField field) {
    if (value instanceof Value.Numeric numeric) {
      return new Value.Text(numeric.number().toPlainString(), numeric.at());
    }
    return value instanceof Value.Bool
        ? mismatch(value, field, "an id", "write it in quotes")
        : value;
  }

  private Value bool(Value value, ResolvedField field) {
    if (value instanceof Value.Bool) {
      return value;
    }
    if (value instanceof Value.Text text) {
      if (text.text().equalsIgnoreCase("true")) {
        return new Value.Bool(true, text.at());
      }
      if (text.text().equalsIgnoreCase("false")) {
        return new Value.Bool(false, text.at());
      }
    }
    if (value instanceof Value.Numeric numeric) {
      if (numeric.number().compareTo(BigDecimal.ONE) == 0) {
        return new Value.Bool(true, numeric.at());
      }
      if (numeric.number().signum() == 0) {
        return new Value.Bool(false, numeric.at());
      }
    }
    return mismatch(value, field, "TRUE or FALSE", "compare with TRUE or FALSE");
  }

  private Value number(Value value, ResolvedField field) {
    Value number = value;
    if (value instanceof Value.Text text) {
      Optional<BigDecimal> read = DecimalText.read(text.text());
      if (read.isPresent()) {
        number = new Value.Numeric(read.get(), text.at());
      }
    }
    if (!(number instanceof Value.Numeric numeric)) {
      return mismatch(value, field, "a number", "compare with a number");
    }
    return field.type() == FieldType.INTEGER ? whole(numeric) : numeric;
  }

  private static Value.Numeric whole(Value.Numeric numeric) {
    BigDecimal number = numeric.number();
    if (number.scale() == 0) {
      return numeric;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return new Value.Numeric(stripped.scale() <= 0 ? stripped.setScale(0) : stripped, numeric.at());
  }

  private Value date(Value value, ResolvedField field) {
    if (value instanceof Value.Date) {
      return value;
    }
    if (value instanceof Value.Timestamp timestamp) {
      return day(timestamp.instant(), timestamp);
    }
    if (value instanceof Value.Text text) {
      Optional<LocalDate> date = IsoTemporal.date(text.text());
      if (date.isPresent()) {
        return new Value.Date(date.get(), text.at());
      }
      Optional<Instant> instant = IsoTemporal.timestamp(text.text());
      if (instant.isPresent()) {
        return day(instant.get(), text);
      }
    }
    return mismatch(value, field, "a date", "write it as '2024-01-31'");
  }

  private static Value day(Instant instant, Value written) {
    return new Value.Date(LocalDate.ofInstant(instant, ZoneOffset.UTC), written.at());
  }

  private Value timestamp(Value value, ResolvedField field) {
    Value typed = byShape(value);
    if (typed instanceof Value.Timestamp || typed instanceof Value.Date) {
      return typed;
    }
    return mismatch(value, field, "a date-time", "write it as '2024-01-31T23:59:59Z'");
  }

  private Value mismatch(Value value, ResolvedField field, String type, String hint) {
    faults.add(
        Diagnostic.of(
            DiagnosticCode.TYPE_MISMATCH,
            value.at(),
            field.path() + " is " + type + "; this value is not",
            hint));
    return value;
  }

  private Value unbound(Value.Parameter parameter) {
    faults.add(
        Diagnostic.of(
            DiagnosticCode.UNBOUND_PARAMETER,
            parameter.at(),
            "no value was given for :" + parameter.name(),
            "bind the parameters before the query is asked"));
    return parameter;
  }
}
