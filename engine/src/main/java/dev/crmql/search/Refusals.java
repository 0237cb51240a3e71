package dev.crmql.search;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The services' refusals of a query. */
final class Refusals {

  private final List<QueryException> refusals = new ArrayList<>();

  private record Place(Diagnostic diagnostic, Optional<Span> span) {}

  void add(QueryException refusal) {
    refusals.add(refusal);
  }

  /** Whether the query finds more than an answer may hold, which no other account's rows mend. */
  static boolean isFatal(Throwable failure) {
    return failure instanceof QueryException refusal
        && refusal.diagnostics().get(0).code() == DiagnosticCode.TOO_MANY_ROWS;
  }

  /**
   * The query's own fault, if every account refused it: all that the services say, each thing once.
   *
   * @param asked how many accounts were asked, 1 or more
   */
  Optional<QueryException> ofAll(int asked) {
    if (refusals.size() < asked) {
      return Optional.empty();
    }
    List<Diagnostic> all = new ArrayList<>();
    Set<Place> seen = new HashSet<>();
    for (QueryException refusal : refusals) {
      for (Diagnostic diagnostic : refusal.diagnostics()) {
        if (seen.add(new Place(diagnostic, diagnostic.at().span()))) {
          all.add(diagnostic);
        }
      }
    }
    return Optional.of(new QueryException(all, refusals.get(0).text().orElse(null)));
  }
}
