package dev.crmql.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Span;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PushdownTest {

  private static final String FROM = "SELECT id FROM T WHERE ";

  @Test
  void whatIsExactThroughoutIsExact() {
    Pushdown<String> pushdown = of("a = 1 AND (b = 2 OR (c = 3 AND d = 4))");

    assertThat(pushdown.isExact()).isTrue();
    assertThat(handlings(pushdown, Completion.STRICT))
        .containsExactly(Handling.EXACT, Handling.EXACT);
    assertThat(written(pushdown)).containsExactly("a", "(b|(c&d))");
  }

  @Test
  void anOrHoldsOnlyWhatItsOperandsHold() {
    Pushdown<String> pushdown = of("(a = 1 OR b LIKE 'x%') AND (a = 1 OR c IS NULL)");

    assertThat(handlings(pushdown, Completion.LOCAL))
        .containsExactly(Handling.SUPERSET, Handling.LOCAL);
    assertThat(written(pushdown)).containsExactly("(a|b)", "");
  }

  @Test
  void aConditionThatIsTrueOfNoRecordIsNotAsked() {
    assertThat(written(of("none = 1 OR b = 2"))).containsExactly("b");
    assertThat(written(of("b = 2 OR (a = 1 AND none = 1)"))).containsExactly("b");
    assertThat(written(of("a = 1 AND (b = 2 OR (c IS NULL AND none = 1))")))
        .containsExactly("a", "b");
    for (String where : List.of("none = 1", "none = 1 OR none = 2", "c IS NULL AND none = 1")) {
      assertThat(of(where).decided(query(where)).matchesNothing()).isTrue();
    }
    assertThat(of("a = 1").decided(query("a = 1")).matchesNothing()).isFalse();
  }

  private static NormalizedQuery query(String where) {
    return Normalizer.normalize(QueryParser.kql().parse(FROM + where), ObjectSchema.unknown());
  }

  @Test
  void whatIsCheckedAndSortedByIsFetched() {
    NormalizedQuery query =
        Normalizer.normalize(
            QueryParser.kql()
                .parse(
                    "SELECT id, b FROM T WHERE a = 1 AND b LIKE 'x%' AND d LIKE 'x%' ORDER BY e"),
            ObjectSchema.unknown());

    assertThat(Pushdown.of(query.conjuncts(), new Acme()).fetchedFields(query))
        .extracting(FieldPath::toString)
        .containsExactly("id", "b", "d", "e");
  }

  @Test
  void anAndWithinAnOrGoesWithoutWhatCannotBeAsked() {
    Pushdown<String> pushdown = of("a = 1 OR (b = 2 AND c IS NULL)");

    assertThat(handlings(pushdown, Completion.LOCAL)).containsExactly(Handling.SUPERSET);
    assertThat(written(pushdown)).containsExactly("(a|b)");
  }

  @Test
  void whatCannotBeAskedIsAFaultUnlessTheEngineMayEvaluateIt() {
    List<Diagnostic> faults = new ArrayList<>();
    String where = "a = 1 AND (b = 2 OR c IS NULL)";
    var unused = of(where).parts(Completion.STRICT, "Acme", faults);

    assertThat(faults)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).isEqualTo("Acme can't be asked this: no nulls");
              Span place = fault.at().span().orElseThrow();
              assertThat((FROM + where).substring(place.start(), place.end()))
                  .isEqualTo("c IS NULL");
              assertThat(fault.hints())
                  .containsExactly("completion=local lets the engine evaluate it");
            });
  }

  @Test
  void aFaultSaysWhetherThePropertyOrTheSizeOfTheQueryRefusesIt() {
    Pushdown<String> pushdown = of("a = 1 AND b IN (2) AND c IS NULL AND hidden = 4");
    pushdown.leaveOut(0, "too long");
    List<Diagnostic> faults = new ArrayList<>();
    var unused = pushdown.parts(Completion.STRICT, "Acme", faults);

    assertThat(faults)
        .extracting(Diagnostic::code)
        .containsExactly(
            DiagnosticCode.REQUEST_TOO_LONG,
            DiagnosticCode.UNSUPPORTED_CONSTRUCT,
            DiagnosticCode.NOT_FILTERABLE);
  }

  @Test
  void partsAreThereOnlyIfAllCanBeAsked() {
    Pushdown<String> pushdown = of("a = 1 AND hidden = 4 AND c IS NULL");

    assertThatThrownBy(() -> pushdown.requireParts(Completion.STRICT, "Acme"))
        .isInstanceOfSatisfying(
            QueryException.class, refusal -> assertThat(refusal.diagnostics()).hasSize(2));
    assertThat(pushdown.requireParts(Completion.LOCAL, "Acme")).hasSize(3);
  }

  @Test
  void whatIsAskedCanBeTakenBack() {
    Pushdown<String> pushdown = of("a = 1 AND b = 2 AND c LIKE 'x%'");
    pushdown.leaveOut(0, "too long");
    pushdown.loosen(1, "cut");
    pushdown.loosen(2, "cut");

    List<ConditionPart> parts = pushdown.parts(Completion.LOCAL, "Acme", new ArrayList<>());

    assertThat(parts)
        .extracting(ConditionPart::reason)
        .containsExactly("too long", "cut", "only tokens");
    assertThat(written(pushdown)).containsExactly("", "b", "c");
  }

  @Test
  void alternativesThatAreTooManyAreLeftOut() {
    Pushdown<String> pushdown = of("(a = 1 OR b = 2 OR c = 3) AND (d = 4 OR e = 5)");

    assertThat(pushdown.groups(2, "too many"))
        .containsExactly(Map.of("d", Set.of(1)), Map.of("e", Set.of(1)));
    assertThat(pushdown.parts(Completion.LOCAL, "Acme", new ArrayList<>()))
        .extracting(ConditionPart::reason)
        .containsExactly("too many", "");
  }

  private static Pushdown<String> of(String where) {
    return Pushdown.of(
        Normalizer.normalize(QueryParser.kql().parse(FROM + where), ObjectSchema.unknown())
            .conjuncts(),
        new Acme());
  }

  private static List<Handling> handlings(Pushdown<String> pushdown, Completion completion) {
    return pushdown.parts(completion, "Acme", new ArrayList<>()).stream()
        .map(ConditionPart::handling)
        .toList();
  }

  private static List<String> written(Pushdown<String> pushdown) {
    return pushdown.filters().stream()
        .map(filter -> filter.map(PushdownTest::written).orElse(""))
        .toList();
  }

  private static String written(Filter<String> filter) {
    if (filter instanceof Filter.All<String> all) {
      return "("
          + String.join("&", all.operands().stream().map(PushdownTest::written).toList())
          + ")";
    }
    if (filter instanceof Filter.Any<String> any) {
      return "("
          + String.join("|", any.operands().stream().map(PushdownTest::written).toList())
          + ")";
    }
    return ((Filter.Term<String>) filter).term();
  }

  /** A service that compares all but what is hidden, knows LIKE by tokens and no NULL. */
  private static final class Acme extends FilterCompiler<String> {
    @Override
    public Pushed<String> visitComparison(Condition.Comparison condition) {
      return switch (condition.field().toString()) {
        case "hidden" -> Pushed.notFilterable(condition.field());
        case "none" -> Pushed.never();
        default -> Pushed.exact(condition.field().toString());
      };
    }

    @Override
    public Pushed<String> visitLike(Condition.Like condition) {
      return Pushed.superset(condition.field().toString(), "only tokens");
    }

    @Override
    public Pushed<String> visitIn(Condition.In condition) {
      return Pushed.exact(condition.field().toString());
    }

    @Override
    public Pushed<String> visitNullTest(Condition.NullTest condition) {
      return Pushed.nothing("no nulls");
    }

    @Override
    public Pushed<String> visitEmptyTest(Condition.EmptyTest condition) {
      return Pushed.nothing("no nulls");
    }
  }
}
