package dev.crmql.pipeliner;

import dev.crmql.query.ComparisonOperator;
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

  /** The operator that compares so, without regard to case if {@code folded}. */
  static FilterOperator of(ComparisonOperator operator, boolean folded) {
    return switch (operator) {
      case EQUAL -> folded ? IEQ : EQ;
      case NOT_EQUAL -> folded ? NOT_IEQ : NOT_EQ;
      case LESS -> LT;
      case LESS_OR_EQUAL -> LTE;
      case GREATER -> GT;
      case GREATER_OR_EQUAL -> GTE;
    };
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
