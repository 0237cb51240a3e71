package dev.crmql.pipedrive;

import dev.crmql.spi.UpstreamRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes requests. */
final class PipedriveRequests {

  static final String SEARCH = "/api/v2/itemSearch";

  private static final String LIMIT = "limit";
  private static final String START = "start";
  private static final String SORT = "sort";
  private static final String SORT_BY = "sort_by";

  private PipedriveRequests() {}

  /**
   * The first page of a list.
   *
   * @param narrowing the parameters that narrow it
   */
  static UpstreamRequest list(
      RecordList list,
      Map<String, String> narrowing,
      String sortedBy,
      boolean descending,
      List<String> customFields,
      int rows) {
    Map<String, String> parameters = new LinkedHashMap<>(narrowing);
    if (list.isOfVersion1()) {
      parameters.put(SORT, sortedBy + (descending ? " DESC" : " ASC"));
      parameters.put(START, "0");
    } else {
      parameters.put(SORT_BY, sortedBy);
      parameters.put("sort_direction", descending ? "desc" : "asc");
      if (!customFields.isEmpty()) {
        parameters.put("custom_fields", String.join(",", customFields));
      }
    }
    parameters.put(LIMIT, Integer.toString(rows));
    return UpstreamRequest.get(list.path(), parameters);
  }

  /** Whether a list's records come in the order of their ids. */
  static boolean isSortedById(UpstreamRequest list) {
    String by = list.query().getOrDefault(SORT_BY, list.query().getOrDefault(SORT, RecordList.ID));
    return by.equals(RecordList.ID) || by.startsWith(RecordList.ID + " ");
  }

  static UpstreamRequest fields(RecordList list, long start) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(START, Long.toString(start));
    parameters.put(LIMIT, Integer.toString(PipedriveLimits.INSTANCE.pageRows()));
    return UpstreamRequest.get(list.fieldsPath(), parameters);
  }

  static UpstreamRequest search(String term, List<String> itemTypes, int rows) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("term", term);
    parameters.put("item_types", String.join(",", itemTypes));
    parameters.put(LIMIT, Integer.toString(rows));
    return UpstreamRequest.get(SEARCH, parameters);
  }

  /** The page at a cursor, for which all other parameters must stay. */
  static UpstreamRequest at(String cursor, UpstreamRequest page) {
    return page.withParameter("cursor", cursor);
  }

  /** The page that starts there. */
  static UpstreamRequest from(long start, UpstreamRequest page) {
    return page.withParameter(START, Long.toString(start));
  }

  /** The same in pages of so many rows at most. */
  static UpstreamRequest inPages(UpstreamRequest first, int rows) {
    int asked = Integer.parseInt(first.query().get(LIMIT));
    return first.withParameter(LIMIT, Integer.toString(Math.min(asked, rows)));
  }
}
