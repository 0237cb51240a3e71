package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DynamicsDifferentialTest extends DifferentialTest {

  private static ServiceUnderTest service;
  private static Coverage coverage;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start("dynamics");
    coverage = new Coverage();
  }

  @AfterContainer
  static void stop() {
    service.close();
    System.out.println("dynamics: " + coverage);
    for (String part : coverage.parts()) {
      assertThat(coverage.of(part)).as(part).isPositive();
    }
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
