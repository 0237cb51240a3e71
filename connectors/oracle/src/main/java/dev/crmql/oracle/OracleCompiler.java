package dev.crmql.oracle;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.ListSplitter;
import dev.crmql.pushdown.NullRejection;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles a query to a request for a collection. Pure. */
final class OracleCompiler {

  private final NormalizedQuery query;
  private final ObjectSchema schema;
  private final Resource resource;
  private final Pushdown<String> pushdown;

  OracleCompiler(NormalizedQuery query, ObjectSchema schema, Resource resource) {
    this.query = query;
    this.schema = schema;
    this.resource = resource;
    OracleConnector.NAMES.check(query, resource.name());
    this.pushdown = Pushdown.of(query.conjuncts(), new RowMatchCompiler(schema));
  }

  /**
   * The plan but for how records are read.
   *
   * @param path of all resources
   * @throws QueryException if the service can't be asked this, with every reason at once
   */
  SearchPlan.Builder compile(String path, Completion completion) {
    List<ConditionPart> parts = pushdown.requireParts(completion, OracleDialect.TITLE);
    // Where NULL stands in the service's order is not documented.
    boolean sorted =
        query.orderBy().stream().allMatch(this::isSortable)
            && NullRejection.leavesNoNullToSortBy(query, schema);
    boolean exact = sorted && pushdown.isExact();
    SearchPlan.Builder plan = SearchPlan.of(query).parts(parts).sortedByEngine(!sorted);
    if (query.matchesNothing()) {
      return plan;
    }
    Optional<UpstreamRequest> request = request(path, exact, sorted);
    if (request.isPresent()) {
      return plan.request(request.get())
          .offsetPushed(exact)
          .limitPushed(exact && query.limit().isPresent());
    }
    // The database does not sort text as rows of several requests are merged.
    boolean merged = sorted && query.orderBy().stream().noneMatch(this::isText);
    List<UpstreamRequest> several =
        ListSplitter.split(
            query,
            conjunct -> pushdown.filters().get(conjunct).isPresent(),
            part -> new OracleCompiler(part, schema, resource).request(path, false, merged),
            this::tooLong);
    several.forEach(plan::request);
    return plan.sortedByEngine(!merged)
        .note("one request would be too long; " + several.size() + " are made");
  }

  private boolean isText(SortItem item) {
    return schema.type(item.field().head()).mayBeText();
  }

  /** Empty if it would be too long. */
  private Optional<UpstreamRequest> request(String path, boolean exact, boolean sorted) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("onlyData", "true");
    if (!query.selectsAll()) {
      parameters.put("fields", fields());
    }
    resource.finder().ifPresent(finder -> parameters.put("finder", finder));
    expression().ifPresent(expression -> parameters.put("q", expression));
    parameters.put("orderBy", orderBy(sorted));
    int most = OracleLimits.INSTANCE.pageRows();
    long limit = exact ? query.limit().orElse(most) : most;
    parameters.put("limit", Long.toString(Math.min(limit, most)));
    parameters.put("offset", Long.toString(exact ? query.offset() : 0));
    UpstreamRequest request = UpstreamRequest.get(path + resource.name(), parameters);
    return request.target().length() > OracleLimits.INSTANCE.queryLength()
        ? Optional.empty()
        : Optional.of(request);
  }

  private QueryException tooLong() {
    NodeLocation at =
        query.written().where().map(where -> where.at()).orElse(query.written().from().at());
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.REQUEST_TOO_LONG,
            at,
            "the query is longer than what Oracle takes in a URL",
            "ask for fewer values or attributes at a time"));
  }

  private String fields() {
    Set<String> fields = new LinkedHashSet<>();
    pushdown.fetchedFields(query).forEach(field -> fields.add(field.head()));
    fields.add(resource.id());
    return String.join(",", fields);
  }

  private Optional<String> expression() {
    List<String> terms = new ArrayList<>();
    resource.only().ifPresent(terms::add);
    for (Optional<Filter<String>> filter : pushdown.filters()) {
      filter.map(RowMatchCompiler::text).ifPresent(terms::add);
    }
    return terms.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", terms));
  }

  private boolean isSortable(SortItem item) {
    return schema
        .field(item.field().head())
        .filter(field -> field.sortable() && field.type() != FieldType.OTHER)
        .isPresent();
  }

  /** Rows of which nothing is asked come by their id, so that pages are stable. */
  private String orderBy(boolean sorted) {
    Map<String, String> keys = new LinkedHashMap<>();
    if (sorted) {
      for (SortItem item : query.orderBy()) {
        keys.put(item.field().head(), item.descending() ? "desc" : "asc");
      }
    }
    keys.putIfAbsent(resource.id(), "asc");
    return keys.entrySet().stream()
        .map(key -> sortKey(key.getKey()) + ":" + key.getValue())
        .collect(Collectors.joining(","));
  }

  /** Functions in {@code orderBy} came with ADF 12.2.1.4. */
  private String sortKey(String name) {
    return schema.type(name) == FieldType.TEXT ? "upper(" + name + ")" : name;
  }
}
