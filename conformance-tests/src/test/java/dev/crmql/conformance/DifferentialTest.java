package dev.crmql.conformance;

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

  private static final Set<Construct> PATHS =
      EnumSet.of(Construct.SELECT_PATH, Construct.WHERE_PATH, Construct.ORDER_BY_PATH);

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

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void strictAnswersAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    check(query, Completion.STRICT, true);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void completedAnswersAreThoseOfH2(@ForAll("queries") GeneratedQuery query) {
    check(query, Completion.LOCAL, true);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersOfAServiceThatIsNotDescribedAreThoseOfH2(
      @ForAll("plainQueries") GeneratedQuery query) {
    check(query, Completion.STRICT, false);
  }

  private void check(GeneratedQuery query, Completion completion, boolean described) {
    boolean answered = new Agreement(service(), completion, described).check(query);
    census().count(query, outcome(completion, answered));
  }

  private static String outcome(Completion completion, boolean answered) {
    String mode = completion == Completion.STRICT ? "strict" : "local";
    return mode + (answered ? " answer" : " refusal");
  }

  private static void require(
      Census census, Construct construct, Completion completion, boolean answered) {
    int all = census.queries(outcome(completion, true), outcome(completion, false));
    census.requireSome(construct, outcome(completion, answered), all);
  }

  /** Prints what was asked, and fails if a construct was hardly asked at all. */
  static void report(ServiceUnderTest service, Census census) {
    System.out.println(service.sandbox().name() + System.lineSeparator() + census);
    boolean paths =
        service.tables().stream()
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> Paths.isPath(column.name()));
    for (Construct construct : Construct.values()) {
      if (PATHS.contains(construct) && !paths) {
        continue;
      }
      Support support = service.connector().dialect().support(construct);
      boolean strict = support == Support.PUSHED || support == Support.CHECKED;
      require(census, construct, Completion.STRICT, strict);
      require(census, construct, Completion.LOCAL, support != Support.REFUSED);
    }
  }
}
