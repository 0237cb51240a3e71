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
import java.util.Map;
import java.util.Optional;

/**
 * Makes searches of keywords, one for each object type of which HubSpot documents in which
 * properties it looks (Search the CRM, searching default properties): leads are not among them.
 */
final class KeywordPlanner {

  /** What is shown of the records that are found. */
  private static final Map<String, List<String>> SHOWN =
      Map.of(
          "companies",
          List.of("name", "domain", "website", "phone", "industry", "hubspot_owner_id"),
          "contacts",
          List.of("firstname", "lastname", "email", "phone", "company", "hubspot_owner_id"),
          "deals",
          List.of("dealname", "amount", "closedate", "dealstage", "hubspot_owner_id"),
          "tasks",
          List.of(
              "hs_task_subject",
              "hs_task_body",
              "hs_task_status",
              "hs_task_priority",
              "hs_timestamp",
              "hubspot_owner_id"));

  private static final List<String> OBJECTS = List.of("companies", "contacts", "deals", "tasks");

  private KeywordPlanner() {}

  /** The plan; the newest records of a type come first. */
  static TextPlan plan(TextQuery query, HubSpotRequests requests) {
    String words = String.join(" ", KeywordText.words(query));
    HubSpotLimits limits = HubSpotLimits.INSTANCE;
    int rows = Math.min(query.pageSize(), limits.pageRows());
    List<UpstreamRequest> searches = new ArrayList<>();
    for (String object : OBJECTS) {
      UpstreamRequest search =
          requests.search(object, List.of(), Optional.of(words), true, SHOWN.get(object), rows);
      if (search.body().orElseThrow().length() > limits.bodyLength()) {
        throw new QueryException(
            Diagnostic.of(
                DiagnosticCode.REQUEST_TOO_LONG,
                NodeLocation.NONE,
                "HubSpot takes " + limits.bodyLength() + " characters, and the words are more",
                "search for fewer words"));
      }
      searches.add(search);
    }
    return new TextPlan(
        searches,
        HubSpotRecords.whole(""),
        message -> NodeLocation.NONE,
        List.of("leads are not searched: HubSpot does not say in which of their properties"),
        Optional.empty());
  }
}
