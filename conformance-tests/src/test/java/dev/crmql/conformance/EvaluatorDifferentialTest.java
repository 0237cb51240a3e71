package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.evaluate.Evaluator;
import dev.crmql.language.QueryParser;
import dev.crmql.sandbox.data.Table;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Construct;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random KQL on random tables finds with the evaluator what it finds in H2 and in SQLite. */
class EvaluatorDifferentialTest {

  private static final int MOST_QUERIES = 100;
  private static final String H2 = "H2";
  private static final String SQLITE = "SQLite";

  /** All but paths: a table of any columns stands alone. */
  private static final Set<Construct> COMPARED =
      EnumSet.complementOf(
          EnumSet.of(Construct.SELECT_PATH, Construct.WHERE_PATH, Construct.ORDER_BY_PATH));

  private static Census census;

  record Questions(Table table, List<GeneratedQuery> queries) {}

  @BeforeContainer
  static void start() {
    census = new Census();
  }

  @AfterContainer
  static void stop() {
    System.out.println("evaluator" + System.lineSeparator() + census);
    for (Construct construct : COMPARED) {
      census.requireSome(construct, H2, census.queries(H2));
      census.requireSome(construct, SQLITE, census.queries(SQLITE));
    }
  }

  @Provide
  Arbitrary<Questions> questions() {
    return questions(true);
  }

  @Provide
  Arbitrary<Questions> plainQuestions() {
    return questions(false);
  }

  private static Arbitrary<Questions> questions(boolean described) {
    QueryGenerator generator = QueryGenerator.ofAny(described);
    return TableGenerator.tables()
        .flatMap(
            table ->
                generator
                    .queries(table)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(MOST_QUERIES)
                    .withSizeDistribution(RandomDistribution.uniform())
                    .map(queries -> new Questions(table, queries)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void theEvaluatorFindsWhatDatabasesFind(@ForAll("questions") Questions questions) {
    check(questions, Schemas.of(questions.table()));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void withoutASchemaItFindsWhatDatabasesFind(@ForAll("plainQuestions") Questions questions) {
    check(questions, ObjectSchema.unknown());
  }

  private static void check(Questions questions, ObjectSchema schema) {
    Table table = questions.table();
    try (ReferenceDatabase h2 = new ReferenceDatabase(List.of(table));
        SqliteDatabase sqlite = SqliteDatabase.of(table)) {
      List<ObjectNode> rows = h2.rows(table);
      for (GeneratedQuery query : questions.queries()) {
        String kql = query.inOneOrder();
        List<String> found =
            Evaluator.evaluate(QueryParser.kql().parse(kql), schema, rows).stream()
                .map(row -> row.get(table.keyColumn()).textValue())
                .toList();
        compare(query, found, h2.ids(table, kql), H2);
        if (SqliteDatabase.canAnswer(kql)) {
          compare(query, found, sqlite.ids(table, kql), SQLITE);
        }
      }
    }
  }

  private static void compare(
      GeneratedQuery query, List<String> found, List<String> expected, String database) {
    census.count(query, database);
    if (!expected.isEmpty()) {
      census.count(query, database + ", rows");
    }
    if (!query.keys().isEmpty()) {
      assertThat(found).as("%s: %s", database, query.inOneOrder()).isEqualTo(expected);
    } else {
      assertThat(found)
          .as("%s: %s", database, query.inOneOrder())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
