package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Condition;
import dev.crmql.query.Query;
import dev.crmql.query.Value;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static final Query QUERY =
      QueryParser.kql()
          .parse("SELECT id FROM a WHERE NOT (b = :x OR c IN ('first', :list)) AND d > :x");

  @Test
  void placesGetTheirValues() {
    Query bound = Parameters.bind(QUERY, Map.of("x", 5, "list", List.of("it's", true)));

    assertThat(bound)
        .isEqualTo(
            QueryParser.kql()
                .parse(
                    "SELECT id FROM a WHERE NOT (b = 5 OR c IN ('first', 'it''s', TRUE)) AND d > 5"));
  }

  @Test
  void aPlaceInAListTakesOneValueToo() {
    Query bound = Parameters.bind(QUERY, Map.of("x", LocalDate.of(2018, 2, 23), "list", "second"));

    assertThat(QueryFormatter.format(bound))
        .endsWith("NOT (b = '2018-02-23' OR c IN ('first', 'second')) AND d > '2018-02-23'");
  }

  @Test
  void aListCanBeEmpty() {
    Query query = QueryParser.kql().parse("SELECT id FROM a WHERE b NOT IN (:list)");

    Condition.In in =
        (Condition.In) Parameters.bind(query, Map.of("list", List.of())).where().orElseThrow();
    assertThat(in.values()).isEmpty();
    assertThat(in.negated()).isTrue();
  }

  @Test
  void textOfAValueIsNeverSyntax() {
    String hostile = "x' OR 'a' = 'a";
    Query query = QueryParser.kql().parse("SELECT id FROM a WHERE b = :x");

    Query bound = Parameters.bind(query, Map.of("x", hostile));
    assertThat(((Condition.Comparison) bound.where().orElseThrow()).value())
        .isEqualTo(Value.text(hostile));
  }

  @Test
  void aQueryWithoutPlacesIsItself() {
    Query query = QueryParser.kql().parse("SELECT id FROM a");

    assertThat(Parameters.bind(query, Map.of("unused", 1))).isSameAs(query);
  }

  @Test
  void allFaultsAreListedWithTheirPlace() {
    assertFaults(
        Map.of(),
        "unbound-parameter @32..34, unbound-parameter @53..58," + " unbound-parameter @69..71");
    assertFaults(
        Collections.singletonMap("x", null),
        "null-comparison @32..34, unbound-parameter @53..58, null-comparison @69..71");
    assertFaults(
        Map.of("x", List.of(1), "list", Arrays.asList("a", null, new Object())),
        "type-mismatch @32..34, null-comparison @53..58, type-mismatch @53..58,"
            + " type-mismatch @69..71");
    assertFaults(
        Map.of("x", Double.NaN, "list", 1), "type-mismatch @32..34, type-mismatch @69..71");
  }

  private static void assertFaults(Map<String, ?> values, String faults) {
    QueryException refused =
        catchThrowableOfType(QueryException.class, () -> Parameters.bind(QUERY, values));
    assertThat(refused.diagnostics())
        .extracting(ParametersTest::shown)
        .containsExactly(faults.split(", "));
  }

  private static String shown(Diagnostic diagnostic) {
    return diagnostic.code().wireName() + " " + diagnostic.at();
  }
}
