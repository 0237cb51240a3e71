package dev.crmql.sugarcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

  @Test
  void allThatTheServiceLacksIsReportedAtOnceWithItsPlace() {
    assertThat(
            Plans.faults(
                "SELECT accounts.name FROM Contacts"
                    + " WHERE title NOT LIKE '%x%' AND NOT (title = 'y') ORDER BY accounts.name"))
        .extracting(Diagnostic::code, fault -> fault.at().span().orElseThrow().start())
        .containsExactly(
            Assertions.tuple(DiagnosticCode.UNSUPPORTED_CONSTRUCT, 7),
            Assertions.tuple(DiagnosticCode.UNSUPPORTED_CONSTRUCT, 41),
            Assertions.tuple(DiagnosticCode.UNSUPPORTED_CONSTRUCT, 66),
            Assertions.tuple(DiagnosticCode.UNSUPPORTED_CONSTRUCT, 93));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT id FROM Accounts WHERE "$or" = 'x'
          SELECT id FROM Accounts WHERE "a.b" = 'x'
          SELECT id FROM Accounts WHERE "a\"\"b" = 'x'
          SELECT "a,b" FROM Accounts
          SELECT 1 FROM Accounts
          SELECT id FROM Accounts ORDER BY "a:desc"
          SELECT id FROM "../metadata"
          """)
  void aNameThatWouldBeSyntaxIsRefused(String kql) {
    assertThat(Plans.faults(kql))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.INVALID_NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"}},{\"id\":{\"$not_null\":\"",
        "a\\",
        "\\\"",
        "\u0000\n\t\u001f",
        "{\"$field\":\"name\"}",
        "'\uD83D\uDE00 \u2028"
      })
  void aValueStaysAValue(String hostile) {
    Query query =
        Query.select("id").from("Accounts").where(Conditions.equal("website", hostile)).build();
    JsonNode filter =
        Plans.filter(Plans.CONNECTOR.plan(query, ObjectSchema.unknown(), Completion.STRICT));
    assertThat(filter).hasSize(1);
    assertThat(filter.get(0).get("website").properties()).hasSize(1);
    assertThat(filter.get(0).get("website").get("$equals").textValue()).isEqualTo(hostile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uD83D", "\uDE00", "\uDE00\uD83D"})
  void halfAPairOfSurrogatesIsRefused(String text) {
    Query query =
        Query.select("id").from("Accounts").where(Conditions.equal("website", text)).build();
    Assertions.assertThatThrownBy(
            () -> Plans.CONNECTOR.plan(query, ObjectSchema.unknown(), Completion.STRICT))
        .hasMessageContaining("surrogates");
  }

  @Test
  void filtersAreNestedToTheDepthThatIsReadAndNoDeeper() {
    assertThat(depth(Plans.body(Plans.strict(nested(14))))).isEqualTo(32);
    assertThat(Plans.faults(nested(15)))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.REQUEST_TOO_LONG);
  }

  /** OR, AND, OR, .. within each other. */
  private static String nested(int groups) {
    String condition = "name = 'x'";
    for (int i = groups; i > 0; i--) {
      condition = "name = 'y' " + (i % 2 == 1 ? "OR" : "AND") + " (" + condition + ")";
    }
    return "SELECT id FROM Accounts WHERE " + condition;
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }

  @Test
  void aPathOverTwoRelationsIsRefused() {
    assertThat(Plans.faults("SELECT id FROM Contacts WHERE accounts.member_of.industry = 'x'"))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.UNSUPPORTED_CONSTRUCT);
  }

  @Test
  void aNumberIsNotComparedWithText() {
    assertThat(Plans.faults("SELECT id FROM Opportunities WHERE amount <= ''"))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.TYPE_MISMATCH);
  }
}
