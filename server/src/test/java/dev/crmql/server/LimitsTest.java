package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.crmql.search.BreakerSettings;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObserver;
import dev.crmql.transport.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.RecursiveComparisonAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The section {@code limits} of a configuration. What goes beyond them, other tests show. */
final class LimitsTest {

  private static final String ACCOUNT =
      "accounts:\n  - {id: 7, service: dynamics, url: 'https://a.example', token: t}\n";

  /** What holds for keys whose default is no number. */
  private static final Map<String, String> UNSET =
      Map.of(
          "first_retry_delay_milliseconds",
          "the service's own",
          "in_flight_mebibytes",
          "a quarter of the heap");

  @TempDir private Path folder;

  /** What a key is worth in the library's own words. */
  private record Meaning(
      String key,
      long value,
      Optional<Consumer<SearchEngine.Builder>> engine,
      Optional<Consumer<HttpTransport.Builder>> transport) {

    static Meaning ofEngine(String key, long value, Consumer<SearchEngine.Builder> engine) {
      return new Meaning(key, value, Optional.of(engine), Optional.empty());
    }

    static Meaning ofTransport(String key, long value, Consumer<HttpTransport.Builder> transport) {
      return new Meaning(key, value, Optional.empty(), Optional.of(transport));
    }

    @Override
    public String toString() {
      return key + ": " + value;
    }
  }

  static Stream<Meaning> meanings() {
    long mebibyte = 1024 * 1024;
    return Stream.of(
        Meaning.ofEngine(
            "account_timeout_seconds", 7, e -> e.accountTimeout(Duration.ofSeconds(7))),
        Meaning.ofEngine("search_timeout_seconds", 7, e -> e.searchTimeout(Duration.ofSeconds(7))),
        Meaning.ofTransport(
            "connect_timeout_seconds", 7, t -> t.connectTimeout(Duration.ofSeconds(7))),
        Meaning.ofEngine("max_rows", 7, e -> e.maxRows(7)),
        Meaning.ofEngine("scan_rows", 7, e -> e.scanBudget(7, 1_000, 256 * mebibyte)),
        Meaning.ofEngine("scan_pages", 7, e -> e.scanBudget(100_000, 7, 256 * mebibyte)),
        Meaning.ofEngine("scan_mebibytes", 7, e -> e.scanBudget(100_000, 1_000, 7 * mebibyte)),
        Meaning.ofEngine("search_scan_rows", 7, e -> e.searchBudget(7, 10_000, 1024 * mebibyte)),
        Meaning.ofEngine(
            "search_scan_pages", 7, e -> e.searchBudget(1_000_000, 7, 1024 * mebibyte)),
        Meaning.ofEngine(
            "search_scan_mebibytes", 7, e -> e.searchBudget(1_000_000, 10_000, 7 * mebibyte)),
        Meaning.ofTransport("response_mebibytes", 7, t -> t.maxResponseBytes((int) (7 * mebibyte))),
        Meaning.ofTransport("in_flight", 7, t -> t.maxInFlight(7)),
        Meaning.ofTransport("slow_in_flight", 7, t -> t.maxSlowInFlight(7)),
        Meaning.ofTransport("in_flight_mebibytes", 77, t -> t.maxBytesInFlight(77 * mebibyte)),
        Meaning.ofTransport("in_flight_per_account", 7, t -> t.maxInFlightPerAccount(7)),
        Meaning.ofTransport("waiting", 7, t -> t.maxWaiting(7)),
        Meaning.ofEngine("attempts", 7, e -> e.retries(retries(7, Optional.empty(), 8, 10))),
        Meaning.ofEngine("spare_attempts", 7, e -> e.retries(retries(3, Optional.empty(), 8, 7))),
        Meaning.ofEngine(
            "first_retry_delay_milliseconds",
            7,
            e -> e.retries(retries(3, Optional.of(Duration.ofMillis(7)), 8, 10))),
        Meaning.ofEngine(
            "longest_retry_delay_seconds", 7, e -> e.retries(retries(3, Optional.empty(), 7, 10))),
        Meaning.ofEngine(
            "breaker_failures",
            7,
            e -> e.breaker(new BreakerSettings(7, 20, Duration.ofSeconds(10)))),
        Meaning.ofEngine(
            "breaker_calls",
            17,
            e -> e.breaker(new BreakerSettings(10, 17, Duration.ofSeconds(10)))),
        Meaning.ofEngine(
            "breaker_pause_seconds",
            7,
            e -> e.breaker(new BreakerSettings(10, 20, Duration.ofSeconds(7)))),
        Meaning.ofEngine("schema_seconds", 7, e -> e.schemaTimeToLive(Duration.ofSeconds(7))));
  }

