package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.Support;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The same text finds the same rows: random KQL runs unchanged on H2 and, through connector, HTTP
 * and the emulated service, on the same rows.
 */
abstract class DifferentialTest {

  /** Of these, each service has operators that it does not have for other columns. */
  private static final Set<ColumnType> LIMITED =
      EnumSet.of(
          ColumnType.ID,
          ColumnType.REFERENCE,
          ColumnType.CHOICE,
          ColumnType.NUMBERED_CHOICE,
          ColumnType.LONG_TEXT);

  abstract ServiceUnderTest service();

  abstract Coverage coverage();

  @Provide
  Arbitrary<GeneratedQuery> queries() {
    return new QueryGenerator(service().tables(), service()::sortsAlike).queries();
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void strictAnswersAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    compare(query, Completion.STRICT);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void completedAnswersAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    compare(query, Completion.LOCAL);
  }

  private void compare(GeneratedQuery query, Completion completion) {
    List<String> found;
    try {
      found = service().found(query.text(), completion);
    } catch (QueryException refusal) {
      refusal.diagnostics().forEach(fault -> requireDeclared(fault, query, completion));
      return;
    }
    List<String> expected = service().expected(query.table(), query.text());
    if (query.cut()) {
      assertThat(found).as(query.text()).isEqualTo(expected);
    } else {
      assertThat(found).as(query.text()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(sortValues(found, query)).as(query.text()).isEqualTo(sortValues(expected, query));
    }
    coverage().compared(query.text(), found.size());
  }

  /** A refusal names a construct that the dialect does not push, or a column of a limited type. */
  private void requireDeclared(Diagnostic fault, GeneratedQuery query, Completion completion) {
    Dialect dialect = service().connector().dialect();
    String cannot = dialect.serviceTitle() + " cannot express ";
    if (fault.message().startsWith(cannot)) {
      Optional<Construct> construct =
          Arrays.stream(Construct.values())
              .filter(candidate -> fault.message().equals(cannot + candidate.text()))
              .findFirst();
      assertThat(construct).as(fault.toString()).isPresent();
      assertThat(dialect.support(construct.get()))
          .as("%s: %s", query.text(), fault)
          .isIn(
              completion == Completion.STRICT
                  ? EnumSet.of(Support.COMPLETED, Support.REFUSED)
                  : EnumSet.of(Support.REFUSED));
      coverage().refused(construct.get().wireName());
      return;
    }
    String place =
        fault
            .at()
            .span()
            .map(span -> query.text().substring(span.start(), span.end()))
            .orElse(query.text());
    assertThat(query.table().columns())
        .as("%s: %s", query.text(), fault)
        .anyMatch(
            column -> isLimited(column, fault) && mentions(place + ' ' + fault.message(), column));
    coverage().refused(fault.code().wireName());
  }

  /** Whether not every operator can be asked for the column, or the service does not keep it. */
  boolean isLimited(Column column, Diagnostic fault) {
    return LIMITED.contains(column.type());
  }

  private static boolean mentions(String text, Column column) {
    return text.toLowerCase(Locale.ROOT).contains(column.name().toLowerCase(Locale.ROOT));
  }

  /** What the rows are sorted by, row by row: rows that are equal by it may stand in any order. */
  private static List<List<Object>> sortValues(List<String> ids, GeneratedQuery query) {
    Table table = query.table();
    Map<String, Map<String, Object>> rows = new HashMap<>();
    table.rows().forEach(row -> rows.put(row.get(table.keyColumn()).toString(), row));
    return ids.stream()
        .map(
            id ->
                query.keys().stream()
                    .map(key -> comparable(rows.get(id).get(key.column())))
                    .toList())
        .toList();
  }

  private static Object comparable(Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return text.toUpperCase(Locale.ROOT);
    }
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }
}
