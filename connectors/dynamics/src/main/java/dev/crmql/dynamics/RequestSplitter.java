package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Condition;
import dev.crmql.query.Value;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes several requests of one that is too long: each asks for a part of the longest list that the
 * property must be IN. The rows are those of all; parts of NOT IN would not add up like that.
 */
final class RequestSplitter {

  private final ODataRequests requests;
  private final ObjectSchema schema;
  private final Completion completion;

  RequestSplitter(ODataRequests requests, ObjectSchema schema, Completion completion) {
    this.requests = requests;
    this.schema = schema;
    this.completion = completion;
  }

  List<UpstreamRequest> split(NormalizedQuery query, ODataQuery tooLong) {
    int list = longestList(tooLong.parts());
    if (list < 0) {
      throw tooLong(query);
    }
    List<UpstreamRequest> made = new ArrayList<>();
    halve(query, list, made);
    return made;
  }

  private static int longestList(List<ConditionPart> parts) {
    int longest = -1;
    int most = 1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).handling() == Handling.EXACT
          && parts.get(i).condition() instanceof Condition.In in
          && !in.negated()
          && in.values().size() > most) {
        longest = i;
        most = in.values().size();
      }
    }
    return longest;
  }

  private void halve(NormalizedQuery query, int list, List<UpstreamRequest> made) {
    Condition.In in = (Condition.In) query.conjuncts().get(list);
    int size = in.values().size();
    if (size < 2) {
      throw tooLong(query);
    }
    addOrHalve(with(query, list, in, in.values().subList(0, size / 2)), list, made);
    addOrHalve(with(query, list, in, in.values().subList(size / 2, size)), list, made);
  }

  private void addOrHalve(NormalizedQuery query, int list, List<UpstreamRequest> made) {
    ODataQuery odata = ODataCompiler.compile(query, schema, completion);
    int rows = DynamicsLimits.INSTANCE.wholeRows();
    Optional<UpstreamRequest> request =
        requests.of(odata.inPages(query.selectsAll() ? rows : DynamicsLimits.INSTANCE.pageRows()));
    if (request.isPresent()) {
      made.add(request.get());
    } else {
      halve(query, list, made);
    }
  }

  private static NormalizedQuery with(
      NormalizedQuery query, int list, Condition.In in, List<Value> values) {
    List<Condition> conjuncts = new ArrayList<>(query.conjuncts());
    conjuncts.set(list, new Condition.In(in.field(), values, false, in.at()));
    return new NormalizedQuery(
        query.written(), query.fields(), conjuncts, query.matchesNothing(), query.orderBy());
  }

  private static QueryException tooLong(NormalizedQuery query) {
    DynamicsLimits limits = DynamicsLimits.INSTANCE;
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.REQUEST_TOO_LONG,
            query.conjuncts().isEmpty()
                ? query.written().selection().at()
                : query.conjuncts().get(0).at(),
            "Dynamics takes at most "
                + limits.batchUrlLength()
                + " characters and "
                + limits.conditions()
                + " conditions in one request",
            "ask for less: shorter lists, fewer conditions"));
  }
}
