package dev.crmql.conformance;

import static dev.crmql.diagnostics.DiagnosticCode.NOT_FILTERABLE;
import static dev.crmql.diagnostics.DiagnosticCode.NOT_SORTABLE;
import static dev.crmql.diagnostics.DiagnosticCode.REQUEST_TOO_LONG;
import static dev.crmql.diagnostics.DiagnosticCode.TYPE_MISMATCH;
import static dev.crmql.diagnostics.DiagnosticCode.UNKNOWN_PROPERTY;
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
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether a service may refuse a query: its dialect must say so, or a column's type. */
final class Refusals {

  private static final Pattern ORDERING = Pattern.compile("^\\S+ (<|<=|>|>=) .*", Pattern.DOTALL);
  private static final Pattern LIKE = Pattern.compile("^\\S+ (NOT )?LIKE .*", Pattern.DOTALL);
  private static final Pattern NULL_OF_RELATED =
      Pattern.compile(
          "^\\w+\\.\\S+ (IS NULL|= ''|<> ''|IN \\(.*|IS NOT NULL|!= ''|NOT IN \\(.*)",
          Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*+'");
  private static final Pattern PASSED_WITHOUT =
      Pattern.compile(
          "(?=.*\\b[a-z_]\\w*\\.[a-z_]).*( OR | AND | IS NULL| IS NOT NULL|'').*", Pattern.DOTALL);
  private static final Pattern PATH = Pattern.compile("^\\w+\\.\\w+.*", Pattern.DOTALL);
  private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

  /** What a service may refuse for columns of some types, however the rest of the query is. */
  private record Permit(DiagnosticCode code, Set<ColumnType> types, Pattern text) {
    boolean covers(Diagnostic refusal, ColumnType type, String place) {
      return code == refusal.code() && types.contains(type) && text.matcher(place).matches();
    }
  }

  private static final Set<ColumnType> IDS = EnumSet.of(ColumnType.ID, ColumnType.REFERENCE);

  private static final Set<ColumnType> LONG = EnumSet.of(ColumnType.LONG_TEXT);

  private static final List<Permit> SALESFORCE =
      List.of(
          new Permit(NOT_FILTERABLE, EnumSet.of(ColumnType.LONG_TEXT), ANY),
          new Permit(NOT_SORTABLE, EnumSet.of(ColumnType.LONG_TEXT), ANY),
          new Permit(UNSUPPORTED_CONSTRUCT, EnumSet.of(ColumnType.CHOICE), ORDERING),
          new Permit(TYPE_MISMATCH, IDS, LIKE),
          new Permit(UNSUPPORTED_CONSTRUCT, IDS, LIKE));

  private static final List<Permit> DYNAMICS =
      List.of(
          new Permit(NOT_SORTABLE, EnumSet.of(ColumnType.REFERENCE), ANY),
          new Permit(TYPE_MISMATCH, IDS, LIKE),
          new Permit(UNSUPPORTED_CONSTRUCT, IDS, LIKE));

  private static final List<Permit> ORACLE =
      List.of(new Permit(NOT_FILTERABLE, LONG, ANY), new Permit(NOT_SORTABLE, LONG, ANY));

  private static final List<Permit> ZOHO =
      List.of(
          new Permit(NOT_FILTERABLE, LONG, ANY),
          new Permit(NOT_SORTABLE, LONG, ANY),
          new Permit(NOT_SORTABLE, EnumSet.of(ColumnType.REFERENCE), ANY),
          new Permit(UNSUPPORTED_CONSTRUCT, EnumSet.of(ColumnType.BOOLEAN), ANY));

  /** Ids of other records are numbers there, and no relation is described. */
  private static final List<Permit> HUBSPOT =
      List.of(
          new Permit(TYPE_MISMATCH, EnumSet.of(ColumnType.REFERENCE), ANY),
          new Permit(UNKNOWN_PROPERTY, EnumSet.allOf(ColumnType.class), PATH));

  private Refusals() {}

  /**
   * What is not to be refused and yet was; empty if the refusal is right.
   *
   * @param described whether the service says what its columns hold
   */
  static List<String> wrong(
      Connector connector,
      GeneratedQuery query,
      Completion completion,
      boolean described,
      QueryException refusal) {
    List<Diagnostic> declared = declared(connector, query, completion);
    return refusal.diagnostics().stream()
        .filter(fault -> declared.stream().noneMatch(known -> same(known, fault)))
        .filter(
            fault ->
                switch (connector.service()) {
                  case "salesforce" -> !permitted(SALESFORCE, query, fault);
                  case "dynamics" ->
                      !permitted(DYNAMICS, query, fault)
                          && !(completion == Completion.STRICT && mayLoseRows(query, fault));
                  case "oracle" -> !permitted(ORACLE, query, fault) && !isComputed(query, fault);
                  case "zoho" ->
                      !permitted(ZOHO, query, fault)
                          && !isNullOfRelated(query, fault)
                          && fault.code() != REQUEST_TOO_LONG;
                  case "pipedrive" ->
                      completion == Completion.LOCAL || !new PipedriveRefusals(query).permit(fault);
                  case "hubspot" ->
                      !permitted(HUBSPOT, query, fault)
                          && !(completion == Completion.STRICT && fault.code() == REQUEST_TOO_LONG)
                          && !(!described && fault.code() == NOT_SORTABLE);
                  case "pipeliner" -> !new PipelinerRefusals(query, completion).permit(fault);
                  default -> !new SugarCrmRefusals(query, described).permit(fault);
                })
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

  /** Oracle puts the whole names of persons together as it answers. */
  private static boolean isComputed(GeneratedQuery query, Diagnostic fault) {
    return fault.at().span().map(span -> text(query, span)).orElse("").startsWith("ContactName ");
  }

  /** A record without the related one may be left out where its property is to be NULL. */
  private static boolean isNullOfRelated(GeneratedQuery query, Diagnostic fault) {
    String place = fault.at().span().map(span -> text(query, span)).orElse("");
    return fault.code() == UNSUPPORTED_CONSTRUCT && NULL_OF_RELATED.matcher(place).matches();
  }

  private static boolean permitted(List<Permit> permits, GeneratedQuery query, Diagnostic fault) {
    String place = fault.at().span().map(span -> text(query, span)).orElse("");
    int end = place.indexOf(' ');
    String name = end < 0 ? place : place.substring(0, end);
    return query
        .table()
        .column(Paths.column(List.of(name.split("\\."))))
        .map(Column::type)
        .filter(type -> permits.stream().anyMatch(permit -> permit.covers(fault, type, place)))
        .isPresent();
  }

  /**
   * Naming a relation in {@code $filter} may leave out rows without a related row, so Dynamics is
   * not asked what such a row may pass: an alternative, or a test for NULL.
   */
  private static boolean mayLoseRows(GeneratedQuery query, Diagnostic fault) {
    String place = fault.at().span().map(span -> text(query, span)).orElse("");
    return fault.code() == UNSUPPORTED_CONSTRUCT
        && PASSED_WITHOUT.matcher(withoutTexts(place)).matches();
  }

  private static String withoutTexts(String place) {
    return LITERAL.matcher(place).replaceAll(literal -> literal.group().equals("''") ? "''" : "0");
  }

  private static String text(GeneratedQuery query, Span span) {
    return query.text().substring(span.start(), span.end());
  }
}
