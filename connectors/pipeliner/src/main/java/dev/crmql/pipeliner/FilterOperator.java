package dev.crmql.pipeliner;

import java.util.Locale;

/**
 * The values of {@code filter-op} that are used, those first that find the fewest rows. Of text,
 * those are used that don't tell cases apart.
 */
enum FilterOperator {
  EQ,
  IEQ,
  NULL,
  EMPTY,
  ISTARTS,
  IENDS,
  ICONTAINS,
  GTE,
  GT,
  LTE,
  LT,
  NOT_EQ,
  NOT_IEQ,
  NOT_EMPTY,
  NOT_NULL;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
