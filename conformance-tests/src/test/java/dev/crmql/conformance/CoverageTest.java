package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.TextPosition;
import dev.crmql.dynamics.DynamicsConnector;
import dev.crmql.grammar.QueryLexer;
import dev.crmql.hubspot.HubSpotConnector;
import dev.crmql.language.QueryParser;
import dev.crmql.oracle.OracleConnector;
import dev.crmql.pipedrive.PipedriveConnector;
import dev.crmql.pipeliner.PipelinerConnector;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.search.AccountError;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Support;
import dev.crmql.sugarcrm.SugarCrmConnector;
import dev.crmql.zoho.ZohoConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the languages, the services and the endpoint have, a case shows; what no case can show
 * is listed in {@code coverage.yaml} with the reason.
 */
final class CoverageTest {

  private static final List<Connector> CONNECTORS =
      List.of(
          new SalesforceConnector(),
          new DynamicsConnector(),
          new SugarCrmConnector(),
          new OracleConnector(),
          new PipelinerConnector(),
          new HubSpotConnector(),
          new PipedriveConnector(),
          new ZohoConnector());

  private static final String UNSUPPORTED = DiagnosticCode.UNSUPPORTED_CONSTRUCT.wireName();

  private final Suite suite = Suite.load();
  private final List<ConformanceCase> cases =
      suite.files().stream().flatMap(file -> file.cases().stream()).toList();
  private final JsonNode coverage = Suite.resource("coverage.yaml");

  @Test
  void thereAreCasesEnough() {
    System.out.println(CoverageTable.of(suite));

    assertThat(cases.size()).isGreaterThanOrEqualTo(600);
  }

  @Test
  void everyAlternativeOfTheGrammarOfKqlIsTaken(@TempDir Path scratch) throws IOException {
    assertThat(alternativesNotTaken("KqlParser", "kql", scratch)).isEmpty();
  }

  @Test
  void everyAlternativeOfTheGrammarOfDqlIsTaken(@TempDir Path scratch) throws IOException {
    assertThat(alternativesNotTaken("DqlParser", "dql", scratch)).isEmpty();
  }

