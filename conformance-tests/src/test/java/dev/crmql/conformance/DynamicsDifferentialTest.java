package dev.crmql.conformance;

import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DynamicsDifferentialTest extends DifferentialTest {

  private static final String DQL = "DQL answer";
  private static final String DQL_REFUSAL = "DQL refusal";

  /** What DQL has. */
  private static final Set<Construct> DQL_HAS =
      EnumSet.of(
          Construct.SELECT_ALL,
          Construct.SELECT_PATH,
          Construct.EQUALITY,
          Construct.ORDERING,
          Construct.EMPTY_TEXT,
          Construct.LIKE_PREFIX,
          Construct.LIKE_SUFFIX,
          Construct.LIKE_CONTAINS,
          Construct.AND,
          Construct.OR,
          Construct.WHERE_PATH,
          Construct.ORDER_BY,
          Construct.ORDER_BY_PATH);

  private static ServiceUnderTest service;
  private static Census census;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start("dynamics");
    census = new Census();
  }

  @AfterContainer
  static void stop() {
    service.close();
    report(service, census);
    int all = census.queries(DQL, DQL_REFUSAL);
    DQL_HAS.forEach(construct -> census.requireSome(construct, DQL, all));
  }

  @Provide
  Arbitrary<GeneratedQuery> dqlQueries() {
    Arbitrary<GeneratedQuery> simple =
        QueryGenerator.of("dynamics", true).withoutNegations().queries(service.tables());
    return Arbitraries.oneOf(queries(), simple)
        .map(DqlText::of)
        .filter(Optional::isPresent)
        .map(Optional::get);
  }

  /** H2 is asked what the KQL says that the DQL was made of. */
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersInDqlAreThoseOfH2(@ForAll("dqlQueries") GeneratedQuery query) {
    boolean answered = new Agreement(service, Completion.LOCAL, true).check(query);
    census.count(query, answered ? DQL : DQL_REFUSAL);
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
