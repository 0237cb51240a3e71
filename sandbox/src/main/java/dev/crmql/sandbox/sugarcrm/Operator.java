package dev.crmql.sandbox.sugarcrm;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators of a field's filter; their names are matched exactly. */
enum Operator {
  EQUALS("$equals"),
  NOT_EQUALS("$not_equals"),
  STARTS("$starts"),
  ENDS("$ends"),
  CONTAINS("$contains"),
  NOT_CONTAINS("$not_contains"),
  IN("$in"),
  NOT_IN("$not_in"),
  BETWEEN("$between"),
  DATE_BETWEEN("$dateBetween"),
  IS_NULL("$is_null"),
  NOT_NULL("$not_null"),
  EMPTY("$empty"),
  NOT_EMPTY("$not_empty"),
  LT("$lt"),
  LTE("$lte"),
  GT("$gt"),
  GTE("$gte"),
  DATE_RANGE("$dateRange"),
  MORE_X_DAYS_AGO("$more_x_days_ago"),
  LAST_X_DAYS("$last_x_days"),
  NEXT_X_DAYS("$next_x_days"),
  MORE_X_DAYS_AHEAD("$more_x_days_ahead");

  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(o -> o.text, Function.identity()));

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  static Optional<Operator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  String text() {
    return text;
  }
}
