package dev.crmql.conformance;

import static dev.crmql.diagnostics.DiagnosticCode.NOT_FILTERABLE;
import static dev.crmql.diagnostics.DiagnosticCode.NOT_SORTABLE;
import static dev.crmql.diagnostics.DiagnosticCode.TYPE_MISMATCH;
import static dev.crmql.diagnostics.DiagnosticCode.UNSUPPORTED_CONSTRUCT;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Span;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether a service may refuse a query: its dialect must say so, or a column's type. */
final class Refusals {

  private static final Pattern ORDERING = Pattern.compile("^\\S+ (<|<=|>|>=) .*", Pattern.DOTALL);
  private static final Pattern LIKE = Pattern.compile("^\\S+ (NOT )?LIKE .*", Pattern.DOTALL);
  private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

  /** What a service may refuse for columns of some types, however the rest of the query is. */
  private record Permit(DiagnosticCode code, Set<ColumnType> types, Pattern text) {
    boolean covers(Diagnostic refusal, ColumnType type, String place) {
      return code == refusal.code() && types.contains(type) && text.matcher(place).matches();
    }
  }

  private static final Set<ColumnType> IDS = EnumSet.of(ColumnType.ID, ColumnType.REFERENCE);

  private static final Map<String, List<Permit>> PERMITS =
      Map.of(
          "salesforce",
          List.of(
              new Permit(NOT_FILTERABLE, EnumSet.of(ColumnType.LONG_TEXT), ANY),
              new Permit(NOT_SORTABLE, EnumSet.of(ColumnType.LONG_TEXT), ANY),
              new Permit(UNSUPPORTED_CONSTRUCT, EnumSet.of(ColumnType.CHOICE), ORDERING),
              new Permit(TYPE_MISMATCH, IDS, LIKE),
              new Permit(UNSUPPORTED_CONSTRUCT, IDS, LIKE)),
          "dynamics",
          List.of(
              new Permit(NOT_SORTABLE, EnumSet.of(ColumnType.REFERENCE), ANY),
              new Permit(TYPE_MISMATCH, IDS, LIKE),
              new Permit(UNSUPPORTED_CONSTRUCT, IDS, LIKE)),
          // Its answers print NULL as empty text or FALSE, so that the engine can't check for it.
          "sugarcrm",
          List.of(new Permit(UNSUPPORTED_CONSTRUCT, EnumSet.allOf(ColumnType.class), ANY)));

  private Refusals() {}

  /** What is not to be refused and yet was; empty if the refusal is right. */
  static List<String> wrong(
      Connector connector, GeneratedQuery query, Completion completion, QueryException refusal) {
    List<Diagnostic> declared = declared(connector, query, completion);
    return refusal.diagnostics().stream()
        .filter(fault -> declared.stream().noneMatch(known -> same(known, fault)))
        .filter(fault -> !permitted(connector, query, fault))
        .map(fault -> fault.code().wireName() + ": " + fault.message())
        .toList();
  }

  /** What the dialect says that the service can't be asked. */
  static List<Diagnostic> declared(
      Connector connector, GeneratedQuery query, Completion completion) {
    return connector.dialect().check(QueryParser.kql().parse(query.text()), completion);
  }

  private static boolean same(Diagnostic one, Diagnostic other) {
    return one.code() == other.code()
        && one.message().equals(other.message())
        && one.at().span().equals(other.at().span());
  }

  private static boolean permitted(Connector connector, GeneratedQuery query, Diagnostic fault) {
    String place = fault.at().span().map(span -> text(query, span)).orElse("");
    int end = place.indexOf(' ');
    String name = end < 0 ? place : place.substring(0, end);
    return query
        .table()
        .column(name)
        .map(Column::type)
        .filter(
            type ->
                PERMITS.get(connector.service()).stream()
                    .anyMatch(permit -> permit.covers(fault, type, place)))
        .isPresent();
  }

  private static String text(GeneratedQuery query, Span span) {
    return query.text().substring(span.start(), span.end());
  }
}
