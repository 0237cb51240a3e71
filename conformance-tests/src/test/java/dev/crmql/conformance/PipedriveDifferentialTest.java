package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.pipedrive.PipedriveConnector;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Support;
import dev.crmql.spi.TokenHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Of random conditions, Pipedrive's lists know hardly any, so that what can be asked is asked in
 * queries of its own.
 */
class PipedriveDifferentialTest extends DifferentialTest {

  private static final int DEPTH = 2;
  private static final Set<String> SORTED =
      Set.of("add_time", "update_time", "due_date", "expected_close_date");

  private static ServiceUnderTest service;
  private static Census census;
  private static Census askedCensus;
  private static LeadingKeyCheck leadingKeys;

  @BeforeContainer
  static void start() {
    service = ServiceUnderTest.start(new PipedriveConnector(TokenHeader.field("x-api-token")));
    census = new Census();
    askedCensus = new Census();
    leadingKeys = new LeadingKeyCheck(service);
  }

  @AfterContainer
  static void stop() {
    service.close();
    System.out.println("pipedrive" + System.lineSeparator() + census);
    System.out.println("pipedrive, as lists" + System.lineSeparator() + askedCensus);
    leadingKeys.report();
    int strict = census.queries("strict answer", "strict refusal");
    int local = census.queries("local answer", "local refusal");
    int asked = askedCensus.queries("answer", "refusal");
    for (Construct construct : Construct.values()) {
      Support support = service.connector().dialect().support(construct);
      switch (support) {
        case PUSHED, CHECKED -> {
          askedCensus.requireSome(construct, "answer", asked);
          census.requireSome(construct, "local answer", local);
        }
        case COMPLETED -> {
          census.requireSome(construct, "strict refusal", strict);
          census.requireSome(construct, "local answer", local);
        }
        case REFUSED -> {} // paths, which the tables do not have
      }
    }
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
  void listsAnswerAsH2Does(@ForAll("listed") GeneratedQuery query) {
    boolean answered = new Agreement(service, Completion.STRICT, true).check(query);
    askedCensus.count(query, answered ? "answer" : "refusal");
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersInTheOrderOfTheFirstKeyAreThoseOfH2(@ForAll("inOrder") GeneratedQuery query) {
    leadingKeys.check(query, Completion.LOCAL);
  }

  @Provide
  Arbitrary<GeneratedQuery> inOrder() {
    return Arbitraries.of(service.tables())
        .flatMap(
            table ->
                leadingKeys.queries(
                    table,
                    table.columns().stream()
                        .filter(column -> SORTED.contains(column.name()))
                        .toList(),
                    PipedriveDifferentialTest::hasValue));
  }

  private static Arbitrary<String> hasValue(Table table, Column column) {
    String time = column.type() == ColumnType.DATE ? "" : "T00:00:00Z";
    return Arbitraries.of(
        column.name() + " IS NOT NULL",
        column.name() + " > '2019-01-01" + time + "'",
        column.name() + " < '2023-01-01" + time + "'");
  }

  @Example
  void recordsOfWhichOnePageHasTooFewAreReadById() {
    String text = "SELECT id FROM persons WHERE add_time IS NOT NULL ORDER BY add_time DESC, id";
    assertThat(leadingKeys.isReadInOrder(text + " LIMIT 20", Completion.LOCAL)).isTrue();
    assertThat(leadingKeys.isReadInOrder(text + " LIMIT 499", Completion.LOCAL)).isFalse();
    assertThat(service.found(text + " LIMIT 499", Completion.LOCAL))
        .isEqualTo(service.expected(leadingKeys.table("persons"), text + " LIMIT 499"));
  }

  @Provide
  Arbitrary<GeneratedQuery> listed() {
    return Arbitraries.of(service.tables()).flatMap(PipedriveDifferentialTest::listed);
  }

  private static Arbitrary<GeneratedQuery> listed(Table table) {
    Arbitrary<String> condition = Built.of(condition(table));
    List<Arbitrary<String>> nested = new ArrayList<>();
    for (int depth = 0; depth <= DEPTH; depth++) {
      nested.add(ConditionGenerator.nested(condition, depth, false));
    }
    return Combinators.combine(
            QueryGenerator.of("pipedrive", true).queries(table), Arbitraries.oneOf(nested))
        .as(PipedriveDifferentialTest::where);
  }

  /** The query with another condition. */
  private static GeneratedQuery where(GeneratedQuery query, String condition) {
    String from = " FROM " + query.table().name();
    int end = query.uncut().indexOf(from) + from.length();
    String uncut = query.uncut().substring(0, end) + " WHERE " + condition;
    return new GeneratedQuery(
        query.language(),
        query.table(),
        uncut + query.text().substring(query.uncut().length()),
        uncut,
        query.selected(),
        query.keys(),
        query.window());
  }

  private static Arbitrary<String> condition(Table table) {
    LiteralGenerator literals = new LiteralGenerator(false);
    List<Arbitrary<String>> conditions = new ArrayList<>();
    for (String name : PipedriveRefusals.PARAMETERS.get(table.name())) {
      Column column = table.column(name).orElseThrow();
      Arbitrary<String> values =
          switch (column.type()) {
            case BOOLEAN -> literals.booleans();
            case ID -> literals.ids(table, column);
            case CHOICE ->
                Arbitraries.of("open", "won", "lost", "OPEN").map(LiteralGenerator::quoted);
            default -> literals.numbers(table, column);
          };
      conditions.add(values.map(value -> name + " = " + value));
      conditions.add(in(name, values, name.equals("id") ? 250 : 4));
      if (column.type() == ColumnType.BOOLEAN) {
        conditions.add(values.map(value -> name + " != " + value));
      }
    }
    conditions.add(updated(table, literals));
    conditions.add(updated(table, literals));
    return Arbitraries.oneOf(conditions);
  }

  private static Arbitrary<String> in(String name, Arbitrary<String> values, int most) {
    return Arbitraries.frequencyOf(
            Tuple.of(3, values.list().ofMinSize(1).ofMaxSize(3)),
            Tuple.of(1, values.list().ofMinSize(1).ofMaxSize(most)))
        .map(list -> name + " IN " + LiteralGenerator.list(list));
  }

  private static Arbitrary<String> updated(Table table, LiteralGenerator literals) {
    Column column = table.column("update_time").orElseThrow();
    List<String> operators =
        table.name().equals("leads") ? List.of("=", ">", ">=") : List.of("=", ">", ">=", "<", "<=");
    return Combinators.combine(Arbitraries.of(operators), literals.moments(table, column))
        .as((operator, moment) -> "update_time " + operator + " " + moment);
  }
}
