package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.evaluate.Evaluator;
import dev.crmql.language.QueryParser;
import dev.crmql.pipedrive.PipedriveConnector;
import dev.crmql.sandbox.data.Table;
import dev.crmql.spi.Completion;
import dev.crmql.spi.TokenHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generated queries found two engines to differ in, and how that was settled. */
final class SettledDisagreementsTest {

  /**
   * H2 finds the final sigma by = and by LIKE 'Σ%', but not by LIKE '%Σ%', whose first letter it
   * only looks for in its own two cases. Here, letters are equal alike everywhere.
   */
  @ParameterizedTest
  @ValueSource(strings = {"= 'Σ'", "LIKE 'Σ%'", "LIKE '%Σ'", "LIKE '%Σ%'", "IN ('σ')"})
  void aFinalSigmaIsASigma(String test) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("name", "ς");

    List<ObjectNode> found =
        Evaluator.evaluate(
            QueryParser.kql().parse("SELECT name FROM things WHERE name " + test), List.of(row));

    assertThat(found).hasSize(1);
  }

  /** H2 refuses an IN of such a number where the key is INTEGER, so that its keys are BIGINT. */
  @Test
  void anIdOfMoreThanThirtyTwoBitsIsOneThatNothingHas() {
    String text = "SELECT id FROM deals WHERE NOT (id NOT IN (1, 2500000000))";
    try (ServiceUnderTest service =
        ServiceUnderTest.start(new PipedriveConnector(TokenHeader.field("x-api-token")))) {
      Table deals =
          service.tables().stream()
              .filter(table -> table.name().equals("deals"))
              .findFirst()
              .orElseThrow();

      assertThat(service.found(text, Completion.LOCAL)).containsExactly("1");
      assertThat(service.expected(deals, text)).containsExactly("1");
    }
  }
}
