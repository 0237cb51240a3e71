package dev.crmql.hubspot;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.KeywordText;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.TextQuery;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes searches of keywords, one for each object type of which HubSpot documents in which
 * properties it looks (Search the CRM, searching default properties): leads are not among them.
 */
final class KeywordPlanner {

  private KeywordPlanner() {}

  /** The plan; the newest records of a type come first. */
  static TextPlan plan(TextQuery query, HubSpotRequests requests) {
    Optional<String> words = Optional.of(String.join(" ", KeywordText.words(query)));
    HubSpotLimits limits = HubSpotLimits.INSTANCE;
    int rows = Math.min(query.pageSize(), limits.pageRows());
    List<UpstreamRequest> searches = new ArrayList<>();
    HubSpotConnector.TYPES
        .keywordProperties()
        .forEach(
            (object, shown) ->
                searches.add(requests.search(object, List.of(), words, true, shown, rows)));
    if (searches.stream()
        .anyMatch(each -> each.body().orElseThrow().length() > limits.bodyLength())) {
      throw new QueryException(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              NodeLocation.NONE,
              "HubSpot takes " + limits.bodyLength() + " characters, and the words are more",
              "search for fewer words"));
    }
    return new TextPlan(
        searches,
        HubSpotRecords.whole(""),
        message -> NodeLocation.NONE,
        List.of("leads are not searched: HubSpot does not say in which of their properties"),
        Optional.empty());
  }
}
