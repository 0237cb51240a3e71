package dev.crmql.dynamics;

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
import java.util.OptionalInt;

/**
 * Plans keywords: rows that hold every word, found by Dataverse Search. Where that is switched off,
 * or does not take so short or so long a text, each table is asked for rows of which name and
 * e-mail address contain every word; these have no relevancy and come in the order of their names.
 */
final class KeywordPlans {

  private final ODataRequests requests;

  KeywordPlans(ODataRequests requests) {
    this.requests = requests;
  }

  /**
   * The plan.
   *
   * @throws QueryException if there is no word, or there are more than can be asked for
   */
  TextPlan of(TextQuery query) {
    List<String> words = KeywordText.words(query);
    String search = SearchRequests.text(words);
    DynamicsLimits limits = DynamicsLimits.INSTANCE;
    int length = search.length();
    if (length < limits.searchShortest() || length > limits.searchLongest()) {
      return asking(
          words,
          query.pageSize(),
          "Dataverse Search takes "
              + limits.searchShortest()
              + " to "
              + limits.searchLongest()
              + " characters; each table is asked for names and e-mail addresses instead");
    }
    return new TextPlan(
        List.of(SearchRequests.first(search, query.pageSize())),
        KeywordRecords.INSTANCE,
        message -> NodeLocation.NONE,
        List.of(
            "if Dataverse Search is switched off, each table is asked for names and e-mail"
                + " addresses instead"),
        otherwise(words, query.pageSize()));
  }

  /** Words that fit into a search fit into requests. */
  private Optional<TextPlan> otherwise(List<String> words, int pageSize) {
    return Optional.of(asking(words, pageSize, "rows are ordered by name, table by table"));
  }

  private TextPlan asking(List<String> words, int pageSize, String note) {
    List<UpstreamRequest> walks = new ArrayList<>();
    for (SearchedTable table : SearchedTable.ALL) {
      walks.add(requests.of(query(table, words, pageSize)).orElseThrow(KeywordPlans::tooLong));
    }
    return new TextPlan(
        walks,
        KeywordRecords.INSTANCE,
        message -> NodeLocation.NONE,
        List.of(note),
        Optional.empty());
  }

  private static ODataQuery query(SearchedTable table, List<String> words, int pageSize) {
    String id = table.idProperty();
    return new ODataQuery(
        ODataNames.entitySet(table.name()),
        id + "," + String.join(",", table.columns()),
        "",
        filter(table, words),
        table.columns().get(0) + " asc," + id + " asc",
        OptionalInt.empty(),
        OptionalInt.of(pageSize),
        false,
        words.size() * table.columns().size(),
        List.of(),
        List.of());
  }

  private static String filter(SearchedTable table, List<String> words) {
    StringBuilder filter = new StringBuilder();
    ODataLiterals literals = new ODataLiterals(filter, new ArrayList<>());
    boolean brackets = words.size() > 1 && table.columns().size() > 1;
    for (int i = 0; i < words.size(); i++) {
      filter.append(i == 0 ? "" : " and ").append(brackets ? "(" : "");
      String separator = "";
      for (String column : table.columns()) {
        filter.append(separator).append("contains(").append(column).append(',');
        literals.appendPattern(words.get(i), NodeLocation.NONE);
        filter.append(')');
        separator = " or ";
      }
      filter.append(brackets ? ")" : "");
    }
    return filter.toString();
  }

  private static QueryException tooLong() {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.REQUEST_TOO_LONG,
            NodeLocation.NONE,
            "Dynamics can't be asked for that many words",
            "search for fewer words"));
  }
}
