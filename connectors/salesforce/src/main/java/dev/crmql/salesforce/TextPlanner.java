package dev.crmql.salesforce;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import java.util.List;
import java.util.Optional;

/** Plans text that Salesforce reads itself. */
final class TextPlanner {

  private final QueryRequests requests;

  TextPlanner(QueryRequests requests) {
    this.requests = requests;
  }

  /**
   * Plans a text.
   *
   * @throws QueryException if it is no query of its language, or not read-only
   * @throws IllegalArgumentException if the language is one that the engine parses
   */
  TextPlan plan(TextQuery query) {
    String text = query.text();
    return switch (query.language()) {
      case SOQL -> {
        ReadOnlyCheck.soql(text);
        yield new TextPlan(
            List.of(requests.first(text, query.pageSize())),
            TextRecords.OF_A_TEXT,
            new TextFaultLocator(text),
            List.of(),
            Optional.empty());
      }
      case SOSL -> {
        ReadOnlyCheck.sosl(text);
        yield new TextPlan(
            List.of(requests.search(text)),
            TextRecords.OF_A_TEXT,
            new TextFaultLocator(text),
            List.of(
                "Salesforce gives at most "
                    + SoqlLimits.INSTANCE.searchRows()
                    + " rows of a search"),
            Optional.empty());
      }
      case KEYWORD ->
          // The text is not the caller's, so a fault in it has no place in what the caller wrote.
          new TextPlan(
              List.of(requests.search(KeywordSearch.sosl(text))),
              TextRecords.OF_A_KEYWORD,
              message -> NodeLocation.NONE,
              List.of(
                  "Salesforce is asked for at most "
                      + Returning.ROWS_OF_A_TYPE
                      + " rows of each type",
                  "what the account lacks or may not see of types and properties is left out"),
              Optional.empty());
      case KQL, DQL ->
          throw new IllegalArgumentException(query.language().wireName() + " is parsed, not sent");
    };
  }
}
