package dev.crmql.examples.acorn;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.NullRejection;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles a query to requests for lists, one for each alternative. Pure. */
final class AcornCompiler {

  static final String ID = "ref";

  private static final AcornLimits LIMITS = AcornLimits.INSTANCE;

  private final NormalizedQuery query;
  private final ObjectSchema schema;
  private final Pushdown<String> pushdown;

  AcornCompiler(NormalizedQuery query, ObjectSchema schema) {
    this.query = query;
    this.schema = schema;
    this.pushdown = Pushdown.of(query.conjuncts(), new AcornFilter(schema));
  }

  /**
   * The plan but for how records are read.
   *
   * @throws QueryException if Acorn can't be asked this, with every reason at once
   */
  SearchPlan.Builder plan(String path, Completion completion) {
    List<Map<String, Set<Integer>>> alternatives =
        pushdown.groups(LIMITS.requests(), "more than " + LIMITS.requests() + " alternatives");
    List<ConditionPart> parts = pushdown.requireParts(completion, AcornDialect.TITLE);
    boolean sorted = isSortedByAcorn();
    boolean exact = sorted && pushdown.isExact() && alternatives.size() == 1;
    SearchPlan.Builder plan = SearchPlan.of(query).parts(parts).sortedByEngine(!sorted);
    if (!query.matchesNothing()) {
      boolean limited = exact && query.offset() == 0 && query.limit().isPresent();
      alternatives.forEach(group -> plan.request(request(path, group.keySet(), sorted, limited)));
      plan.limitPushed(limited);
    }
    return plan;
  }

  private UpstreamRequest request(String path, Set<String> terms, boolean sorted, boolean limited) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!query.selectsAll()) {
      Set<String> fields = new LinkedHashSet<>();
      pushdown.fetchedFields(query).forEach(field -> fields.add(field.head()));
      fields.add(ID);
      parameters.put("fields", String.join(",", fields));
    }
    if (!terms.isEmpty()) {
      parameters.put("where", fitting(String.join(";", terms)));
    }
    parameters.put("sort", sort(sorted));
    long rows = limited ? query.limit().getAsLong() : LIMITS.pageRows();
    parameters.put("per_page", Long.toString(Math.min(rows, LIMITS.pageRows())));
    parameters.put("page", "1");
    return UpstreamRequest.get(path, parameters);
  }

  private String fitting(String where) {
    if (where.length() > LIMITS.whereLength()) {
      throw new QueryException(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              query.written().where().orElseThrow().at(),
              AcornDialect.TITLE + " takes conditions of " + LIMITS.whereLength() + " characters",
              "ask for fewer values at a time"));
    }
    return where;
  }

  /** Acorn puts records without a value last both ways, where KQL has them lowest. */
  private boolean isSortedByAcorn() {
    return schema.isKnown()
        && (query.orderBy().stream().allMatch(SortItem::descending)
            || NullRejection.leavesNoNullToSortBy(query, schema));
  }

  private String sort(boolean sorted) {
    Set<String> keys = new LinkedHashSet<>();
    if (sorted) {
      query
          .orderBy()
          .forEach(item -> keys.add((item.descending() ? "-" : "") + item.field().head()));
    }
    if (!keys.contains("-" + ID)) {
      keys.add(ID);
    }
    return String.join(",", keys);
  }
}
