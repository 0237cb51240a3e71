package dev.crmql.spi;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Condition;
import dev.crmql.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What a service is sent for a query, and what is left to the engine. Every condition of the query
 * is accounted for, and LIMIT and OFFSET are left to the engine unless the service's rows are
 * exactly the wanted ones; a plan that breaks this can't be built.
 */
public final class SearchPlan implements Plan {

  private final NormalizedQuery query;
  private final List<UpstreamRequest> requests;
  private final List<ConditionPart> parts;
  private final boolean offsetPushed;
  private final boolean sortedByEngine;
  private final Optional<String> ownOrder;
  private final Optional<UpstreamRequest> unordered;
  private final RecordFormat format;
  private final FaultLocator locator;
  private final List<String> notes;

  private SearchPlan(Builder builder) {
    this.query = builder.query;
    this.requests = List.copyOf(builder.requests);
    this.parts = List.copyOf(builder.parts);
    this.offsetPushed = builder.offsetPushed;
    this.sortedByEngine = builder.sortedByEngine;
    this.ownOrder = Optional.ofNullable(builder.ownOrder);
    this.unordered = Optional.ofNullable(builder.unordered);
    this.format = builder.format;
    this.locator = builder.locator;
    this.notes = List.copyOf(builder.notes);
  }

  /** Starts the plan of a query. */
  public static Builder of(NormalizedQuery query) {
    return new Builder(query);
  }

  /** The query. */
  public NormalizedQuery query() {
    return query;
  }

  /**
   * The first request of each walk over pages. The rows are those of all walks, each once; the
   * engine merges the walks by the query's order. Empty if no row can be found.
   */
  @Override
  public List<UpstreamRequest> requests() {
    return requests;
  }

  /** Every conjunct of the query and who makes sure that it holds. */
  public List<ConditionPart> parts() {
    return parts;
  }

  /** The conditions that the engine checks on each row; all must hold. */
  public List<Condition> residual() {
    List<Condition> residual = new ArrayList<>(0);
    for (ConditionPart part : parts) {
      if (part.handling() != Handling.EXACT) {
        residual.add(part.condition());
      }
    }
    return List.copyOf(residual);
  }

  /**
   * Whether a walk's rows come in another order than the query's, because the service can't sort by
   * one of the keys: the engine sorts all of them before it leaves any out.
   */
  public boolean sortedByEngine() {
    return sortedByEngine;
  }

  /**
   * Why the order of a walk's rows can't be told from their values, such as choices that a service
   * sorts as they were set up. Such rows are in the query's order, but can't be merged with others.
   */
  public Optional<String> ownOrder() {
    return ownOrder;
  }

  /**
   * The plan that reads all rows, for where those of this one turn out not to be in order. This
   * one's rows come in the order of the first key alone, and no more of them are read than may be
   * among the wanted ones. Empty for all other plans.
   */
  public Optional<SearchPlan> unordered() {
    return unordered.map(all -> with(query).sortedByEngine(true).request(all).build());
  }

  /**
   * This plan with its rows sorted by the engine, and only then cut.
   *
   * @param limited the plan's query, with the LIMIT and OFFSET that it was planned without
   */
  public SearchPlan resorted(Query limited) {
    Builder builder =
        with(
            new NormalizedQuery(
                limited,
                query.fields(),
                query.conjuncts(),
                query.matchesNothing(),
                query.orderBy()));
    builder.requests.addAll(requests);
    ownOrder.ifPresent(reason -> builder.note(reason + "; so the engine reads and sorts all rows"));
    return builder.sortedByEngine(true).build();
  }

  /** This plan with its requests changed, each into one that asks for the same rows. */
  public SearchPlan withRequests(UnaryOperator<UpstreamRequest> change) {
    Builder builder = with(query).offsetPushed(offsetPushed).sortedByEngine(sortedByEngine);
    requests.stream().map(change).forEach(builder::request);
    ownOrder.ifPresent(builder::ownOrder);
    return builder.build();
  }

  private Builder with(NormalizedQuery same) {
    Builder builder = of(same).parts(parts).format(format).locator(locator);
    builder.notes.addAll(notes);
    return builder;
  }

  /**
   * Whether rows can be answered page by page as they come: one walk, in the query's order, and no
   * rows that LIMIT or OFFSET leave out.
   */
  public boolean isPageable() {
    return requests.size() == 1
        && !sortedByEngine
        && query.offset() == 0
        && query.limit().isEmpty();
  }

  /**
   * Whether rows are in the query's order as they are read, so that none has to wait for others.
   */
  public boolean isInOrderAsRead() {
    return !sortedByEngine && (requests.size() <= 1 || query.orderBy().isEmpty());
  }

