package dev.crmql.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A value that a property is compared with.
 *
 * <p>Text gives {@link Text}, {@link Numeric}, {@link Bool} and {@link Parameter}. A quoted date is
 * {@link Text} until the type of its property is known; normalising then makes it a {@link Date} or
 * a {@link Timestamp}.
 */
public sealed interface Value {

  /** Where the value was written. */
  NodeLocation at();

  /** Calls the visitor's method for this kind of value. */
  <R> R accept(Visitor<R> visitor);

  /** Text, without its quotes; never null, may be empty. */
  record Text(String text, NodeLocation at) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitText(this);
    }
  }

  /**
   * A number with the scale it was written with. It has at most {@value #MAX_DIGITS} digits and a
   * scale within {@value #MAX_SCALE} either way, which holds every number that a service or a
   * double can, and lets it be written out in full.
   */
  record Numeric(BigDecimal number, NodeLocation at) implements Value {
    /** Most digits of a number. */
    public static final int MAX_DIGITS = 100;

    /** Most decimal places, and most zeros after the last digit. */
    public static final int MAX_SCALE = 400;

    /** Checks that the number is in range. */
    public Numeric {
      if (!inRange(number)) {
        throw new IllegalArgumentException(
            "a number has at most " + MAX_DIGITS + " digits and " + MAX_SCALE + " decimal places");
      }
    }

    /** Whether a number can stand in a query. */
    public static boolean inRange(BigDecimal number) {
      return Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= MAX_DIGITS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNumeric(this);
    }
  }

  /** TRUE or FALSE. */
  record Bool(boolean value, NodeLocation at) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBool(this);
    }
  }

  /** A day. */
  record Date(LocalDate date, NodeLocation at) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDate(this);
    }
  }

  /** A moment. */
  record Timestamp(Instant instant, NodeLocation at) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTimestamp(this);
    }
  }

  /**
   * A place for a value, written {@code :name}. Binding puts a value there, never text; within an
   * IN list also a list of values.
   *
   * @param name an ASCII letter or underscore, then ASCII letters, digits and underscores
   */
  record Parameter(String name, NodeLocation at) implements Value {
    /** Checks the name. */
    public Parameter {
      if (!isPlainName(name)) {
        throw new IllegalArgumentException("not a name of a parameter: " + name);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitParameter(this);
    }
  }

  /**
   * The value that a Java object stands for: text, a whole number, {@link BigDecimal}, a finite
   * {@link Double}, Boolean, {@link LocalDate}, {@link Instant}, or a value itself.
   *
   * @throws IllegalArgumentException for anything else, and for a number that is out of range
   */
  static Value of(Object object, NodeLocation at) {
    if (object instanceof Value given) {
      return given;
    }
    if (object instanceof CharSequence text) {
      return new Text(text.toString(), at);
    }
    if (object instanceof Boolean bool) {
      return new Bool(bool, at);
    }
    if (object instanceof BigDecimal number) {
      return new Numeric(number, at);
    }
    if (object instanceof Integer || object instanceof Long || object instanceof Short) {
      return new Numeric(BigDecimal.valueOf(((Number) object).longValue()), at);
    }
    if (object instanceof Double number && Double.isFinite(number)) {
      return new Numeric(BigDecimal.valueOf(number), at);
    }
    if (object instanceof LocalDate date) {
      return new Date(date, at);
    }
    if (object instanceof Instant instant) {
      return new Timestamp(instant, at);
    }
    String type = object == null ? "null" : object.getClass().getSimpleName();
    throw new IllegalArgumentException("a property can't be compared with a value such as " + type);
  }

  /** Text that was written nowhere. */
  static Text text(String text) {
    return new Text(text, NodeLocation.NONE);
  }

  /** A number that was written nowhere. */
  static Numeric number(BigDecimal number) {
    return new Numeric(number, NodeLocation.NONE);
  }

  /** A whole number that was written nowhere. */
  static Numeric number(long number) {
    return number(BigDecimal.valueOf(number));
  }

  /** TRUE or FALSE, written nowhere. */
  static Bool bool(boolean value) {
    return new Bool(value, NodeLocation.NONE);
  }

  private static boolean isPlainName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** What to do with each kind of value. */
  interface Visitor<R> {
    /** Text. */
    R visitText(Text value);

    /** A number. */
    R visitNumeric(Numeric value);

    /** TRUE or FALSE. */
    R visitBool(Bool value);

    /** A day. */
    R visitDate(Date value);

    /** A moment. */
    R visitTimestamp(Timestamp value);

    /** A place for a value. */
    R visitParameter(Parameter value);
  }
}
