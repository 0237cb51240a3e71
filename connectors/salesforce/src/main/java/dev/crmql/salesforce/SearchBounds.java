package dev.crmql.salesforce;

import dev.crmql.salesforce.TextTokens.Token;
import dev.crmql.spi.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells rows that may have been cut off: a search has no further pages and gives no sign of having
 * found more, so as many rows as are given at most are taken for that sign (SOQL and SOSL
 * Reference, SOQL and SOSL Limits).
 */
final class SearchBounds {

  private SearchBounds() {}

  /** What may have cut off the rows that a keyword found. */
  static Optional<String> ofKeyword(List<Row> rows) {
    Map<String, Long> byType =
        rows.stream().collect(Collectors.groupingBy(Row::type, Collectors.counting()));
    return byType.entrySet().stream()
        .filter(type -> type.getValue() >= Returning.ROWS_OF_A_TYPE)
        .map(Map.Entry::getKey)
        .sorted()
        .reduce((one, other) -> one + ", " + other)
        .map(
            types ->
                "Salesforce is asked for at most "
                    + Returning.ROWS_OF_A_TYPE
                    + " rows of each type, and gave as many of "
                    + types);
  }

  /** What may have cut off the rows of the caller's own search, beside a LIMIT that it has. */
  static Optional<String> ofText(List<Row> rows, String sosl) {
    return rows.size() < SoqlLimits.INSTANCE.searchRows() || isLimited(sosl)
        ? Optional.empty()
        : Optional.of(
            "Salesforce gives at most " + SoqlLimits.INSTANCE.searchRows() + " rows of one search");
  }

  /** Whether the search itself says how many rows of all types it wants. */
  private static boolean isLimited(String sosl) {
    int depth = 0;
    for (Token token : TextTokens.of(sosl)) {
      if (token.isSymbol('(')) {
        depth++;
      } else if (token.isSymbol(')')) {
        depth--;
      } else if (depth == 0 && token.is("LIMIT")) {
        return true;
      }
    }
    return false;
  }
}
