package dev.crmql.conformance;

/** The engine does what every case says. */
final class EngineConformanceTest extends ConformanceSuite {

  @Override
  protected Implementation implementation() {
    return new EngineImplementation();
  }
}
