package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what is wrong with a text that could not be parsed, from the words around the one at which
 * the parser stopped. The first of the steps that knows the fault names it.
 */
final class SyntaxDiagnosis {

  private static final List<Function<Fault, Optional<Diagnostic>>> STEPS =
      List.of(
          SqlFaults::swallowed,
          WordFaults::find,
          DqlFaults::find,
          SqlFaults::find,
          ValueFaults::find,
          ConditionFaults::find,
          ClauseFaults::find);

  private SyntaxDiagnosis() {}

  static QueryException of(QueryTokens tokens, Language language) {
    Fault fault = new Fault(tokens, tokens.index(), language);
    Diagnostic diagnostic =
        STEPS.stream()
            .flatMap(step -> step.apply(fault).stream())
            .findFirst()
            .orElseGet(() -> ClauseFaults.unknown(fault));
    return new QueryException(List.of(diagnostic), tokens.source());
  }
}