  /** Rows that the engine leaves out at the start, 0 or more. */
  public long skip() {
    return offsetPushed ? 0 : query.offset();
  }

  /** Most rows that the engine then returns; empty for all. */
  public OptionalLong take() {
    return query.limit();
  }

  /** How the records are read. */
  @Override
  public RecordFormat format() {
    return format;
  }

  /** Finds the part of the query that the service's own words are about. */
  @Override
  public FaultLocator locator() {
    return locator;
  }

  /** What a person may want to know of the plan, such as a name that was guessed. */
  @Override
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    ownOrder.ifPresent(all::add);
    if (unordered.isPresent()) {
      all.add(
          "records are read in the order of "
              + query.orderBy().get(0).field()
              + ", up to where none can follow that is wanted, and all of them if one comes twice"
              + " or out of order");
    }
    return List.copyOf(all);
  }

  /** Builds a {@link SearchPlan}. */
  public static final class Builder {
    private final NormalizedQuery query;
    private final List<UpstreamRequest> requests = new ArrayList<>(1);
    private final List<ConditionPart> parts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean offsetPushed;
    private boolean limitPushed;
    private boolean sortedByEngine;
    private String ownOrder;
    private UpstreamRequest unordered;
    private RecordFormat format;
    private FaultLocator locator;

    private Builder(NormalizedQuery query) {
      this.query = query;
      this.locator = NameLocator.of(query);
    }

    /** Adds a walk over pages. */
    public Builder request(UpstreamRequest first) {
      requests.add(first);
      return this;
    }

    /** Says who makes sure of a conjunct. */
    public Builder part(ConditionPart part) {
      parts.add(part);
      return this;
    }

    /** Says who makes sure of the conjuncts. */
    public Builder parts(List<ConditionPart> more) {
      parts.addAll(more);
      return this;
    }

    /** Says that the service leaves out OFFSET's rows itself. */
    public Builder offsetPushed(boolean pushed) {
      this.offsetPushed = pushed;
      return this;
    }

    /** Says that the service was told how many rows are wanted at most. */
    public Builder limitPushed(boolean pushed) {
      this.limitPushed = pushed;
      return this;
    }

    /** Says that the service can't sort by one of the keys, though its answer shows it. */
    public Builder sortedByEngine(boolean sorted) {
      this.sortedByEngine = sorted;
      return this;
    }

    /** Says why the service's order can't be told from the rows' values. */
    public Builder ownOrder(String reason) {
      this.ownOrder = reason;
      return this;
    }

    /**
     * Adds the only walk, of which the rows come in the order of the query's first key, a number or
     * a date that none of them lacks. In what order those come that are equal by it does not
     * matter: the engine sorts.
     *
     * @param all asks for the same rows by id; it is sent if the others come in another order after
     *     all, or their pages repeat one
     */
    public Builder requestInOrderOfFirstKey(UpstreamRequest first, UpstreamRequest all) {
      this.unordered = all;
      return sortedByEngine(true).request(first);
    }

    /** Sets how the records are read. */
    public Builder format(RecordFormat recordFormat) {
      this.format = recordFormat;
      return this;
    }

    /**
     * Sets how a service's rejection is traced back to the query; if not set, by the names that
     * stand in both.
     */
    public Builder locator(FaultLocator faultLocator) {
      this.locator = faultLocator;
      return this;
    }

    /** Adds a note. */
    public Builder note(String note) {
      notes.add(note);
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalStateException if a conjunct is not accounted for, or LIMIT or OFFSET is
     *     pushed though rows are left to check or to sort
     */
    public SearchPlan build() {
      if (!query.matchesNothing()) {
        requireAllAccountedFor();
      }
      SearchPlan plan = new SearchPlan(this);
      boolean exact =
          plan.residual().isEmpty() && !plan.sortedByEngine() && plan.requests().size() <= 1;
      if (!exact && (offsetPushed || limitPushed)) {
        throw new IllegalStateException("LIMIT or OFFSET would cut rows that are not yet checked");
      }
      if (unordered != null
          && (!sortedByEngine || requests.size() != 1 || query.limit().isEmpty())) {
        throw new IllegalStateException("an order by the first key is of no use to this plan");
      }
      return plan;
    }

    private void requireAllAccountedFor() {
      if (parts.size() != query.conjuncts().size()) {
        throw new IllegalStateException(
            "of " + query.conjuncts().size() + " conditions, " + parts.size() + " are planned");
      }
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).condition() != query.conjuncts().get(i)) {
          throw new IllegalStateException("a condition is planned that the query does not have");
        }
      }
      if (requests.isEmpty()) {
        throw new IllegalStateException("no request for a query that may find rows");
      }
    }
  }
}
