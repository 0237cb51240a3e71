package dev.crmql.hubspot;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.LeadingKey;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes searches of one query. They are sorted by id, which lets them go on behind the window; by
 * anything else the engine sorts: HubSpot takes one sort key, and where it puts records without the
 * property is not documented. Only where few records are wanted, and none without the property, one
 * search is sorted by it.
 */
record QueryPlanner(
    HubSpotRequests requests,
    String object,
    NormalizedQuery query,
    ObjectSchema schema,
    Completion completion) {

  private static final HubSpotLimits LIMITS = HubSpotLimits.INSTANCE;

  /** Quotes, comma, and a name. */
  private static final int AROUND_NAME = 3;

  /** The place of a page. */
  private static final int PLACE = 20;

  /**
   * The plan.
   *
   * @throws QueryException if HubSpot can't be asked this
   */
  SearchPlan.Builder plan() {
    HubSpotNames.check(query, object);
    SearchPlan.Builder plan = SearchPlan.of(query).sortedByEngine(!isSortedById());
    if (!schema.isKnown()) {
      plan.note(
          "properties that "
              + object
              + " does not have are shown as null, and the engine compares those of which the type"
              + " is not known");
    }
    if (!isSortedById()) {
      plan.note("the engine sorts, as HubSpot has one sort key and no documented place for null");
    }
    if (query.matchesNothing()) {
      return plan.format(format(Optional.empty()));
    }
    List<Diagnostic> faults = new ArrayList<>();
    if (!schema.isKnown()) {
      checkNeedsNoDescription(faults);
    }
    ask(plan, faults);
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    return plan;
  }

  /** Every value is text, so that numbers can't be told apart from it where they are not known. */
  private void checkNeedsNoDescription(List<Diagnostic> faults) {
    if (query.selectsAll()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              query.written().selection().at(),
              "HubSpot has no SELECT *, and did not say which properties " + object + " has",
              "name the properties"));
    }
    for (SortItem item : query.orderBy()) {
      if (schema.type(item.field().head()) == FieldType.OTHER) {
        faults.add(
            Diagnostic.of(
                DiagnosticCode.NOT_SORTABLE,
                item.at(),
                "HubSpot did not say what " + item.field() + " holds, so it can't be sorted by",
                "sort by id"));
      }
    }
  }

  private void ask(SearchPlan.Builder plan, List<Diagnostic> faults) {
    Set<FieldPath> compared = new LinkedHashSet<>();
    query.conjuncts().forEach(each -> ConditionFields.forEach(each, compared::add));
    List<String> most = fetched(compared);
    int length = most.stream().mapToInt(name -> name.length() + AROUND_NAME).sum();
    boolean wide = length > LIMITS.propertiesLength();
    int pageRows = wide ? Math.min(LIMITS.pageRows(), LIMITS.batchInputs()) : LIMITS.pageRows();
    List<String> id = List.of(HubSpotNames.ID);
    int empty = bodyLength(search(List.of(), wide ? id : most, pageRows));
    RequestFitting fitting =
        RequestFitting.of(query.conjuncts(), schema, LIMITS.bodyLength() - empty);
    List<String> names = fetched(fitting.pushdown().checkedFields());
    boolean one = fitting.searches().size() == 1;
    boolean exact = one && isSortedById() && fitting.pushdown().isExact();
    int rows = exact ? query.rowsToRead(pageRows) : pageRows;
    List<UpstreamRequest> searches =
        fitting.searches().stream().map(groups -> search(groups, wide ? id : names, rows)).toList();
    Optional<UpstreamRequest> inOrder = one && !wide ? inOrder(searches.get(0)) : Optional.empty();
    inOrder.ifPresentOrElse(
        search -> plan.requestInOrderOfFirstKey(search, searches.get(0)),
        () -> searches.forEach(plan::request));
    plan.parts(fitting.pushdown().parts(completion, "HubSpot", faults))
        .limitPushed(exact && query.limit().isPresent())
        .format(format(wide ? Optional.of(names) : Optional.empty()));
    if (wide) {
      plan.note("the properties are too many for a search: each page is read by its ids");
    }
    if (wide && !one) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              query.written().selection().at(),
              "so many properties can't be asked for with so many alternatives in WHERE",
              "select fewer properties"));
    }
  }

  private UpstreamRequest search(List<FilterGroup> groups, List<String> properties, int rows) {
    boolean descending =
        isSortedById() && query.orderBy().stream().limit(1).anyMatch(SortItem::descending);
    return requests.search(object, groups, Optional.empty(), descending, properties, rows);
  }

  /** The search by the first sort key, if that is known to give the wanted records sooner. */
  private Optional<UpstreamRequest> inOrder(UpstreamRequest search) {
    return LeadingKey.of(query, schema)
        .filter(key -> !isId(key.field()))
        .filter(key -> query.rowsToRead(LIMITS.windowRows()) < LIMITS.windowRows())
        .map(key -> HubSpotRequests.inOrder(key, search))
        .filter(sorted -> bodyLength(sorted) + PLACE <= LIMITS.bodyLength());
  }

  private static int bodyLength(UpstreamRequest search) {
    return search.body().orElseThrow().length();
  }

  private boolean isSortedById() {
    return query.orderBy().stream().limit(1).allMatch(item -> isId(item.field()));
  }

  private static boolean isId(FieldPath field) {
    return field.head().equals(HubSpotNames.ID);
  }

  /** The properties that are selected, checked or sorted by, each once. */
  private List<String> fetched(Set<FieldPath> checked) {
    Set<FieldPath> needed = new LinkedHashSet<>(checked);
    query.orderBy().forEach(item -> needed.add(item.field()));
    Set<String> names = selected();
    needed.stream().filter(field -> !isId(field)).map(FieldPath::head).forEach(names::add);
    return List.copyOf(names);
  }

  private Set<String> selected() {
    Set<String> names = new LinkedHashSet<>();
    if (query.selectsAll()) {
      schema.fields().stream().map(Field::name).sorted().forEach(names::add);
    }
    query.fields().forEach(field -> names.add(field.head()));
    return names;
  }

  private HubSpotRecords format(Optional<List<String>> readById) {
    return new HubSpotRecords(object, schema, Optional.of(selected()), readById);
  }
}
