package dev.crmql.hubspot;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.NameLocator;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes searches of one query. All are sorted by id, which lets them go on behind the window; by
 * anything else the engine sorts: HubSpot takes one sort key, and where it puts records without the
 * property is not documented.
 */
final class QueryPlanner {

  private static final HubSpotLimits LIMITS = HubSpotLimits.INSTANCE;

  /** Quotes, comma, and a name. */
  private static final int AROUND_NAME = 3;

  private final HubSpotRequests requests;
  private final String object;
  private final NormalizedQuery query;
  private final ObjectSchema schema;
  private final Completion completion;
  private final boolean sortedById;
  private final List<Diagnostic> faults = new ArrayList<>();

  QueryPlanner(
      HubSpotRequests requests,
      String object,
      NormalizedQuery query,
      ObjectSchema schema,
      Completion completion) {
    HubSpotNames.check(query, object);
    this.requests = requests;
    this.object = object;
    this.query = query;
    this.schema = schema;
    this.completion = completion;
    this.sortedById = query.orderBy().stream().limit(1).allMatch(item -> isId(item.field()));
  }

  /**
   * The plan.
   *
   * @throws QueryException if HubSpot can't be asked this
   */
  SearchPlan.Builder plan() {
    SearchPlan.Builder plan =
        SearchPlan.of(query).locator(NameLocator.of(query)).sortedByEngine(!sortedById);
    if (!schema.isKnown()) {
      plan.note(
          object
              + " was not described: properties that it does not have are shown as null, and the"
              + " engine compares those of which the type is not known");
    }
    if (!sortedById) {
      plan.note("the engine sorts, as HubSpot has one sort key and no documented place for null");
    }
    if (query.matchesNothing()) {
      plan.format(format(Optional.empty()));
    } else {
      requireDescription();
      ask(plan);
    }
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    return plan;
  }

  /** Every value is text, so that numbers can't be told apart from it where they are not known. */
  private void requireDescription() {
    if (!schema.isKnown() && query.selectsAll()) {
      fault(
          DiagnosticCode.UNSUPPORTED_CONSTRUCT,
          query.written().selection().at(),
          "HubSpot has no SELECT *, and did not say which properties " + object + " has",
          "name the properties");
    }
    for (SortItem item : query.orderBy()) {
      if (!schema.isKnown() && schema.type(item.field().head()) == FieldType.OTHER) {
        fault(
            DiagnosticCode.NOT_SORTABLE,
            item.at(),
            "HubSpot did not say what " + item.field() + " holds, so rows can't be sorted by it",
            "sort by id");
      }
    }
  }

  private void fault(DiagnosticCode code, NodeLocation at, String message, String hint) {
    faults.add(Diagnostic.of(code, at, message, hint));
  }

  private void ask(SearchPlan.Builder plan) {
    Set<FieldPath> compared = new LinkedHashSet<>();
    query.conjuncts().forEach(each -> ConditionFields.forEach(each, compared::add));
    List<String> most = fetched(compared);
    boolean wide =
        most.stream().mapToInt(name -> name.length() + AROUND_NAME).sum()
            > LIMITS.propertiesLength();
    int pageRows = wide ? Math.min(LIMITS.pageRows(), LIMITS.batchInputs()) : LIMITS.pageRows();
    List<String> inSearch = List.of(HubSpotNames.ID);
    int empty = search(List.of(), wide ? inSearch : most, pageRows).body().orElseThrow().length();
    RequestFitting fitting =
        RequestFitting.of(query.conjuncts(), schema, LIMITS.bodyLength() - empty);
    List<ConditionPart> parts = fitting.pushdown().parts(completion, "HubSpot", faults);
    List<String> names = fetched(fitting.pushdown().checkedFields());
    boolean one = fitting.searches().size() == 1;
    boolean exact = one && sortedById && fitting.pushdown().isExact();
    int rows = exact ? wanted(pageRows) : pageRows;
    for (List<FilterGroup> groups : fitting.searches()) {
      plan.request(search(groups, wide ? inSearch : names, rows));
    }
    plan.parts(parts)
        .limitPushed(exact && query.limit().isPresent())
        .format(format(wide ? Optional.of(names) : Optional.empty()));
    if (wide) {
      plan.note("the properties are too many for a search: each page is read by its ids");
    }
    if (wide && !one) {
      fault(
          DiagnosticCode.REQUEST_TOO_LONG,
          query.written().selection().at(),
          "so many properties can't be asked for with so many alternatives in WHERE",
          "select fewer properties");
    }
  }

  private UpstreamRequest search(List<FilterGroup> groups, List<String> properties, int rows) {
    boolean descending =
        sortedById && query.orderBy().stream().limit(1).anyMatch(SortItem::descending);
    return requests.search(object, groups, Optional.empty(), descending, properties, rows);
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

  /** As many as are wanted, those left out by OFFSET included. */
  private int wanted(int most) {
    long limit = Math.min(query.limit().orElse(most), most);
    return (int) Math.min(limit + Math.min(query.offset(), most), most);
  }
}
