package dev.crmql.hubspot;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.hubspot.RequestFitting.Fitted;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.NameLocator;
import dev.crmql.spi.SearchPlan;
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
  private final HubSpotProperties properties;
  private final Completion completion;
  private final List<Diagnostic> faults = new ArrayList<>();

  QueryPlanner(
      HubSpotRequests requests,
      String object,
      NormalizedQuery query,
      ObjectSchema schema,
      Completion completion) {
    this.requests = requests;
    this.object = object;
    this.query = query;
    this.properties = new HubSpotProperties(schema);
    this.completion = completion;
  }

  /**
   * The plan.
   *
   * @throws QueryException if HubSpot can't be asked this
   */
  SearchPlan.Builder plan() {
    HubSpotNames.check(object, query, faults);
    throwFaults();
    boolean describes = properties.schema().isKnown();
    if (!describes && !query.matchesNothing()) {
      checkNeedsNoDescription();
    }
    throwFaults();
    SearchPlan.Builder plan =
        SearchPlan.of(query).locator(NameLocator.of(query)).sortedByEngine(isSortedByEngine());
    if (!describes) {
      plan.note(
          object
              + " was not described: properties that it does not have are shown as null, and the"
              + " engine compares those of which the type is not known");
    }
    if (isSortedByEngine()) {
      plan.note("the engine sorts, as HubSpot has one sort key and no documented place for null");
    }
    if (query.matchesNothing()) {
      return plan.format(format(List.of(), false));
    }
    return planned(plan);
  }

  private void checkNeedsNoDescription() {
    if (query.selectsAll()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              query.written().selection().at(),
              "HubSpot has no SELECT *, and did not say which properties " + object + " has",
              "name the properties"));
    }
    query.orderBy().forEach(this::checkSortable);
  }

  /** Every value is text, so that numbers can't be told apart from it where they are not known. */
  private void checkSortable(SortItem item) {
    if (properties.kind(item.field().head()) == PropertyKind.UNKNOWN) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.NOT_SORTABLE,
              item.at(),
              "HubSpot did not say what " + item.field() + " holds, so rows can't be sorted by it",
              "sort by id"));
    }
  }

  private SearchPlan.Builder planned(SearchPlan.Builder plan) {
    boolean wide = length(fetched(everyField())) > LIMITS.propertiesLength();
    int room = LIMITS.bodyLength() - body(List.of(), wide, fetched(everyField())).length();
    Fitted fitted = RequestFitting.fit(query.conjuncts(), properties, room);
    List<ConditionPart> parts = parts(fitted);
    boolean one = fitted.searches().size() == 1;
    if (wide && !one) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              query.written().selection().at(),
              "so many properties can't be asked for with so many alternatives in WHERE",
              "select fewer properties"));
    }
    throwFaults();
    List<String> names = fetched(fitted.pushdown().checkedFields());
    boolean exact = one && fitted.pushdown().isExact() && !isSortedByEngine();
    int limit = exact ? pageRows(wide) : mostPageRows(wide);
    for (List<FilterGroup> search : fitted.searches()) {
      plan.request(
          requests.search(
              object, search, Optional.empty(), isDescending(), inSearch(names, wide), limit));
    }
    if (wide) {
      plan.note("the properties are too many for a search: each page is read by its ids");
    }
    return plan.parts(parts)
        .limitPushed(exact && query.limit().isPresent())
        .format(format(names, wide));
  }

  private String body(List<FilterGroup> groups, boolean wide, List<String> names) {
    return requests
        .search(object, groups, Optional.empty(), true, inSearch(names, wide), LIMITS.pageRows())
        .body()
        .orElseThrow();
  }

  private static List<String> inSearch(List<String> names, boolean wide) {
    return wide || names.isEmpty() ? List.of(HubSpotNames.ID) : names;
  }

  private List<ConditionPart> parts(Fitted fitted) {
    if (completion == Completion.STRICT) {
      for (int conjunct : fitted.leftOut()) {
        faults.add(
            Diagnostic.of(
                DiagnosticCode.REQUEST_TOO_LONG,
                query.conjuncts().get(conjunct).at(),
                "HubSpot's filters have no room for this: "
                    + LIMITS.groups()
                    + " groups of "
                    + LIMITS.groupFilters()
                    + " filters, "
                    + LIMITS.bodyLength()
                    + " characters, at most "
                    + LIMITS.searches()
                    + " searches",
                "write fewer or shorter conditions",
                "completion=local lets the engine evaluate it"));
      }
      throwFaults();
    }
    return fitted.pushdown().parts(completion, "HubSpot", faults);
  }

  private boolean isSortedByEngine() {
    return !query.orderBy().isEmpty() && !isId(query.orderBy().get(0).field());
  }

  private boolean isDescending() {
    return !query.orderBy().isEmpty() && query.orderBy().get(0).descending() && !isSortedByEngine();
  }

  private static boolean isId(FieldPath field) {
    return field.head().equals(HubSpotNames.ID);
  }

  private Set<FieldPath> everyField() {
    Set<FieldPath> fields = new LinkedHashSet<>();
    query.conjuncts().forEach(conjunct -> ConditionFields.forEach(conjunct, fields::add));
    return fields;
  }

  /** The properties that are selected, sorted by or checked, each once. */
  private List<String> fetched(Set<FieldPath> checked) {
    Set<String> names = new LinkedHashSet<>(selected());
    Set<FieldPath> needed = new LinkedHashSet<>(checked);
    query.orderBy().forEach(item -> needed.add(item.field()));
    needed.stream().filter(field -> !isId(field)).map(FieldPath::head).forEach(names::add);
    return List.copyOf(names);
  }

  private List<String> selected() {
    return query.selectsAll()
        ? properties.schema().fields().stream().map(Field::name).sorted().toList()
        : query.fields().stream().map(FieldPath::head).toList();
  }

  private static int length(List<String> names) {
    return names.stream().mapToInt(name -> name.length() + AROUND_NAME).sum();
  }

  private HubSpotRecords format(List<String> names, boolean wide) {
    return new HubSpotRecords(
        object,
        properties,
        Optional.of(new LinkedHashSet<>(selected())),
        wide ? Optional.of(names) : Optional.empty());
  }

  /** As many as are wanted, those left out by OFFSET included. */
  private int pageRows(boolean wide) {
    int most = mostPageRows(wide);
    if (query.limit().isEmpty()) {
      return most;
    }
    long wanted = Math.min(query.limit().getAsLong(), most) + Math.min(query.offset(), most);
    return (int) Math.max(1, Math.min(wanted, most));
  }

  private static int mostPageRows(boolean wide) {
    return wide ? Math.min(LIMITS.pageRows(), LIMITS.batchInputs()) : LIMITS.pageRows();
  }

  private void throwFaults() {
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
  }
}
