package dev.crmql.sandbox.pipeliner;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code filter-op} may be. */
enum Operator {
  EQ,
  IEQ,
  NOT_EQ,
  NOT_IEQ,
  CONTAINS,
  STARTS,
  ENDS,
  ICONTAINS,
  ISTARTS,
  IENDS,
  NULL,
  NOT_NULL,
  EMPTY,
  NOT_EMPTY,
  GT,
  GTE,
  LT,
  LTE,
  BETWEEN;

  private static final Set<Operator> ANY = EnumSet.of(EQ, NOT_EQ, NULL, NOT_NULL);
  private static final Set<Operator> COMPARING = EnumSet.of(GT, GTE, LT, LTE);

  /** The operator of that code, such as {@code not-eq}. */
  static Optional<Operator> of(String code) {
    return Arrays.stream(values()).filter(operator -> operator.code().equals(code)).findFirst();
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether a field takes this operator. Which fields the service refuses it for is not written but
   * by what the operators are for; {@code between} is never taken, as its value's form is unknown.
   */
  boolean suits(FieldType type) {
    return switch (type.family()) {
      case TEXT -> this != BETWEEN && !COMPARING.contains(this);
      case UUID, FLAG -> ANY.contains(this);
      case ORDERED -> ANY.contains(this) || COMPARING.contains(this);
      case CLOSED -> false;
    };
  }
}
