package dev.crmql.spi;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Span;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes a query to its plan, and reports the faults of all steps at once. */
public final class PlanFaults {

  /** After these there are values that no compiler knows how to write. */
  private static final Set<DiagnosticCode> VALUES =
      EnumSet.of(DiagnosticCode.TYPE_MISMATCH, DiagnosticCode.UNBOUND_PARAMETER);

  private PlanFaults() {}

  /**
   * What a compiler makes of the query in normal form. If the service can't be asked a construct,
   * or the query does not fit the schema, the compiler is still run where it can be, for its own
   * faults elsewhere in the query.
   *
   * @param compiler may throw {@link QueryException}
   * @throws QueryException if the query can't be asked; with every fault found, in the order of the
   *     text
   */
  public static <T> T requireNone(
      Query query,
      ObjectSchema schema,
      List<Diagnostic> unsupported,
      Function<NormalizedQuery, T> compiler) {
    List<Diagnostic> faults = new ArrayList<>(unsupported);
    NormalizedQuery normalized = Normalizer.normalize(query, schema, faults);
    if (faults.isEmpty()) {
      return compiler.apply(normalized);
    }
    if (faults.stream().noneMatch(fault -> VALUES.contains(fault.code()))) {
      try {
        var unused = compiler.apply(normalized);
      } catch (QueryException e) {
        List<Diagnostic> known = List.copyOf(faults);
        e.diagnostics().stream().filter(fault -> isApart(fault, known)).forEach(faults::add);
      }
    }
    faults.sort(Comparator.comparingInt(PlanFaults::start));
    throw new QueryException(faults, null);
  }

  /**
   * A service has no such object type, or the account may not see it.
   *
   * @param hint says how object types are named
   */
  public static QueryException unknownObject(String serviceTitle, String name, String hint) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNKNOWN_OBJECT,
            NodeLocation.NONE,
            serviceTitle + " has no object type " + name + ", or the account may not see it",
            hint));
  }

  /** What a compiler says of a part that is at fault already may be no more than a consequence. */
  private static boolean isApart(Diagnostic fault, List<Diagnostic> known) {
    Optional<Span> span = fault.at().span();
    return span.isPresent()
        && known.stream()
            .flatMap(other -> other.at().span().stream())
            .noneMatch(
                other -> other.start() < span.get().end() && span.get().start() < other.end());
  }

  private static int start(Diagnostic fault) {
    return fault.at().span().map(Span::start).orElse(Integer.MAX_VALUE);
  }
}
