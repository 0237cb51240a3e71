package dev.crmql.search;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.search.AccountError.Code;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.transport.OverloadedException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says as an account's error what went wrong. */
final class AccountErrors {

  private static final Logger LOG = LoggerFactory.getLogger(AccountErrors.class);

  private AccountErrors() {}

  /**
   * The error that a failure is.
   *
   * @param request has the text that upstream faults are traced back to
   */
  static AccountError of(String accountId, Throwable failure, SearchRequest request) {
    if (failure instanceof QueryException refusal) {
      return refused(refusal);
    }
    if (failure instanceof AccountException known) {
      return known.error();
    }
    if (failure instanceof UpstreamException upstream) {
      return of(upstream.fault(), request.text());
    }
    if (failure instanceof OverloadedException full) {
      return AccountError.of(Code.OVERLOADED, full.getMessage());
    }
    Logs.ofRequest(LOG.atError(), request.requestId())
        .setCause(failure)
        .log("Account {} failed by a fault of the program", accountId);
    return AccountError.of(Code.INTERNAL, "an internal fault; the log says more");
  }

  private static AccountError refused(QueryException refusal) {
    return new AccountError(
        Code.QUERY_REFUSED,
        refusal.getMessage(),
        "",
        "",
        Optional.empty(),
        refusal.diagnostics(),
        refusal.text());
  }

  private static AccountError of(UpstreamFault fault, Optional<String> queryText) {
    return new AccountError(
        code(fault.kind()),
        fault.message(),
        fault.code(),
        fault.message(),
        fault.retryAfter(),
        diagnostics(fault),
        queryText);
  }

  private static Code code(UpstreamFault.Kind kind) {
    return switch (kind) {
      case TOKEN_REJECTED -> Code.TOKEN_REJECTED;
      case THROTTLED -> Code.THROTTLED;
      case QUOTA_EXHAUSTED -> Code.QUOTA_EXHAUSTED;
      case TRANSIENT -> Code.UNAVAILABLE;
      case QUERY_REJECTED -> Code.QUERY_REJECTED;
      case FORBIDDEN -> Code.FORBIDDEN;
      case NOT_FOUND, FEATURE_OFF -> Code.NOT_FOUND;
      case UNEXPECTED -> Code.UNEXPECTED_ANSWER;
    };
  }

  private static List<Diagnostic> diagnostics(UpstreamFault fault) {
    if (fault.kind() != UpstreamFault.Kind.QUERY_REJECTED) {
      return List.of();
    }
    return List.of(Diagnostic.of(DiagnosticCode.REJECTED_BY_SERVICE, fault.at(), fault.message()));
  }
}
