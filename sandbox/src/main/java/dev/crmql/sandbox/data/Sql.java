package dev.crmql.sandbox.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of H2 SQL.
 *
 * @param text with {@code ?} where a value stands
 * @param values what stands for each {@code ?}, in order; none is null
 */
public record Sql(String text, List<Object> values) {

  /** Copies the values. */
  public Sql {
    values = List.copyOf(values);
  }

  /** A piece with these values, none of them null. */
  public static Sql of(String text, Object... values) {
    return new Sql(text, List.of(values));
  }

  /** The pieces in brackets with {@code operator} between them; at least one. */
  public static Sql join(String operator, List<Sql> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    List<Object> values = new ArrayList<>();
    pieces.forEach(piece -> values.addAll(piece.values));
    return new Sql(
        pieces.stream().map(piece -> "(" + piece.text + ")").collect(Collectors.joining(operator)),
        values);
  }
}
