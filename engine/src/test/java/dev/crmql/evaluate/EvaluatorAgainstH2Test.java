package dev.crmql.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.language.QueryFormatter;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.QueryBuilder;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** KQL text means for the evaluator what the same text means for a SQL database. */
class EvaluatorAgainstH2Test {

  private static final ObjectSchema SCHEMA =
      ObjectSchema.builder("things")
          .field(Field.of("id", FieldType.INTEGER))
          .field(Field.of("name", FieldType.TEXT))
          .field(Field.of("code", FieldType.TEXT))
          .field(Field.of("amount", FieldType.DECIMAL))
          .field(Field.of("active", FieldType.BOOLEAN))
          .field(Field.of("born", FieldType.DATE))
          .field(Field.of("made", FieldType.TIMESTAMP))
          .build();

  private record Thing(
      String name, String code, BigDecimal amount, Boolean active, String born, String made) {}

  @Property(tries = 700)
  void sameRowsInTheSameOrder(@ForAll("things") List<Thing> things, @ForAll("queries") Query query)
      throws SQLException {
    String text = QueryFormatter.format(query);
    Query read = QueryParser.kql().parse(text);
    List<Integer> found =
        Evaluator.evaluate(read, SCHEMA, json(things)).stream()
            .map(row -> row.get("id").intValue())
            .toList();
    assertThat(found).as(text).isEqualTo(idsInDatabase(things, sql(query)));
  }

  /** The one departure from SQL-92, design section 3: the empty text stands for NULL too. */
  private static String sql(Query query) {
    return QueryFormatter.format(query)
        .replaceAll("name (!?=) ''(?!')", "COALESCE(name, '') $1 ''");
  }

