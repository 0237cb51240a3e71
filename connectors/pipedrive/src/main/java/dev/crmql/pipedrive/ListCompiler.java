package dev.crmql.pipedrive;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.LeadingKey;
import dev.crmql.pushdown.Pushdown;
import dev.crmql.query.FieldPath;
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
import java.util.Optional;
import java.util.Set;

/** Compiles a query to lists of records. Pure. */
final class ListCompiler {

  private final NormalizedQuery query;
  private final RecordList list;
  private final ObjectSchema schema;
  private final Pushdown<ListParameter> pushdown;

  private ListCompiler(NormalizedQuery query, RecordList list, ObjectSchema schema) {
    PipedriveConnector.NAMES.check(query, list.name());
    this.list = list;
    this.schema = schema;
    this.pushdown = Pushdown.of(query.conjuncts(), new ParameterCompiler(list));
    this.query = pushdown.decided(query);
  }

  /**
   * The plan but for how records are read.
   *
   * @throws QueryException if the service can't be asked this, with every reason at once
   */
  static SearchPlan.Builder compile(
      NormalizedQuery query, RecordList list, ObjectSchema schema, Completion completion) {
    return new ListCompiler(query, list, schema).compile(completion);
  }

  private SearchPlan.Builder compile(Completion completion) {
    Set<Map<String, String>> narrowings = query.matchesNothing() ? Set.of() : narrowings();
    List<ConditionPart> parts = pushdown.requireParts(completion, PipedriveDialect.TITLE);
    if (query.matchesNothing()) {
      return SearchPlan.of(query).parts(parts);
    }
    boolean sorted = query.orderBy().isEmpty() || isId(query.orderBy().get(0));
    boolean exact = sorted && pushdown.isExact();
    boolean descending = sorted && query.orderBy().stream().limit(1).anyMatch(SortItem::descending);
    int rows = rows(exact);
    List<UpstreamRequest> requests =
        narrowings.stream()
            .map(narrowing -> list(narrowing, RecordList.ID, descending, rows))
            .toList();
    SearchPlan.Builder plan =
        SearchPlan.of(query)
            .parts(parts)
            .sortedByEngine(!sorted)
            .limitPushed(exact && requests.size() == 1 && query.limit().isPresent());
    leadingKey(requests.size())
        .map(key -> list(narrowings.iterator().next(), key.field().head(), key.descending(), rows))
        .ifPresentOrElse(
            inOrder -> plan.requestInOrderOfFirstKey(inOrder, requests.get(0)),
            () -> requests.forEach(plan::request));
    return plan;
  }

  /**
   * The parameters of each list that is read. A list takes each parameter once, so that of two
   * conditions on one the second is left to be checked.
   */
  private Set<Map<String, String>> narrowings() {
    int most = PipedriveLimits.INSTANCE.lists();
    Set<Map<String, String>> narrowings = new LinkedHashSet<>();
    for (Map<ListParameter, Set<Integer>> group :
        pushdown.groups(most, "it would take more than " + most + " lists")) {
      narrowings.add(narrowing(group));
    }
    return narrowings;
  }

  private Map<String, String> narrowing(Map<ListParameter, Set<Integer>> group) {
    Map<String, String> narrowing = new LinkedHashMap<>();
    group.forEach(
        (parameter, conjuncts) -> {
          if (narrowing.putIfAbsent(parameter.name(), parameter.value()) != null) {
            String reason = "the list takes one " + parameter.name();
            conjuncts.forEach(conjunct -> pushdown.loosen(conjunct, reason));
          }
        });
    return narrowing;
  }

  /** Among records that are equal by another key, which comes first is not documented. */
  private static boolean isId(SortItem item) {
    return !item.field().isNested() && item.field().head().equals(RecordList.ID);
  }

  /**
   * The first sort key, if the list can be sorted by it and one page may have all wanted records.
   * How a cursor goes on among records that are equal by it is not documented.
   */
  private Optional<SortItem> leadingKey(int lists) {
    int most = PipedriveLimits.INSTANCE.pageRows();
    return LeadingKey.of(query, schema)
        .filter(key -> list.sorts().contains(key.field().dotted()))
        .filter(key -> lists == 1 && query.rowsToRead(most) < most);
  }

  private UpstreamRequest list(
      Map<String, String> narrowing, String sortedBy, boolean descending, int rows) {
    return PipedriveRequests.list(list, narrowing, sortedBy, descending, customFields(), rows);
  }

  /** OFFSET is read and left out. */
  private int rows(boolean exact) {
    int most = PipedriveLimits.INSTANCE.pageRows();
    return exact ? query.rowsToRead(most) : most;
  }

  /** The custom fields to be shown; all are if none is named. */
  private List<String> customFields() {
    if (query.selectsAll()) {
      return List.of();
    }
    List<String> keys =
        pushdown.fetchedFields(query).stream()
            .map(FieldPath::head)
            .filter(PipedriveRecords::isCustom)
            .sorted()
            .toList();
    return keys.size() > PipedriveLimits.INSTANCE.customFieldKeys() ? List.of() : keys;
  }
}
