package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.schema.SchemaJson;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Parsers that others wrote accept everything that the suite's cases make the connectors send, and
 * refuse it when it is damaged.
 */
final class JudgedCasesTest {

  /** A request that a case leads to, and the tables that its service has. */
  private record Sent(UpstreamRequest request, List<ObjectSchema> tables) {}

  private static List<Sent> sent(String service) {
    Connector connector =
        Services.all().stream().filter(c -> c.service().equals(service)).findFirst().orElseThrow();
    List<Sent> sent = new ArrayList<>();
    for (CaseFile file : Suite.load().files()) {
      for (ConformanceCase said : file.cases()) {
        if (said.json().path("upstream").has(service)) {
          plan(connector, said)
              .ifPresent(
                  plan ->
                      plan.requests()
                          .forEach(r -> sent.add(new Sent(r, tables(file, said, service)))));
        }
      }
    }
    return sent;
  }

  private static Optional<SearchPlan> plan(Connector connector, ConformanceCase said) {
    ObjectSchema schema =
        said.schema(connector.service()).map(SchemaJson::read).orElse(ObjectSchema.unknown());
    try {
      return Optional.of(
          connector.plan(
              EngineImplementation.read(said.query()),
              schema,
              said.local() ? Completion.LOCAL : Completion.STRICT));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  /** The case's own type first; empty if it has none, or one whose relations lead elsewhere. */
  private static List<ObjectSchema> tables(CaseFile file, ConformanceCase said, String service) {
    Optional<ObjectSchema> own = said.schema(service).map(SchemaJson::read);
    if (own.isEmpty() || own.get().collection().isEmpty() || own.get().idField().isEmpty()) {
      return List.of();
    }
    List<ObjectSchema> tables = new ArrayList<>();
    tables.add(own.get());
    file.root()
        .path("schemas")
        .forEach(
            json -> {
              ObjectSchema other = SchemaJson.read(json);
              if (tables.stream().noneMatch(t -> t.name().equals(other.name()))
                  && other.collection().isPresent()) {
                tables.add(other);
              }
            });
    List<String> names = tables.stream().map(ObjectSchema::name).toList();
    boolean whole =
        tables.stream()
            .flatMap(table -> table.relations().stream())
            .map(Relation::target)
            .allMatch(names::contains);
    return whole ? tables : List.of();
  }

  private static boolean accepts(Consumer<String> judge, String text) {
    try {
      judge.accept(text);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  /** Each text with one character left out, for each place where the character stands. */
  private static List<String> without(String text, String damaged) {
    List<String> texts = new ArrayList<>();
    for (int at = text.indexOf(damaged); at >= 0; at = text.indexOf(damaged, at + 1)) {
      texts.add(text.substring(0, at) + text.substring(at + 1));
    }
    return texts;
  }

  /** Every text without one of its brackets or quotes is refused. */
  private static int requireDamageRefused(
      String service, List<String> texts, List<String> characters, Consumer<String> judge) {
    int refused = 0;
    for (String text : texts) {
      for (String character : characters) {
        for (String damaged : without(text, character)) {
          assertThat(accepts(judge, damaged))
              .as("%s without a %s: %s", service, character, damaged)
              .isFalse();
          refused++;
        }
      }
    }
    System.out.printf(
        "%s: %d texts accepted, %d damaged ones refused%n", service, texts.size(), refused);
    return refused;
  }

  private static List<String> soql() {
    return sent("salesforce").stream()
        .map(sent -> sent.request().query().get("q"))
        .filter(q -> q != null)
        .toList();
  }

  @Test
  void apexParserReadsAllSoql() {
    List<String> texts = soql();

    assertThat(texts).hasSizeGreaterThan(200).allSatisfy(Judges::soql);
    List<String> plain =
        texts.stream().filter(q -> q.length() < 300 && !q.contains("\\") && balanced(q)).toList();
    assertThat(requireDamageRefused("salesforce", plain, List.of("(", ")", "'"), Judges::soql))
        .isGreaterThan(200);
  }

  /** A bracket within a literal is no bracket, and a literal of two quotes is none without one. */
  private static boolean balanced(String text) {
    return text.replaceAll("'[^']*'", "").indexOf('\'') < 0
        && !text.matches(".*'[^']*[()'][^']*'.*")
        && !text.contains("''");
  }

  @Test
  void olingoReadsAllOData() {
    List<Sent> described =
        sent("dynamics").stream()
            .filter(sent -> !sent.tables().isEmpty())
            .filter(sent -> sent.request().method() == UpstreamRequest.Method.GET)
            .toList();

    assertThat(described).hasSizeGreaterThan(50);
    int refused = 0;
    for (Sent sent : described) {
      String target = sent.request().target();
      Judges.odata(target, sent.tables());
      if (!target.contains("%27%27") && !sent.request().query().containsKey("$expand")) {
        refused += damaged(target, sent.tables());
      }
    }
    System.out.printf(
        "dynamics: %d requests accepted, %d damaged ones refused%n", described.size(), refused);
    assertThat(refused).isGreaterThan(40);
  }

  private static int damaged(String target, List<ObjectSchema> tables) {
    int refused = 0;
    for (String escape : List.of("(", ")", "%28", "%29", "%27", "'")) {
      for (int at = target.indexOf(escape); at >= 0; at = target.indexOf(escape, at + 1)) {
        String damaged = target.substring(0, at) + target.substring(at + escape.length());
        assertThat(accepts(text -> Judges.odata(text, tables), damaged))
            .as("dynamics without a %s: %s", escape, damaged)
            .isFalse();
        refused++;
      }
    }
    return refused;
  }

  @Test
  void theFilterSchemaTakesAllFilters() {
    List<String> bodies =
        sent("sugarcrm").stream().flatMap(sent -> sent.request().body().stream()).toList();

    assertThat(bodies).hasSizeGreaterThan(150).allSatisfy(Judges::filter);
    List<String> plain = bodies.stream().filter(body -> !body.contains("\\")).toList();
    assertThat(requireDamageRefused("sugarcrm", plain, List.of("{", "}", "\""), Judges::filter))
        .isGreaterThan(500);
    for (Map.Entry<String, String> change :
        Map.of(
                "\"$equals\"", "\"$equal\"",
                "\"$and\"", "\"$not\"",
                "\"$in\":[", "\"$equals\":[",
                "\"$not_null\":\"\"", "\"$not_null\":1",
                "\"$starts\":\"", "\"$starts\":\"\",\"$ends\":\"")
            .entrySet()) {
      List<String> changed = plain.stream().filter(body -> body.contains(change.getKey())).toList();
      assertThat(changed).as(change.getKey()).isNotEmpty();
      for (String body : changed) {
        String damaged = body.replace(change.getKey(), change.getValue());
        assertThat(accepts(Judges::filter, damaged)).as(damaged).isFalse();
      }
    }
  }
}