  private static RetrySettings retries(
      int attempts, Optional<Duration> first, int longestSeconds, int spare) {
    return new RetrySettings(attempts, first, Duration.ofSeconds(longestSeconds), spare);
  }

  private ServerConfig read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("crmql.yaml"), content);
    return ServerConfig.read(file, Map.of("TIMEOUT", "12", "NONE", "secret")::get);
  }

  private Limits limits(String lines) throws IOException {
    return read(ACCOUNT + "limits:\n" + lines.indent(2)).limits();
  }

  private static SearchEngine.Builder engine(Limits limits) {
    SearchEngine.Builder engine = SearchEngine.builder();
    limits.bound(engine);
    return engine;
  }

  /** All but the transport, which is compared by itself. */
  private static RecursiveComparisonAssert<?> assertEngine(SearchEngine.Builder engine) {
    return assertThat(engine).usingRecursiveComparison().ignoringFields("transport", "observer");
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(ConfigSchemaCommand.schema());
  }

  private static Map<String, JsonNode> keysOfTheSchema() {
    try {
      Map<String, JsonNode> keys = new LinkedHashMap<>();
      schema()
          .at("/$defs/limits/properties")
          .properties()
          .forEach(e -> keys.put(e.getKey(), e.getValue()));
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean fitsSchema(String yaml) throws IOException {
    String json = new ObjectMapper().writeValueAsString(new YAMLMapper().readTree(yaml));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(ConfigSchemaCommand.schema())
        .validate(json, InputFormat.JSON)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void aKeySetsItsBoundAndNoOther(Meaning meaning) throws IOException {
    SearchEngine.Builder engine = SearchEngine.builder();
    meaning.engine().ifPresent(set -> set.accept(engine));
    HttpTransport.Builder transport = HttpTransport.builder();
    meaning.transport().ifPresent(set -> set.accept(transport));

    Limits limits = limits(meaning.toString());

    assertEngine(engine(limits)).isEqualTo(engine);
    assertThat(limits.transport()).usingRecursiveComparison().isEqualTo(transport);
  }

  @Test
  void theSchemaHasThoseKeysAndNoOther() {
    assertThat(keysOfTheSchema().keySet())
        .containsExactlyElementsOf(meanings().map(Meaning::key).toList());
  }

  @Test
  void theEngineGetsTheTransportWithTheBounds() throws IOException {
    assertThat(engine(limits("in_flight: 7")))
        .extracting("transport.permits.mostOverall")
        .isEqualTo(7);
  }

  @Test
  void theDefaultsOfTheSchemaAreThoseOfTheLibrary() throws IOException {
    StringBuilder all = new StringBuilder();
    keysOfTheSchema()
        .forEach(
            (key, is) -> {
              if (is.has("default")) {
                all.append(key).append(": ").append(is.get("default")).append('\n');
              }
            });

    Limits spelled = limits(all.toString());

    assertThat(spelled.set()).hasSize(Limit.values().length - 2);
    assertEngine(engine(spelled)).isEqualTo(SearchEngine.builder());
    assertThat(spelled.transport()).usingRecursiveComparison().isEqualTo(HttpTransport.builder());
    assertEngine(engine(read(ACCOUNT).limits())).isEqualTo(SearchEngine.builder());
  }

  static Stream<String> keys() {
    return keysOfTheSchema().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aNumberOutsideItsRangeIsRefusedWithItsLine(String key) throws IOException {
    long least = keysOfTheSchema().get(key).get("minimum").longValue();
    long most = keysOfTheSchema().get(key).get("maximum").longValue();
    String other = key.equals("max_rows") ? "waiting: 5" : "max_rows: 5";
    for (String bad :
        List.of(
            String.valueOf(least - 1),
            String.valueOf(most + 1),
            "123456789012345678901234567890",
            "1.5",
            "secret",
            "true",
            "[1]")) {
      String config = ACCOUNT + "limits:\n  " + other + "\n  " + key + ": " + bad + "\n";
      assertThatThrownBy(() -> read(config))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              folder
                  + "/crmql.yaml, line 5: "
                  + key
                  + " is a whole number from "
                  + least
                  + " to "
                  + most);
      assertThat(fitsSchema(config)).as(config).isFalse();
    }
  }

  @Test
  void theEndsOfTheRangesAreInThem() throws IOException {
    for (String end : List.of("minimum", "maximum")) {
      StringBuilder all = new StringBuilder();
      keysOfTheSchema()
          .forEach((key, is) -> all.append(key).append(": ").append(is.get(end)).append('\n'));

      assertThat(limits(all.toString()).set()).hasSize(Limit.values().length);
      assertThat(fitsSchema(ACCOUNT + "limits:\n" + all.toString().indent(2))).isTrue();
      try (SearchEngine engine =
          Services.engine(
              read(ACCOUNT).accounts(), new SearchObserver() {}, limits(all.toString()))) {
        assertThat(engine).isNotNull();
      }
    }
  }

  @Test
  void aVariableMayBeANumber() throws IOException {
    String limit = "account_timeout_seconds: ${TIMEOUT}";

    assertThat(limits(limit)).isEqualTo(limits("account_timeout_seconds: 12"));
    assertThat(fitsSchema(ACCOUNT + "limits:\n  " + limit)).isTrue();
    assertThatThrownBy(() -> limits("account_timeout_seconds: ${NONE}"))
        .hasMessageEndingWith("account_timeout_seconds is a whole number from 1 to 3600");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{max_row: 5} | line 3: unknown key max_row; there are account_timeout_seconds, ",
        "5 | line 3: keys with values are expected here",
        "{max_rows: } | line 3: max_rows is ",
        "[] | line 3: keys with values are expected here",
      })
  void whatIsNoSetOfLimitsIsRefused(String section, String message) throws IOException {
    String config = ACCOUNT + "limits: " + section + "\n";

    assertThatThrownBy(() -> read(config)).hasMessageContaining(message);
    assertThat(fitsSchema(config)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'max_rows: 5\nbreaker_failures: 21' | line 5: | not 21 of 20",
        "'max_rows: 5\nbreaker_calls: 9' | line 5: | not 10 of 9",
        "'breaker_calls: 5\nbreaker_failures: 6' | line 5: | not 6 of 5",
      })
  void aBreakerNeedsNoMoreFailuresThanCalls(String lines, String line, String message) {
    assertThatThrownBy(() -> limits(lines))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line + " breaker_failures is no more than breaker_calls")
        .hasMessageEndingWith(message);
  }

  @Test
  void stoppingWaitsForAsLongAsASearchMayTake() throws IOException {
    assertThat(ServeCommand.patience(Limits.NONE)).isEqualTo(Duration.ofSeconds(35));
    assertThat(ServeCommand.patience(limits("search_timeout_seconds: 100")))
        .isEqualTo(Duration.ofSeconds(105));
  }

  @Test
  void theDocumentationHasTheKeysWithTheDefaultsAndRangesOfTheSchema() throws IOException {
    String text = Files.readString(Path.of("../docs/configuration.md"));
    List<String> documented =
        Pattern.compile(
                "^(\\| `[a-z_]+` \\| [^|]+ \\| [0-9,]+ to [0-9,]+ \\|) [^|]+ \\|$",
                Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();
    List<String> rows = new ArrayList<>();
    keysOfTheSchema()
        .forEach(
            (key, is) ->
                rows.add(
                    String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %,d to %,d |",
                        key,
                        is.has("default")
                            ? String.format(Locale.ROOT, "%,d", is.get("default").longValue())
                            : UNSET.get(key),
                        is.get("minimum").longValue(),
                        is.get("maximum").longValue())));

    assertThat(documented).isEqualTo(rows);
  }

  @Test
  void theTableOfTheEndpointsLimitsNamesEachKey() throws IOException {
    String text = Files.readString(Path.of("../docs/endpoint.md"));
    String table = text.substring(text.indexOf("\n## Limits"), text.indexOf("\n## Running it"));

    assertThat(keys()).allSatisfy(key -> assertThat(table).contains("`" + key + "`"));
  }
}
