package dev.crmql.sandbox.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of H2 SQL.
 *
 * @param values what stands for each {@code ?}, in order; may hold null
 */
public record Sql(String text, List<Object> values) {

  /** Copies the list. */
  public Sql {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** A piece with these values. */
  public static Sql of(String text, Object... values) {
    return new Sql(text, Arrays.asList(values));
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
