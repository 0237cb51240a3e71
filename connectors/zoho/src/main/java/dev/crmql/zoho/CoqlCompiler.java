package dev.crmql.zoho;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.Filter;
import dev.crmql.pushdown.NullRejection;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles a query to COQL. Pure. */
final class CoqlCompiler {

  private final NormalizedQuery query;
  private final ObjectSchema schema;
  private final String module;
  private final Pushdown<String> pushdown;
  private final List<Diagnostic> faults = new ArrayList<>();

  CoqlCompiler(NormalizedQuery query, ObjectSchema schema, String module) {
    ZohoConnector.NAMES.check(query, module);
    this.schema = schema;
    this.module = module;
    this.pushdown = Pushdown.of(query.conjuncts(), new CriteriaCompiler(schema));
    this.query = pushdown.decided(query);
  }

  /**
   * The plan of the query.
   *
   * @throws QueryException if the service can't be asked this, with every reason at once
   */
  SearchPlan.Builder compile(Completion completion) {
    leaveOutTooMany();
    List<ConditionPart> parts = pushdown.parts(completion, ZohoDialect.TITLE, faults);
    String fields = fields();
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    boolean sorted = isSorted();
    boolean exact = sorted && pushdown.isExact() && isReachable();
    SearchPlan.Builder plan = SearchPlan.of(query).parts(parts).sortedByEngine(!sorted);
    Map<String, String> keys = sorted ? keys() : new LinkedHashMap<>();
    boolean byId = keys.isEmpty();
    keys.putIfAbsent(ZohoConnector.ID, "asc");
    Coql coql = new Coql(fields, module, where(), orderBy(keys), byId);
    plan.format(new ZohoRecords(module, schema, Optional.of(query), Optional.of(coql)));
    if (!query.matchesNothing()) {
      int most = ZohoLimits.INSTANCE.pageRows();
      int rows = exact ? (int) Math.min(query.limit().orElse(most), most) : most;
      plan.request(CoqlRequests.query(coql.statement(exact ? query.offset() : 0, rows)))
          .offsetPushed(exact)
          .limitPushed(exact && query.limit().isPresent());
    }
    return plan;
  }

  /** One criterion stays free, for going on after an id, if that leaves out no condition. */
  private void leaveOutTooMany() {
    List<Optional<Filter<String>>> filters = pushdown.filters();
    int room = ZohoLimits.INSTANCE.criteria();
    if (filters.stream().flatMap(Optional::stream).mapToInt(Filter::size).sum() != room) {
      room--;
    }
    for (int i = 0; i < filters.size(); i++) {
      int size = filters.get(i).map(Filter::size).orElse(0);
      if (size <= room) {
        room -= size;
      } else {
        pushdown.leaveOut(i, "it takes " + ZohoLimits.INSTANCE.criteria() + " criteria at most");
      }
    }
  }

  private Optional<Filter<String>> where() {
    List<Filter<String>> asked = pushdown.filters().stream().flatMap(Optional::stream).toList();
    return asked.isEmpty() ? Optional.empty() : Optional.of(Filter.all(asked));
  }

  private boolean isReachable() {
    int most = ZohoLimits.INSTANCE.reachableRows();
    return query.offset() <= most - Math.min(query.limit().orElse(0), most);
  }

  private String fields() {
    if (query.matchesNothing()) {
      return "";
    }
    Set<String> names = new LinkedHashSet<>();
    if (query.selectsAll()) {
      schema.fields().stream().map(Field::name).sorted().forEach(names::add);
    }
    pushdown.fetchedFields(query).forEach(field -> names.add(CriteriaCompiler.name(field)));
    names.add(ZohoConnector.ID);
    int most = ZohoLimits.INSTANCE.selectedFields();
    if (query.selectsAll() && !schema.isKnown()) {
      fault(
          ZohoDialect.TITLE + " has no SELECT *, and did not say which fields " + module + " has");
    } else if (names.size() > most) {
      fault(
          ZohoDialect.TITLE
              + " answers with "
              + most
              + " fields at most, and this takes "
              + names.size());
    }
    return String.join(", ", names);
  }

  private void fault(String message) {
    faults.add(
        Diagnostic.of(
            DiagnosticCode.UNSUPPORTED_CONSTRUCT,
            query.written().selection().at(),
            message,
            "name the fields that are needed"));
  }

  /** Where records without a value stand in the service's order is not documented. */
  private boolean isSorted() {
    return query.orderBy().size() < ZohoLimits.INSTANCE.sortKeys()
        && query.orderBy().stream().allMatch(this::isSortable)
        && NullRejection.leavesNoNullToSortBy(query, schema);
  }

  private boolean isSortable(SortItem item) {
    return !item.field().isNested()
        && schema
            .field(item.field().head())
            .filter(field -> field.sortable() && field.type() != FieldType.OTHER)
            .isPresent();
  }

  private Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (SortItem item : query.orderBy()) {
      keys.put(item.field().head(), item.descending() ? "desc" : "asc");
    }
    return keys;
  }

  private static String orderBy(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(key -> key.getKey() + " " + key.getValue())
        .collect(Collectors.joining(", "));
  }
}
