package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DynamicsDifferentialTest extends DifferentialTest {

  private static final String DQL = "DQL answer";
  private static final String DQL_REFUSAL = "DQL refusal";

  /** What DQL has and Dynamics answers; sorted by a related row it is by no one. */
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
          Construct.ORDER_BY);

  private static int tries;
  private static ServiceUnderTest service;
  private static Census census;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start("dynamics");
    census = new Census();
    tries = 0;
  }

  @AfterContainer
  static void stop() {
    service.close();
    report(service, census);
    int all = census.queries(DQL, DQL_REFUSAL);
    assertThat(all).as("queries that DQL can say").isGreaterThanOrEqualTo(tries / 3);
    DQL_HAS.forEach(construct -> census.requireSome(construct, DQL, all));
  }

  /** What KQL says finds the same rows where DQL says it. */
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersInDqlAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    tries++;
    DqlText.of(query).ifPresent(DynamicsDifferentialTest::check);
  }

  private static void check(GeneratedQuery dql) {
    boolean answered = new Agreement(service, Completion.STRICT, true).check(dql);
    census.count(dql, answered ? DQL : DQL_REFUSAL);
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
