package dev.crmql.sandbox.pipedrive;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operators of saved filters. {@code LIKE '%$'} and the negations of it and of {@code '%$%'}
 * were removed in 2023.
 */
enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IS_NULL("IS NULL"),
  IS_NOT_NULL("IS NOT NULL"),
  STARTS("LIKE '$%'"),
  CONTAINS("LIKE '%$%'"),
  NOT_STARTS("NOT LIKE '$%'");

  private static final Set<Operator> ANY = EnumSet.of(EQUAL, NOT_EQUAL, IS_NULL, IS_NOT_NULL);
  private static final Set<Operator> LIKES = EnumSet.of(STARTS, CONTAINS, NOT_STARTS);

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** The operator of exactly that text. */
  static Optional<Operator> of(String text) {
    return Arrays.stream(values()).filter(operator -> operator.text.equals(text)).findFirst();
  }

  String text() {
    return text;
  }

  boolean needsValue() {
    return this != IS_NULL && this != IS_NOT_NULL;
  }

  boolean suits(FieldType type) {
    return switch (type.family()) {
      case TEXT -> ANY.contains(this) || LIKES.contains(this);
      case ORDERED -> !LIKES.contains(this);
      case CHOICE, SET -> ANY.contains(this);
    };
  }

  /** Those that suit a type, as the list of helpers has them. */
  static List<String> of(FieldType type) {
    return Arrays.stream(values())
        .filter(operator -> operator.suits(type))
        .map(Operator::text)
        .toList();
  }
}
