package dev.crmql.search;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Query;
import dev.crmql.query.SortItem;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.transport.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Plans an account's part of a search with what its service says of the object type. */
final class Planner {

  private final SchemaCache schemas;
  private final Upstreams upstreams;
  private final Duration patience;

  /**
   * A planner.
   *
   * @param patience how long describing may take; less than the account may, so that a service
   *     which only fails to describe is still asked
   */
  Planner(SchemaCache schemas, Upstreams upstreams, Duration patience) {
    this.schemas = schemas;
    this.upstreams = upstreams;
    this.patience = patience;
  }

  /**
   * The plan; failed with a {@link QueryException} if the service can't be asked this.
   *
   * @param calls those that are made for the account, among which describing counts
   */
  CompletableFuture<Planned> plan(Assignment assignment, AccountCalls calls) {
    if (findsNothing(assignment)) {
      return CompletableFuture.completedFuture(plan(assignment, ObjectSchema.unknown(), List.of()));
    }
    return describe(assignment, calls)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(placed(failure, assignment)))
        .thenCompose(described -> plan(assignment, described, calls));
  }

  /** A service that has no such object type does not know where in the text it is named. */
  private static Throwable placed(Throwable failure, Assignment assignment) {
    return Futures.cause(failure) instanceof QueryException unknown
        ? unknown.at(assignment.own().from().at())
        : failure;
  }

  private static boolean findsNothing(Assignment assignment) {
    return Normalizer.normalize(assignment.own(), ObjectSchema.unknown()).matchesNothing();
  }

  /** A property that is not there may have been made since the service was last asked. */
  private CompletableFuture<Planned> plan(
      Assignment assignment, Described described, AccountCalls calls) {
    try {
      return CompletableFuture.completedFuture(
          plan(assignment, described.schema(), described.notes()));
    } catch (QueryException e) {
      boolean unknown =
          e.diagnostics().stream().anyMatch(d -> d.code() == DiagnosticCode.UNKNOWN_PROPERTY);
      if (!unknown || !schemas.forget(key(assignment), described)) {
        throw e;
      }
      return describe(assignment, calls)
          .thenApply(again -> plan(assignment, again.schema(), again.notes()));
    }
  }

  private static Planned plan(Assignment assignment, ObjectSchema schema, List<String> notes) {
    SearchPlan plan = plan(assignment, assignment.own(), schema);
    if (plan.ownOrder().isPresent() && (assignment.several() || plan.requests().size() > 1)) {
      Query all = assignment.own().withRows(OptionalLong.empty(), OptionalLong.empty());
      plan = plan(assignment, all, schema).resorted(assignment.own());
    }
    if (assignment.pageSize().isPresent() && plan.isPageable()) {
      int rows = assignment.pageSize().getAsInt();
      plan = plan.withRequests(first -> assignment.connector().inPages(first, rows));
    }
    List<String> more = new ArrayList<>(notes);
    if (assignment.several() && sortsByText(plan, schema)) {
      more.add(
          "rows are merged by root collation, and each account's stay in its service's order: texts"
              + " that the service sorts otherwise may stand out of order");
    }
    return new Planned(plan, schema, more);
  }

  private static SearchPlan plan(Assignment assignment, Query query, ObjectSchema schema) {
    return assignment.connector().plan(query, schema, assignment.completion());
  }

  private static boolean sortsByText(SearchPlan plan, ObjectSchema schema) {
    for (SortItem item : plan.query().orderBy()) {
      FieldType type = schema.type(item.field().dotted());
      if (type == FieldType.TEXT || type == FieldType.OTHER) {
        return true;
      }
    }
    return false;
  }

  private static SchemaCache.Key key(Assignment assignment) {
    return new SchemaCache.Key(
        assignment.account().id(),
        assignment.connector().service(),
        assignment.connector().objectName(assignment.own().from().name()));
  }

  /** Describing is shared by searches, so it goes on when one of them is given up. */
  private CompletableFuture<Described> describe(Assignment assignment, AccountCalls calls) {
    SchemaCache.Key key = key(assignment);
    return schemas.get(
        key,
        calls,
        () -> {
          AccountUpstream upstream =
              upstreams.of(
                  assignment.account(),
                  assignment.connector(),
                  calls,
                  SearchObserver.Call.DESCRIBE,
                  patience);
          CompletableFuture<ObjectSchema> schema = new CompletableFuture<>();
          Deadline.follow(
              schema,
              assignment.connector().describe(key.objectName(), upstream),
              upstreams.timer(),
              patience);
          return schema.handle(
              (described, failure) -> {
                Throwable cause = Futures.cause(failure);
                upstream.end(Deadline.isPassed(cause));
                if (cause instanceof UpstreamException said) {
                  throw upstream.hidingTokens(said);
                }
                if (cause != null) {
                  throw new CompletionException(cause);
                }
                return described;
              });
        });
  }
}
