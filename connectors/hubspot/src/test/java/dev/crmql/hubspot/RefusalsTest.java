package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

  private static List<String> codes(List<Diagnostic> faults) {
    return faults.stream()
        .map(
            fault ->
                fault.code().wireName()
                    + fault.at().span().map(span -> "@" + span.start()).orElse(""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      textBlock =
          """
          SELECT id FROM Campaigns -> unknown-object@15
          SELECT * FROM companies -> unsupported-construct@7
          SELECT "a b" FROM companies -> invalid-name@7
          SELECT id FROM "a/../b" -> invalid-name@15
          SELECT id FROM companies WHERE "a""b" = 1 -> invalid-name@31
          SELECT id FROM companies ORDER BY "é" -> invalid-name@34
          SELECT id FROM companies ORDER BY name, size -> not-sortable@40
          SELECT company.name FROM contacts -> unsupported-construct@7
          SELECT id FROM contacts WHERE company.name = 'x' -> unsupported-construct@30
          SELECT id FROM contacts ORDER BY company.name -> unsupported-construct@33
          """)
  void whatHubSpotCanNotBeAskedIsRefusedAtItsPlace(String kql, String fault) {
    assertEquals(
        List.of(fault), codes(Plans.faults(kql, ObjectSchema.unknown(), Completion.STRICT)));
  }

  /** The engine does not have a type described if there is nothing to find. */
  @Test
  void nothingNeedsNoDescription() {
    String kql = "SELECT * FROM companies ORDER BY size LIMIT 0";
    assertEquals(List.of(), Plans.plan(kql, ObjectSchema.unknown(), Completion.STRICT).requests());
  }

  @Test
  void manyPropertiesDoNotGoWithManyAlternatives() {
    String names =
        IntStream.range(0, 300).mapToObj(i -> "property_" + i).collect(Collectors.joining(", "));
    String kql =
        "SELECT "
            + names
            + " FROM companies WHERE (name = '1' OR domain = '2' OR phone = '3') AND"
            + " (name = '4' OR website = '5')";
    assertEquals(
        List.of("request-too-long@7"),
        codes(Plans.faults(kql, ObjectSchema.unknown(), Completion.STRICT)));
  }
}
