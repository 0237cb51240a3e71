package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.sandbox.data.Column;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SugarCrmDifferentialTest extends DifferentialTest {

  private static ServiceUnderTest service;
  private static Coverage coverage;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start("sugarcrm");
    coverage = new Coverage();
  }

  @AfterContainer
  static void stop() {
    service.close();
    System.out.println("sugarcrm: " + coverage);
    for (String part : coverage.parts()) {
      assertThat(coverage.of(part)).as(part).isPositive();
    }
  }

  /** SugarCRM prints NULL as empty text or FALSE, so that the engine can't check for it. */
  @Override
  boolean isLimited(Column column, Diagnostic fault) {
    return super.isLimited(column, fault) || fault.message().contains("NULL");
  }

  @Override
  ServiceUnderTest service() {
    return service;
  }

  @Override
  Coverage coverage() {
    return coverage;
  }
}
