package dev.crmql.pipeliner;

import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes requests for lists of records, and reads what they ask for. Paths are below the space's.
 */
final class ListRequests {

  private static final String ENTITIES = "/entities/";

  private static final String FILTER = "filter[";
  private static final String OPERATOR = "filter-op[";
  private static final String END = "]";

  private static final String ORDER_BY = "order-by";
  private static final String LOAD_ONLY = "load-only";
  private static final String FIRST = "first";
  private static final String AFTER = "after";

  private ListRequests() {}

  /**
   * A request for the first page of a list.
   *
   * @param filters one for each field
   * @param orderBy fields, each with a hyphen in front of it if from high to low
   * @param fields to answer with; empty for all
   */
  static UpstreamRequest list(
      String entity,
      Collection<FieldFilter> filters,
      List<String> orderBy,
      Collection<String> fields,
      int rows) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (FieldFilter filter : filters) {
      parameters.put(FILTER + filter.field() + END, filter.value());
      if (filter.operator() != FilterOperator.EQ) {
        parameters.put(OPERATOR + filter.field() + END, filter.operator().code());
      }
    }
    parameters.put(ORDER_BY, String.join(",", orderBy));
    if (!fields.isEmpty()) {
      parameters.put(LOAD_ONLY, String.join(",", fields));
    }
    parameters.put(FIRST, Integer.toString(rows));
    return UpstreamRequest.get(ENTITIES + entity, parameters);
  }

  /** The request for the page after this one. */
  static UpstreamRequest after(UpstreamRequest request, String cursor) {
    return request.withParameter(AFTER, cursor);
  }

  /** The same request in pages of so many rows, or fewer if it has fewer already. */
  static UpstreamRequest inPages(UpstreamRequest request, int rows) {
    int asked = Integer.parseInt(request.query().get(FIRST));
    return request.withParameter(FIRST, Integer.toString(Math.min(asked, rows)));
  }

  /** The request without the id as its last key, ordered by when records were made instead. */
  static Optional<UpstreamRequest> withoutId(UpstreamRequest request) {
    List<String> keys = new ArrayList<>(List.of(request.query().get(ORDER_BY).split(",")));
    if (!keys.remove(EntityFields.ID)) {
      return Optional.empty();
    }
    if (!keys.contains(EntityFields.CREATED) && !keys.contains("-" + EntityFields.CREATED)) {
      keys.add(EntityFields.CREATED);
    }
    return Optional.of(request.withParameter(ORDER_BY, String.join(",", keys)));
  }

  /** The entity that is asked for. */
  static String entity(UpstreamRequest request) {
    return request.path().substring(ENTITIES.length());
  }

  /** The field that a request of one filter filters by. */
  static String filteredField(UpstreamRequest request) {
    return request.query().keySet().stream()
        .filter(name -> name.startsWith(FILTER))
        .map(name -> name.substring(FILTER.length(), name.length() - END.length()))
        .findFirst()
        .orElseThrow();
  }
}