  private static List<Integer> idsInDatabase(List<Thing> things, String sql) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:h2:mem:;DEFAULT_ESCAPE=");
        Statement statement = database.createStatement()) {
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute(
          "CREATE TABLE things (id INT, name VARCHAR_IGNORECASE, code VARCHAR_IGNORECASE,"
              + " amount DECIMAL(20, 4), active BOOLEAN, born DATE,"
              + " made TIMESTAMP(9) WITH TIME ZONE)");
      insert(database, things);
      List<Integer> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          ids.add(rows.getInt("id"));
        }
      }
      return ids;
    }
  }

  private static void insert(Connection database, List<Thing> things) throws SQLException {
    String sql = "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = database.prepareStatement(sql)) {
      for (int i = 0; i < things.size(); i++) {
        Thing thing = things.get(i);
        insert.setInt(1, i);
        insert.setString(2, thing.name);
        insert.setString(3, thing.code);
        insert.setBigDecimal(4, thing.amount);
        insert.setObject(5, thing.active);
        insert.setObject(6, thing.born == null ? null : LocalDate.parse(thing.born));
        insert.setObject(7, thing.made == null ? null : OffsetDateTime.parse(thing.made));
        insert.executeUpdate();
      }
    }
  }

  private static List<ObjectNode> json(List<Thing> things) {
    List<ObjectNode> rows = new ArrayList<>();
    for (Thing thing : things) {
      rows.add(
          JsonNodeFactory.instance
              .objectNode()
              .put("id", rows.size())
              .put("name", thing.name)
              .put("code", thing.code)
              .put("amount", thing.amount)
              .put("active", thing.active)
              .put("born", thing.born)
              .put("made", thing.made));
    }
    return rows;
  }

  @Provide
  Arbitrary<List<Thing>> things() {
    return Combinators.combine(
            texts().injectNull(0.2),
            filled().injectNull(0.2),
            numbers().injectNull(0.2),
            Arbitraries.of(true, false).injectNull(0.3),
            dates().injectNull(0.2),
            timestamps().map(moment -> moment + "Z").injectNull(0.2))
        .as(Thing::new)
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<String> filled() {
    return Arbitraries.of(
        "a", "A", "b", "ab", "Ab", "aB", "ba", "a%b", "a_b", "axb", "\\", "a\\b", "'", "ä", "Ä",
        "z", "10", "9", "é", "日本", "😀", "null", "true");
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just("")), Tuple.of(5, filled()));
  }

  private static Arbitrary<BigDecimal> numbers() {
    return Arbitraries.bigDecimals().between(new BigDecimal("-3"), new BigDecimal("3")).ofScale(1);
  }

  private static Arbitrary<String> dates() {
    return Arbitraries.of("2024-02-01", "2024-02-02", "2023-12-31");
  }

  private static Arbitrary<String> timestamps() {
    return Arbitraries.integers()
        .between(-2, 2)
        .flatMap(
            days ->
                Arbitraries.of(0, 1, 43_200, 86_399)
                    .map(
                        seconds ->
                            LocalDateTime.of(2024, 2, 1, 0, 0, 0)
                                .plusDays(days)
                                .plusSeconds(seconds)
                                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)));
  }

  @Provide
  Arbitrary<Query> queries() {
    return Combinators.combine(
            conditions(3).injectNull(0.05),
            Arbitraries.of("name", "code", "amount", "active", "born", "made")
                .list()
                .uniqueElements()
                .ofMaxSize(3),
            Arbitraries.of(true, false),
            Arbitraries.longs().between(0, 8).injectNull(0.5),
            Arbitraries.longs().between(0, 4).injectNull(0.5))
        .as(EvaluatorAgainstH2Test::query);
  }

  private static Query query(
      Condition where, List<String> keys, boolean descending, Long limit, Long offset) {
    QueryBuilder query = Query.select("id", "name").from("things");
    if (where != null) {
      query.where(where);
    }
    for (String key : keys) {
      if (descending) {
        query.orderByDescending(key);
      } else {
        query.orderBy(key);
      }
    }
    query.orderBy("id");
    if (limit != null) {
      query.limit(limit);
    }
    if (offset != null) {
      query.offset(offset);
    }
    return query.build();
  }

  private static Arbitrary<Condition> conditions(int depth) {
    Arbitrary<Condition> leaf = leaves();
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Condition> inner = Arbitraries.lazy(() -> conditions(depth - 1));
    return Arbitraries.oneOf(
        leaf,
        leaf,
        inner.map(Conditions::not),
        Combinators.combine(inner, inner).as((a, b) -> Conditions.and(a, b)),
        Combinators.combine(inner, inner).as((a, b) -> Conditions.or(a, b)));
  }

  private static Arbitrary<Condition> leaves() {
    return Arbitraries.oneOf(
        compared("name", filled().map(text -> text)),
        compared("code", filled().map(text -> text)),
        compared("amount", numbers().map(number -> number)),
        compared("born", dates().map(date -> date)),
        compared("made", timestamps().map(moment -> moment + "+00:00")),
        Arbitraries.of(true, false).map(value -> Conditions.equal("active", value)),
        Arbitraries.of(true, false).map(value -> Conditions.notEqual("active", value)),
        Arbitraries.of(Conditions.equal("name", ""), Conditions.notEqual("name", "")),
        like(),
        in(),
        Arbitraries.of("name", "amount", "active", "born", "made").map(Conditions::isNull),
        Arbitraries.of("name", "amount", "active", "born", "made").map(Conditions::isNotNull));
  }

  private static Arbitrary<Condition> compared(String field, Arbitrary<? extends Object> values) {
    return Combinators.combine(Arbitraries.integers().between(0, 5), values)
        .as(
            (operator, value) ->
                switch (operator) {
                  case 0 -> Conditions.equal(field, value);
                  case 1 -> Conditions.notEqual(field, value);
                  case 2 -> Conditions.less(field, value);
                  case 3 -> Conditions.lessOrEqual(field, value);
                  case 4 -> Conditions.greater(field, value);
                  default -> Conditions.greaterOrEqual(field, value);
                });
  }

  private static Arbitrary<Condition> like() {
    return Combinators.combine(
            Arbitraries.of("name", "code"),
            Arbitraries.of(LikeMatch.EXACT, LikeMatch.PREFIX, LikeMatch.SUFFIX, LikeMatch.CONTAINS),
            Arbitraries.of("a", "B", "ab", "%", "_", "Ä", "日", "'", "\\"),
            Arbitraries.of(true, false))
        .as(
            (field, match, text, negated) ->
                new Condition.Like(FieldPath.of(field), match, text, negated, NodeLocation.NONE));
  }

  private static Arbitrary<Condition> in() {
    return Combinators.combine(
            filled().list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(true, false))
        .as(
            (values, negated) ->
                negated ? Conditions.notIn("code", values) : Conditions.in("code", values));
  }
}
