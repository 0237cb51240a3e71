package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Table;
import dev.crmql.spi.Completion;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class HubSpotDifferentialTest extends DifferentialTest {

  private static ServiceUnderTest service;
  private static Census census;
  private static LeadingKeyCheck leadingKeys;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start("hubspot");
    census = new Census();
    leadingKeys = new LeadingKeyCheck(service);
  }

  @AfterContainer
  static void stop() {
    service.close();
    report(service, census);
    leadingKeys.report();
  }

  @Override
  ServiceUnderTest service() {
    return service;
  }

  @Override
  Census census() {
    return census;
  }

  /** The service repeats and loses records that are equal by the key between its pages. */
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersInTheOrderOfTheFirstKeyAreThoseOfH2(@ForAll("inOrder") GeneratedQuery query) {
    leadingKeys.check(query, Completion.STRICT);
  }

  @Example
  void recordsThatAreEqualByTheKeyOnTwoPagesAreReadById() {
    String text =
        "SELECT id FROM deals WHERE win_percent >= 0 ORDER BY win_percent DESC, id LIMIT ";
    assertThat(leadingKeys.isReadInOrder(text + 20, Completion.STRICT)).isTrue();
    assertThat(leadingKeys.isReadInOrder(text + 220, Completion.STRICT)).isFalse();
    Table deals = leadingKeys.table("deals");
    assertThat(service.found(text + 220, Completion.STRICT))
        .isEqualTo(service.expected(deals, text.replace("id", deals.keyColumn()) + 220));
  }

  @Provide
  Arbitrary<GeneratedQuery> inOrder() {
    return Arbitraries.of(service.tables())
        .flatMap(
            table -> leadingKeys.queries(table, sorted(table), HubSpotDifferentialTest::hasValue));
  }

  private static List<Column> sorted(Table table) {
    return table.columns().stream()
        .filter(
            column ->
                switch (column.type()) {
                  case INTEGER, DECIMAL, CURRENCY, PERCENT, DATE, DATETIME -> true;
                  default -> false;
                })
        .toList();
  }

  private static Arbitrary<String> hasValue(Table table, Column column) {
    return Arbitraries.just(Names.written(column.name()) + " IS NOT NULL");
  }
}
