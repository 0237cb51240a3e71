package dev.crmql.conformance;

import dev.crmql.normalize.IsoTemporal;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Values to compare a column with: mostly those of its rows, and near them.
 *
 * <p>A service that did not describe its columns can only go by a value's shape. Where {@code
 * described} is false, no value is made whose shape is another type's than the column's.
 */
final class LiteralGenerator {

  private static final List<String> ODD_TEXTS =
      List.of(
          "'",
          "''",
          "x' OR 'x' = 'x",
          "\\",
          "\\'",
          "a\\",
          "\\u0041",
          "%",
          "_",
          "50%",
          "a_b",
          "[x]",
          "[",
          "]",
          "^",
          "&",
          "+",
          "#",
          "A & B",
          "a=b",
          "?",
          "/",
          ";",
          "{\"$ne\":1}",
          "$filter",
          "null",
          "NULL",
          "true",
          "0",
          "1e3",
          "-1",
          "東京",
          "РАДУГА",
          "🚀",
          "𠮷野家",
          "👩‍🔬",
          "Café",
          "é",
          "\t",
          "\n",
          "no such text",
          "~",
          "\"",
          "\\\"",
          "%25",
          "$",
          "@p1",
          "()",
          "(",
          "--",
          "/*");

  private static final List<Integer> OFFSETS = List.of(0, 60, -480, 330, 840, -720);

  private final boolean described;

  LiteralGenerator(boolean described) {
    this.described = described;
  }

  boolean described() {
    return described;
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Whether the column has a value to compare with. */
  static boolean hasValues(Table table, Column column) {
    return !values(table, column).isEmpty();
  }

  private static List<Object> values(Table table, Column column) {
    return table.rows().stream()
        .map(row -> row.get(column.name()))
        .filter(value -> value != null && !value.equals(""))
        .distinct()
        .toList();
  }

  private static <T> Arbitrary<T> rows(Table table, Column column, Class<T> type) {
    return Arbitraries.of(values(table, column)).map(type::cast);
  }

  /** Texts of the column, in other casings too, and others; never empty. */
  Arbitrary<String> texts(Table table, Column column) {
    Arbitrary<String> own =
        Combinators.combine(rows(table, column, String.class), Arbitraries.of(true, true, false))
            .as((text, asItIs) -> asItIs ? text : otherCase(text));
    return Arbitraries.oneOf(own, own, own, Arbitraries.of(ODD_TEXTS))
        .filter(text -> described || !IsoTemporal.looksTemporal(text));
  }

  /** What a LIKE pattern may hold between its wildcards: a text or a piece of one. */
  Arbitrary<String> pieces(Table table, Column column) {
    Arbitrary<Integer> places = Arbitraries.of(0, 0, 10, 30, 50, 70, 90, 99);
    return Combinators.combine(texts(table, column), places, places).as(LiteralGenerator::piece);
  }

  /**
   * At least one character, from {@code from} percent on, and {@code share} percent of what is
   * left.
   */
  private static String piece(String text, int from, int share) {
    int points = text.codePointCount(0, text.length());
    int begin = from * points / 100;
    int end = begin + 1 + share * (points - begin) / 100;
    return text.substring(
        text.offsetByCodePoints(0, begin), text.offsetByCodePoints(0, Math.min(end, points)));
  }

  /** Ids of the column; as services keep them, so in their own casing. */
  Arbitrary<String> ids(Table table, Column column) {
    return rows(table, column, String.class).map(LiteralGenerator::quoted);
  }

  /** A service that says nothing of its columns can't know which of them hold whole numbers. */
  Arbitrary<String> numbers(Table table, Column column) {
    Arbitrary<String> own = rows(table, column, Number.class).map(Number::toString);
    Arbitrary<String> others =
        described
            ? Arbitraries.of("+1", "1.5", "0.001", "1e3", "1E-2", "2500000000", "-0.0", ".5")
            : Arbitraries.of("0", "-1", "999");
    return Arbitraries.oneOf(own, own, others);
  }

  Arbitrary<String> booleans() {
    return Arbitraries.of("TRUE", "FALSE");
  }

  Arbitrary<String> dates(Table table, Column column) {
    return Arbitraries.oneOf(
            rows(table, column, LocalDate.class),
            rows(table, column, LocalDate.class).map(day -> day.plusDays(1)),
            Arbitraries.of(LocalDate.of(1900, 2, 28), LocalDate.of(2024, 2, 29)))
        .map(day -> quoted(day.toString()));
  }

  /** The days of moments. */
  Arbitrary<String> days(Table table, Column column) {
    return rows(table, column, Instant.class)
        .map(at -> quoted(LocalDate.ofInstant(at, ZoneOffset.UTC).toString()));
  }

  /** Date-times with offsets of all kinds. */
  Arbitrary<String> moments(Table table, Column column) {
    Arbitrary<Instant> own = rows(table, column, Instant.class);
    Arbitrary<Instant> near =
        Arbitraries.oneOf(own, own.map(at -> at.plusSeconds(1)), own.map(at -> at.plusMillis(500)));
    return Combinators.combine(near, Arbitraries.of(OFFSETS))
        .as((at, minutes) -> quoted(written(at, minutes)));
  }

  private static String written(Instant at, int minutes) {
    OffsetDateTime time = at.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  private static String otherCase(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
  }

  /** The literals of a list. */
  static String list(List<String> literals) {
    return "(" + String.join(", ", literals) + ")";
  }
}
