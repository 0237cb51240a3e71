package dev.crmql.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.RejectedException.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner tells implementations that do what a case says from those that do not. */
final class RunnerTest {

  private static final String REQUEST =
      "{'path': '/a', 'query': {'q': 'x'}, 'headers': {'A': '1'}}";

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The only check of a case with these members. */
  private static Check check(String members) {
    JsonNode file =
        json(
            "{'schemas': {'t': {'name': 't', 'fields': [{'name': 'id', 'type': 'integer'}]}},"
                + " 'tables': {'t': {'schema': 't', 'rows': [[1], [2]]}},"
                + " 'cases': [{'name': 'c', 'query': 'q', "
                + members
                + "}]}");
    return new CaseFile("a/b", file).cases().get(0).checks().get(0);
  }

  /** Answers every question alike. */
  private record Fixed(Parsed parsed, Compiled compiled, List<String> ids)
      implements Implementation {

    @Override
    public Parsed parse(QueryText query) {
      return parsed;
    }

    @Override
    public Compiled compile(
        QueryText query, String service, Optional<JsonNode> schema, boolean local) {
      return compiled;
    }

    @Override
    public List<String> evaluate(QueryText query, JsonNode schema, List<ObjectNode> rows) {
      return ids;
    }
  }

  private static final Implementation FIXED =
      new Fixed(
          new Implementation.Parsed(json("{'from': 't', 'limit': 1.0}"), "text"),
          new Implementation.Compiled(
              List.of(
                  json(
                      "{'method': 'GET', 'path': '/a', 'query': {'q': 'x'},"
                          + " 'headers': {'A': '1', 'B': '2'}, 'body': null}")),
              Optional.empty()),
          List.of("2", "1"));