  @Test
  void everyWordOfTheLanguagesIsUsed() {
    Set<Integer> used =
        cases.stream()
            .flatMap(said -> words(said.query().text()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(
            IntStream.rangeClosed(1, QueryLexer.VOCABULARY.getMaxTokenType())
                .filter(type -> type != QueryLexer.BLANK && !used.contains(type))
                .mapToObj(QueryLexer.VOCABULARY::getSymbolicName))
        .isEmpty();
  }

  @Test
  void everyConstructIsAskedOfEveryService() {
    Set<String> shown =
        cases.stream().flatMap(CoverageTest::pairs).collect(Collectors.toCollection(TreeSet::new));
    List<String> missing = new ArrayList<>();
    for (Connector connector : CONNECTORS) {
      for (Construct construct : Construct.values()) {
        expected(connector, construct).filter(pair -> !shown.contains(pair)).forEach(missing::add);
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyCodeIsAnswered() {
    Set<String> answered = new TreeSet<>();
    cases.forEach(said -> collectCodes(said.json(), answered));
    Set<String> excused = ids("codes", "whyNot");
    Set<String> known =
        Stream.concat(
                Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::wireName),
                Arrays.stream(AccountError.Code.values()).map(AccountError.Code::wireName))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(answered).as("codes of the cases").isSubsetOf(known);
    assertThat(answered).as("codes that no case can show").doesNotContainAnyElementsOf(excused);
    answered.addAll(excused);
    assertThat(answered).isEqualTo(known);
  }

  @Test
  void everyDecisionAndTrapHasACaseOrAReason() {
    Set<String> shown = new TreeSet<>();
    for (ConformanceCase said : cases) {
      said.json().path("covers").forEach(id -> shown.add(id.textValue()));
    }
    Set<String> listed = new TreeSet<>();
    Set<String> excused = new TreeSet<>();
    for (String section :
        List.of(
            "language",
            "salesforce",
            "dynamics",
            "sugarcrm",
            "oracle",
            "pipeliner",
            "hubspot",
            "pipedrive",
            "zoho")) {
      listed.addAll(ids(section, "id"));
      excused.addAll(ids(section, "whyNot"));
    }

    assertThat(shown).as("used by cases, and listed").isSubsetOf(listed);
    assertThat(shown)
        .as("shown although listed as not to be shown")
        .doesNotContainAnyElementsOf(excused);
    Set<String> missing = new TreeSet<>(listed);
    missing.removeAll(shown);
    missing.removeAll(excused);
    assertThat(missing).as("neither shown nor excused").isEmpty();
  }

  /** The numbers are those of the lists of traps, which are complete. */
  @Test
  void everyTrapIsListed() {
    assertThat(ids("salesforce", "id")).isEqualTo(numbered("salesforce", 21));
    assertThat(ids("dynamics", "id")).isEqualTo(numbered("dynamics", 26));
    assertThat(ids("sugarcrm", "id")).isEqualTo(numbered("sugarcrm", 15));
    assertThat(ids("hubspot", "id")).isEqualTo(numbered("hubspot", 12));
    assertThat(ids("oracle", "id")).isEqualTo(numbered("oracle", 12));
    assertThat(ids("pipedrive", "id")).isEqualTo(numbered("pipedrive", 12));
    assertThat(ids("pipeliner", "id")).isEqualTo(numbered("pipeliner", 12));
    assertThat(ids("zoho", "id")).isEqualTo(numbered("zoho", 12));
  }

  private static Set<String> numbered(String section, int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(number -> section + "/" + number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ids of the section's entries that have the key. */
  private Set<String> ids(String section, String key) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode entry : coverage.path(section)) {
      if (entry.has(key)) {
        ids.add(entry.get("id").asText());
      }
    }
    return ids;
  }

  private List<String> alternativesNotTaken(String grammar, String language, Path scratch)
      throws IOException {
    GrammarCoverage taken = GrammarCoverage.of(grammar, scratch);
    cases.stream()
        .filter(said -> said.query().language().equals(language))
        .filter(said -> parsed(said).isPresent())
        .forEach(said -> taken.read(said.query().text()));
    return taken.missing();
  }

  private static Optional<Query> parsed(ConformanceCase said) {
    QueryParser parser =
        said.query().language().equals("dql") ? QueryParser.dql() : QueryParser.kql();
    try {
      return Optional.of(parser.parse(said.query().text()));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  private static Stream<Integer> words(String text) {
    return new QueryLexer(CharStreams.fromString(text))
        .getAllTokens().stream().map(token -> token.getType());
  }

  /** What cases have to show of a construct and a service. */
  private static Stream<String> expected(Connector connector, Construct construct) {
    String pair = connector.service() + " " + construct.wireName() + " is ";
    return switch (connector.dialect().support(construct)) {
      case PUSHED, CHECKED -> Stream.of(pair + "sent");
      case COMPLETED -> Stream.of(pair + "refused", pair + "completed");
      case REFUSED -> Stream.of(pair + "refused");
    };
  }

  private static Stream<String> pairs(ConformanceCase said) {
    return parsed(said).stream()
        .flatMap(
            query ->
                CONNECTORS.stream()
                    .filter(connector -> said.json().path("upstream").has(connector.service()))
                    .flatMap(connector -> pairs(said, query, connector)));
  }

  private static Stream<String> pairs(ConformanceCase said, Query query, Connector connector) {
    JsonNode upstream = said.json().get("upstream").get(connector.service());
    Stream<String> shown;
    if (upstream.has("rejected")) {
      shown =
          refused(said, query, connector).map(construct -> construct.wireName() + " is refused");
    } else if (upstream.path("requests").isEmpty() && upstream.has("requests")) {
      shown = Stream.empty();
    } else if (said.local()) {
      shown =
          Constructs.of(query).stream()
              .filter(construct -> connector.dialect().support(construct) == Support.COMPLETED)
              .map(construct -> construct.wireName() + " is completed");
    } else {
      shown = Constructs.of(query).stream().map(construct -> construct.wireName() + " is sent");
    }
    return shown.map(pair -> connector.service() + " " + pair);
  }

  /** The constructs that stand where the case expects one to be refused. */
  private static Stream<Construct> refused(ConformanceCase said, Query query, Connector connector) {
    Set<String> places =
        said.json()
            .get("upstream")
            .get(connector.service())
            .get("rejected")
            .valueStream()
            .filter(rejected -> rejected.get("code").textValue().equals(UNSUPPORTED))
            .map(rejected -> rejected.path("at").asText(""))
            .collect(Collectors.toSet());
    Completion completion = said.local() ? Completion.LOCAL : Completion.STRICT;
    return Constructs.refused(connector.dialect(), query, completion).stream()
        .filter(refused -> places.contains(place(said, refused.at())))
        .map(Constructs.Refused::construct);
  }

  private static String place(ConformanceCase said, NodeLocation at) {
    return at.span()
        .map(span -> TextPosition.of(said.query().text(), span.start()).toString())
        .orElse("");
  }

  private static void collectCodes(JsonNode json, Set<String> codes) {
    for (JsonNode rejected : json.path("rejected")) {
      codes.add(rejected.get("code").textValue());
    }
    if (json.has("error_code")) {
      codes.add(json.get("error_code").textValue());
    }
    json.forEach(inner -> collectCodes(inner, codes));
  }
}
