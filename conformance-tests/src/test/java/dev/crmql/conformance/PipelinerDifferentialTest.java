package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.pipeliner.PipelinerEmulator;
import dev.crmql.sandbox.pipeliner.PipelinerOptions;
import dev.crmql.spi.Completion;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What Pipeliner CRM's documentation leaves open is read in the way that is harder on clients, and
 * once in the other.
 */
class PipelinerDifferentialTest extends DifferentialTest {

  /** Where the emulated service's accounts live below its address. */
  static final String SPACE = "/api/v100/rest/spaces/" + PipelinerEmulator.SPACE;

  private static ServiceUnderTest service;
  private static ServiceUnderTest lenient;
  private static Census census;
  private static int lenientQueries;
  private static int lenientAnswers;

  @BeforeContainer
  static void start() {
    service = start(PipelinerOptions.strict());
    lenient = start(PipelinerOptions.lenient());
    census = new Census();
  }

  /** A service that reads its documentation so. */
  static ServiceUnderTest start(PipelinerOptions options) {
    return ServiceUnderTest.start(new PipelinerEmulator(SampleData.create(), options), SPACE);
  }

  @AfterContainer
  static void stop() {
    service.close();
    lenient.close();
    report(service, census);
    assertThat(lenientAnswers).isGreaterThan(lenientQueries / 2);
  }

  @Override
  ServiceUnderTest service() {
    return service;
  }

  @Override
  Census census() {
    return census;
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersAreThoseOfH2WhereTheDocumentationIsReadInTheOtherWay(
      @ForAll("queries") GeneratedQuery query) {
    lenientQueries++;
    if (new Agreement(lenient, Completion.LOCAL, true).check(query)) {
      lenientAnswers++;
    }
  }
}
