package dev.crmql.conformance;

import static dev.crmql.conformance.LiteralGenerator.list;
import static dev.crmql.conformance.LiteralGenerator.quoted;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Conditions on a table's columns, as KQL text. */
final class ConditionGenerator {

  private static final String LIKE_ESCAPES = "\\!~|$";

  private final Table table;
  private final Predicate<Column> usable;
  private final Predicate<Column> nullTested;
  private final LiteralGenerator literals;
  private final boolean negated;

  /**
   * A generator.
   *
   * @param usable the columns that may be named, of which some have values
   * @param nullTested those that may be compared with NULL
   */
  ConditionGenerator(
      Table table,
      Predicate<Column> usable,
      Predicate<Column> nullTested,
      LiteralGenerator literals) {
    this(table, usable, nullTested, literals, true);
  }

  /**
   * A generator.
   *
   * @param negated whether there may be NOT and NOT LIKE, which not every service has
   */
  ConditionGenerator(
      Table table,
      Predicate<Column> usable,
      Predicate<Column> nullTested,
      LiteralGenerator literals,
      boolean negated) {
    this.negated = negated;
    this.table = table;
    this.usable = usable;
    this.nullTested = nullTested;
    this.literals = literals;
  }

  /** Conditions nested up to this deep; 0 for single ones. */
  Arbitrary<String> conditions(int depth) {
    return nested(single(), depth, negated);
  }

  /** Conditions made of these, nested up to this deep; 0 for single ones. */
  static Arbitrary<String> nested(Arbitrary<String> leaf, int depth, boolean negated) {
    Arbitrary<String> condition = leaf;
    for (int i = 0; i < depth; i++) {
      Arbitrary<String> inner = condition;
      Arbitrary<String> operand =
          Combinators.combine(inner, Arbitraries.of(true, true, false))
              .as((text, bracketed) -> bracketed ? "(" + text + ")" : text);
      Arbitrary<List<String>> operands = Built.of(operand.list().ofMinSize(2).ofMaxSize(3));
      condition =
          Built.of(
              Arbitraries.frequencyOf(
                  Tuple.of(3, leaf),
                  Tuple.of(3, operands.map(texts -> String.join(" AND ", texts))),
                  Tuple.of(3, operands.map(texts -> String.join(" OR ", texts))),
                  Tuple.of(negated ? 1 : 0, inner.map(text -> "NOT (" + text + ")")),
                  Tuple.of(negated ? 1 : 0, leaf.map(text -> "NOT " + text))));
    }
    return condition;
  }

  /** Single conditions. */
  Arbitrary<String> single() {
    return Built.of(
        Arbitraries.oneOf(
            table.columns().stream()
                .filter(usable)
                .filter(c -> LiteralGenerator.hasValues(table, c))
                .map(column -> Built.of(leaf(column)))
                .toList()));
  }

  private Arbitrary<String> leaf(Column column) {
    Arbitrary<String> nullTest =
        Arbitraries.of(" IS NULL", " IS NOT NULL").map(test -> Names.written(column.name()) + test);
    Arbitrary<String> test = compared(column);
    return nullTested.test(column)
        ? Arbitraries.frequencyOf(Tuple.of(7, test), Tuple.of(1, nullTest))
        : test;
  }

  private Arbitrary<String> compared(Column column) {
    return switch (column.type()) {
      case TEXT, EMAIL, PHONE, URL, CHOICE, LONG_TEXT -> text(column);
      case ID, REFERENCE -> id(column);
      case INTEGER, NUMBERED_CHOICE, DECIMAL, CURRENCY, PERCENT ->
          ordered(column, literals.numbers(table, column));
      case BOOLEAN ->
          Arbitraries.oneOf(
              equality(column, literals.booleans()), in(column, literals.booleans(), 2));
      case DATE -> ordered(column, literals.dates(table, column));
      case DATETIME -> moment(column);
    };
  }

  /** A service that says nothing of its columns can't know that it must not be asked LIKE here. */
  private Arbitrary<String> id(Column column) {
    Arbitrary<String> ids = literals.ids(table, column);
    Arbitrary<String> test = Arbitraries.oneOf(equality(column, ids), in(column, ids));
    return literals.described() ? Arbitraries.oneOf(test, test, like(column)) : test;
  }

