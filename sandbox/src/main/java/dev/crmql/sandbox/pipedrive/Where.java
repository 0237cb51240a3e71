package dev.crmql.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition in H2's SQL.
 *
 * @param values one for each {@code ?}
 */
record Where(String sql, List<Object> values) {
  static final Where ALL = new Where("TRUE", List.of());

  Where {
    values = List.copyOf(values);
  }

  static Where of(String sql, Object... values) {
    return new Where(sql, List.of(values));
  }

  static Where all(List<Where> conditions) {
    return joined(" AND ", conditions);
  }

  static Where any(List<Where> conditions) {
    return joined(" OR ", conditions);
  }

  /** Of no conditions: every record. */
  private static Where joined(String operator, List<Where> conditions) {
    if (conditions.isEmpty()) {
      return ALL;
    }
    List<Object> values = new ArrayList<>();
    conditions.forEach(condition -> values.addAll(condition.values));
    return new Where(
        conditions.stream()
            .map(condition -> "(" + condition.sql + ")")
            .collect(Collectors.joining(operator)),
        values);
  }
}