  private static final Implementation REJECTING =
      new Implementation() {
        @Override
        public Parsed parse(QueryText query) throws RejectedException {
          throw new RejectedException(List.of(new Rejection("c", "1:2"), new Rejection("d", "")));
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tree': {'limit': 1, 'from': 't'}, 'canonical': 'text'",
        "'upstream': {'s': {'path': '/a', 'query': {'q': 'x'}, 'headers': {'A': '1'}}}",
        "'upstream': {'s': {'headers': {'C': null}}}",
        "'upstream': {'s': {'requests': [{'method': 'GET'}]}}",
        "'rows': {'table': 't', 'finds': [1, 2]}",
        "'rows': {'table': 't', 'finds': [2, 1], 'ordered': true}",
      })
  void whatACaseSaysIsFound(String members) {
    assertThatCode(() -> check(members).expectation().holdsFor(FIXED)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tree': {'from': 't'}",
        "'tree': {'from': 't', 'limit': 1, 'offset': 1}",
        "'canonical': 'Text'",
        "'rejected': [{'code': 'c'}]",
        "'upstream': {'s': {'path': '/b'}}",
        "'upstream': {'s': {'query': {}}}",
        "'upstream': {'s': {'query': {'q': 'x', 'r': 'y'}}}",
        "'upstream': {'s': {'headers': {'B': '3'}}}",
        "'upstream': {'s': {'headers': {'B': null}}}",
        "'upstream': {'s': {'body': {}}}",
        "'upstream': {'s': {'path': '/a', 'residual': 'r'}}",
        "'upstream': {'s': {'requests': []}}",
        "'upstream': {'s': {'rejected': [{'code': 'c'}]}}",
        "'rows': {'table': 't', 'finds': [1]}",
        "'rows': {'table': 't', 'finds': [1, 2], 'ordered': true}",
        "'rows': {'table': 't', 'rejected': [{'code': 'c'}]}",
      })
  void anythingElseFails(String members) {
    assertThatThrownBy(() -> check(members).expectation().holdsFor(FIXED))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void everyFaultOfARefusedQueryIsCompared() {
    assertThatCode(
            () ->
                check("'rejected': [{'code': 'c', 'at': '1:2'}, {'code': 'd'}]")
                    .expectation()
                    .holdsFor(REJECTING))
        .doesNotThrowAnyException();
    for (String other :
        List.of("{'code': 'c', 'at': '1:2'}", "{'code': 'd'}, {'code': 'c', 'at': '1:2'}")) {
      assertThatThrownBy(
              () -> check("'rejected': [" + other + "]").expectation().holdsFor(REJECTING))
          .isInstanceOf(AssertionError.class);
    }
    assertThatThrownBy(() -> check("'canonical': 'text'").expectation().holdsFor(REJECTING))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("c at 1:2");
  }

  @Test
  void aKnownFailureThatPassesIsAFailure(@TempDir Path folder) throws Exception {
    Check passes = check("'canonical': 'text'");
    Check fails = check("'canonical': 'other'");
    KnownFailures known =
        KnownFailures.read(Files.writeString(folder.resolve("k.yaml"), "a/b/c#parse: not yet\n"));

    known.run(fails, FIXED);
    assertThatThrownBy(() -> known.run(passes, FIXED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not yet");
    assertThatThrownBy(() -> KnownFailures.none().run(fails, FIXED))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aKnownFailureNeedsAReasonAndACheck(@TempDir Path folder) throws IOException {
    Path noReason = Files.writeString(folder.resolve("k.yaml"), "a/b/c#parse:\n");

    assertThatThrownBy(() -> KnownFailures.read(noReason)).hasMessageContaining("no reason");
    assertThat(KnownFailures.of(Map.of("a/b/c#parse", "x")).unknown(Suite.load()))
        .containsExactly("a/b/c#parse");
  }

  @Test
  void whatIsNotOfferedIsCountedAndNoFailure() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Suite suite = Suite.load();

    boolean passed =
        new Report(new PrintStream(printed, true, UTF_8))
            .run(suite, "search/local", KnownFailures.none(), FIXED);

    assertThat(passed).isTrue();
    assertThat(printed.toString(UTF_8))
        .containsPattern("search/local +0 +0 +" + suite.only("search/local").checks().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"error\":\"x\"}", "{\"ids\":[]}"})
  void aProgramThatDoesNotAnswerWhatWasAskedFails(String line) throws IOException {
    Check check = check("'rows': {'table': 't', 'finds': []}");
    Check other = check("'canonical': ''");
    List<String> command = List.of("sh", "-c", "while read -r l; do echo '" + line + "'; done");

    try (ProgramImplementation program =
        ProgramImplementation.start(command, ProgramImplementation.DEADLINE)) {
      assertThatThrownBy(() -> other.expectation().holdsFor(program))
          .isInstanceOf(AssertionError.class);
      if (!line.contains("ids")) {
        assertThatThrownBy(() -> check.expectation().holdsFor(program))
            .isInstanceOf(AssertionError.class);
      }
    }
  }

  @Test
  void aProgramThatNeverAnswersIsStopped() throws IOException {
    Check check = check("'canonical': ''");
    List<String> silent = List.of("sh", "-c", "cat > /dev/null");
    Set<Long> before = children();

    try (ProgramImplementation program =
        ProgramImplementation.start(silent, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> check.expectation().holdsFor(program))
          .hasMessageContaining("no answer within 200 ms")
          .hasMessageContaining("\"op\":\"parse\"");
      assertThat(children()).isEqualTo(before);
      assertThatThrownBy(() -> check.expectation().holdsFor(program))
          .hasMessageContaining("earlier request");
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(toSet());
  }

  @Test
  void aProgramThatEndsFailsWhateverIsKnown() throws IOException {
    Check check = check("'canonical': ''");
    KnownFailures known = KnownFailures.of(Map.of("a/b/c#parse", "not yet"));

    try (ProgramImplementation program =
        ProgramImplementation.start(List.of("true"), ProgramImplementation.DEADLINE)) {
      assertThatThrownBy(() -> known.run(check, program)).hasMessageContaining("broke off");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--timeout 0 cat, whole number of seconds",
    "--timeout soon cat, whole number of seconds",
    "--timeout, needs a value",
    "--timeout 5, no command",
    "--wait 5 cat, no option --wait",
    "--feature no/such cat, no feature begins with no/such",
  })
  void argumentsThatMeanNothingAreRefused(String arguments, String fault) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);

    assertThatThrownBy(() -> Main.run(List.of(arguments.split(" ")), nowhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "salesforce, Authorization, Bearer token-of-1, 200",
    "salesforce, Authorization, token-of-1, 401",
    "salesforce, Authorization, Bearer token-of-11, 401",
    "salesforce, X-Token, Bearer token-of-1, 401",
    "salesforce, OAuth-Token, token-of-1, 401",
    "sugarcrm, Authorization, Bearer token-of-1, 200",
    "sugarcrm, OAuth-Token, token-of-1, 200",
    "sugarcrm, OAuth-Token, Bearer token-of-1, 401",
    "pipeliner, Authorization, Basic dG9rZW4tb2YtMQ==, 200",
    "pipeliner, Authorization, Bearer token-of-1, 401",
  })
  void aServiceLetsInWhoBringsTheTokenWhereItBelongs(
      String service, String header, String value, int status) throws Exception {
    JsonNode answers = json("[{'request': {'path': '/a'}, 'body': {}}]");

    try (CannedService canned = CannedService.start(service, "token-of-1", answers)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(canned.url() + "/a")).header(header, value).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
          .isEqualTo(status);
    }
  }

  @Test
  void aSearchThatAsksNobodyFails() {
    Implementation idle =
        new Implementation() {
          @Override
          public Answer search(Search search) {
            return new Answer(200, json("{}"));
          }
        };
    Check check =
        check(
            "'search': {'accounts': [{'id': '1', 'service': 's', 'answers': [{'request': "
                + REQUEST
                + "}]}], 'response': {'body': {}}}");

    assertThatThrownBy(() -> check.expectation().holdsFor(idle))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nobody asked for");
  }
}