  private Arbitrary<String> text(Column column) {
    Arbitrary<String> texts = literals.texts(table, column).map(LiteralGenerator::quoted);
    Arbitrary<String> orEmpty =
        Arbitraries.frequencyOf(Tuple.of(3, texts), Tuple.of(1, Arbitraries.just("''")));
    return Arbitraries.frequencyOf(
        Tuple.of(2, equality(column, texts)),
        Tuple.of(2, equality(column, Arbitraries.just("''"))),
        Tuple.of(2, order(column, texts)),
        Tuple.of(2, in(column, orEmpty)),
        Tuple.of(10, like(column)));
  }

  /** A day compared with a moment means its midnight to SQL, so only where both readings agree. */
  private Arbitrary<String> moment(Column column) {
    Arbitrary<String> ordered = ordered(column, literals.moments(table, column));
    if (!literals.described()) {
      return ordered;
    }
    Arbitrary<String> day =
        Combinators.combine(Arbitraries.of(" < ", " >= "), literals.days(table, column))
            .as((operator, literal) -> Names.written(column.name()) + operator + literal);
    return Arbitraries.frequencyOf(Tuple.of(4, ordered), Tuple.of(1, day));
  }

  private Arbitrary<String> ordered(Column column, Arbitrary<String> values) {
    Arbitrary<String> order = order(column, values);
    return Arbitraries.oneOf(equality(column, values), order, order, in(column, values));
  }

  private static Arbitrary<String> order(Column column, Arbitrary<String> values) {
    return Combinators.combine(Arbitraries.of("<", "<=", ">", ">="), values)
        .as((operator, value) -> Names.written(column.name()) + " " + operator + " " + value);
  }

  private static Arbitrary<String> equality(Column column, Arbitrary<String> values) {
    return Combinators.combine(Arbitraries.of("=", "!=", "<>"), values)
        .as((operator, value) -> Names.written(column.name()) + " " + operator + " " + value);
  }

  private static Arbitrary<String> in(Column column, Arbitrary<String> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(19, in(column, values, 5)), Tuple.of(1, in(column, values, 120)));
  }

  private static Arbitrary<String> in(Column column, Arbitrary<String> values, int most) {
    return Combinators.combine(
            Arbitraries.of(" IN ", " NOT IN "), values.list().ofMinSize(1).ofMaxSize(most))
        .as((operator, chosen) -> Names.written(column.name()) + operator + list(chosen));
  }

  private Arbitrary<String> like(Column column) {
    return Combinators.combine(
            negated ? Arbitraries.of(" LIKE ", " NOT LIKE ") : Arbitraries.just(" LIKE "),
            Arbitraries.frequencyOf(Tuple.of(12, pattern(column)), Tuple.of(1, anyText())))
        .as((operator, pattern) -> Names.written(column.name()) + operator + pattern);
  }

  private static Arbitrary<String> anyText() {
    return Arbitraries.of("'%'", "'%%'");
  }

  private Arbitrary<String> pattern(Column column) {
    Arbitrary<Character> escapes =
        Arbitraries.of(LIKE_ESCAPES.chars().mapToObj(c -> (char) c).toList());
    return Combinators.combine(
            literals.pieces(table, column),
            Arbitraries.of("x%", "%x", "%x%", "x%", "%x", "%x%", "x"),
            escapes,
            Arbitraries.of(true, false))
        .as(
            (piece, form, escape, always) -> {
              boolean wild = piece.indexOf('%') >= 0 || piece.indexOf('_') >= 0;
              if (!wild && !always) {
                return quoted(form.replace("x", piece));
              }
              return quoted(form.replace("x", escaped(piece, escape)))
                  + " ESCAPE "
                  + quoted(String.valueOf(escape));
            });
  }

  private static String escaped(String piece, char escape) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      char unit = piece.charAt(i);
      if (unit == '%' || unit == '_' || unit == escape) {
        escaped.append(escape);
      }
      escaped.append(unit);
    }
    return escaped.toString();
  }
}
