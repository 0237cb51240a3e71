package dev.crmql.conformance;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class HubSpotDifferentialTest extends DifferentialTest {

  private static ServiceUnderTest service;
  private static Census census;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start("hubspot");
    census = new Census();
  }

  @AfterContainer
  static void stop() {
    service.close();
    report(service, census);
  }

  @Override
  ServiceUnderTest service() {
    return service;
  }

  @Override
  Census census() {
    return census;
  }
}
