package dev.crmql.search;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.evaluate.ConditionEvaluator;
import dev.crmql.evaluate.FirstKeyOrder;
import dev.crmql.evaluate.FirstRows;
import dev.crmql.evaluate.RowSorter;
import dev.crmql.evaluate.TextOrder;
import dev.crmql.query.Condition;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a plan's rows as they come: checks what the service did not, and knows when there are
 * enough. Of each walk only the first rows are taken, unless the service could not sort: then they
 * are all, of which those are kept that may be among the first. If it sorts by the first key alone,
 * no more are taken than may be among the first.
 */
final class RowCollector implements PageSink {

  /**
   * The order of rows that are equal by all keys, in whatever order the service found them: by id,
   * numbers by what they count.
   */
  private static final Comparator<Row> BY_ID =
      Comparator.comparing((Row row) -> !isNumber(row.id()))
          .thenComparing(row -> isNumber(row.id()) ? row.id().length() : 0)
          .thenComparing(Row::id);

  private final SearchPlan plan;
  private final List<Condition> residual;
  private final boolean union;
  private final long wanted;
  private final long maximum;
  private final long most;
  private final List<List<Row>> walks = new ArrayList<>();
  private final FirstRows<Row> sorted;
  private final Optional<FirstKeyOrder<Row>> order;
  private final Set<String> ids = new HashSet<>();
  private long taken;
  private long inThisWalk;

  /**
   * A collector.
   *
   * @param maximum most rows of an answer where the query has no limit; one more is a fault
   * @param leftOutLater rows that are left out only once those of all accounts are merged
   */
  RowCollector(SearchPlan plan, long maximum, long leftOutLater) {
    this.maximum = maximum;
    this.plan = plan;
    this.residual = plan.residual();
    this.union = plan.requests().size() > 1;
    this.wanted =
        plan.take().isPresent() ? saturated(plan.skip(), plan.take().getAsLong()) : Long.MAX_VALUE;
    this.most =
        plan.take().isPresent()
            ? Long.MAX_VALUE
            : saturated(saturated(plan.skip(), leftOutLater), maximum);
    this.sorted = new FirstRows<>(sorter(), BY_ID, wanted);
    this.order = plan.unordered().map(all -> new FirstKeyOrder<>(sorter(), wanted));
  }

  private static boolean isNumber(String id) {
    return id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  static QueryException tooManyRows(long maximum) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.TOO_MANY_ROWS,
            NodeLocation.NONE,
            "the query finds more than the " + maximum + " rows that one answer may hold",
            "add LIMIT, and OFFSET for the rows after those"));
  }

  @Override
  public Wants take(Place at, List<Row> rows) {
    if (at.walk() == walks.size()) {
      beginWalk();
    }
    rows.forEach(this::add);
    return isFull() ? Wants.NEXT_WALK : Wants.MORE;
  }

  @Override
  public void cutOff(String bound) {
    order.orElseThrow(() -> cutOffBy(bound)).fail(bound);
  }

  /** Why the rows are not those of the plan, whose order can't be relied on; empty if they are. */
  Optional<String> disorder() {
    return order.flatMap(FirstKeyOrder::fault);
  }

  /** The account's fault that stands where its rows would have to go on. */
  static AccountException cutOffBy(String bound) {
    return new AccountException(
        AccountError.Code.SCAN_BUDGET_EXHAUSTED,
        "there may be more rows than were answered: "
            + bound
            + "; write more words or conditions, so that fewer are found");
  }

  void beginWalk() {
    walks.add(new ArrayList<>());
    inThisWalk = 0;
  }

  /** Whether the walk has given all rows that can be wanted of it, or is of no use. */
  boolean isFull() {
    return plan.sortedByEngine()
        ? order.isPresent() && (order.get().isComplete() || order.get().fault().isPresent())
        : inThisWalk >= wanted;
  }

  /**
   * Takes a row that the service answered with.
   *
   * @throws QueryException if there are more rows than one answer may hold
   */
  void add(Row row) {
    if (isFull()) {
      return;
    }
    order.ifPresent(watch -> watch.came(row.id()));
    if (!ConditionEvaluator.allHold(residual, row)) {
      return;
    }
    order.ifPresent(watch -> watch.found(row));
    inThisWalk++;
    if (union && !ids.add(row.id())) {
      return;
    }
    if (taken >= most) {
      throw tooManyRows(maximum);
    }
    taken++;
    if (plan.sortedByEngine()) {
      sorted.add(row);
    } else {
      walks.get(walks.size() - 1).add(row);
    }
  }

  /** The plan's rows. */
  List<Row> rows() {
    List<Row> all = plan.sortedByEngine() ? sorted.sorted() : merged();
    int from = (int) Math.min(plan.skip(), all.size());
    int to = (int) Math.min(wanted, all.size());
    return List.copyOf(all.subList(from, to));
  }

  private List<Row> merged() {
    return walks.size() == 1
        ? walks.get(0)
        : sorter().merged(walks, TextOrder.rootCollation(), BY_ID);
  }

  private RowSorter<Row> sorter() {
    return new RowSorter<>(plan.query().orderBy(), Row::value);
  }
}
