package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Support;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The same text finds the same rows: random KQL runs unchanged on H2 and, through connector, HTTP
 * and the emulated service, on the same rows.
 */
abstract class DifferentialTest {

  /** SQL has no text for these; other tests hold them. */
  private static final Set<Construct> NOT_IN_SQL =
      EnumSet.of(
          Construct.SELECT_PATH,
          Construct.WHERE_PATH,
          Construct.ORDER_BY_PATH,
          Construct.EMPTY_TEXT);

  /** In so many queries, at least, each construct of a service's dialect is compared. */
  private static final int FLOOR = 10;

  abstract ServiceUnderTest service();

  abstract Census census();

  @Provide
  Arbitrary<GeneratedQuery> queries() {
    return QueryGenerator.of(service().sandbox().name(), true).queries(service().tables());
  }

  @Provide
  Arbitrary<GeneratedQuery> plainQueries() {
    return QueryGenerator.of(service().sandbox().name(), false).queries(service().tables());
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void strictAnswersAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    check(query, Completion.STRICT, true);
  }

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void completedAnswersAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    check(query, Completion.LOCAL, true);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersOfAServiceThatIsNotDescribedAreThoseOfH2(
      @ForAll("plainQueries") GeneratedQuery query) {
    check(query, Completion.STRICT, false);
  }

  private void check(GeneratedQuery query, Completion completion, boolean described) {
    census().count(query, new Agreement(service(), completion, described).check(query));
  }

  /** Prints what was asked, and fails if a construct was hardly asked at all. */
  static void report(ServiceUnderTest service, Census census) {
    System.out.println(service.sandbox().name() + ": " + census);
    for (Construct construct : EnumSet.complementOf(EnumSet.copyOf(NOT_IN_SQL))) {
      boolean refused = service.connector().dialect().support(construct) == Support.REFUSED;
      assertThat(refused ? census.refused(construct) : census.answered(construct))
          .as("%s of %s", construct, census)
          .isGreaterThanOrEqualTo(FLOOR);
    }
  }
}
