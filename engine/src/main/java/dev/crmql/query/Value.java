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

  /** A number with the scale it was written with. */
  record Numeric(BigDecimal number, NodeLocation at) implements Value {
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
   */
  record Parameter(String name, NodeLocation at) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitParameter(this);
    }
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
