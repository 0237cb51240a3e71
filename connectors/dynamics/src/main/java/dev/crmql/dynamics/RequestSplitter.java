package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.pushdown.ListSplitter;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Handling;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Optional;

/** Makes several requests of one that is too long. */
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
    return ListSplitter.split(
        query,
        conjunct -> tooLong.parts().get(conjunct).handling() == Handling.EXACT,
        this::request,
        () -> tooLong(query));
  }

  private Optional<UpstreamRequest> request(NormalizedQuery query) {
    ODataQuery odata = ODataCompiler.compile(query, schema, completion);
    int rows = DynamicsLimits.INSTANCE.wholeRows();
    return requests.of(
        odata.inPages(query.selectsAll() ? rows : DynamicsLimits.INSTANCE.pageRows()));
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
