package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.search.AccountError;
import dev.crmql.server.Services;
import dev.crmql.spi.CallLimits;
import dev.crmql.spi.Connector;
import dev.crmql.spi.ResourceJson;
import dev.crmql.spi.UpstreamFault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The tables of docs/errors.md are those of the code and of the files beside the connectors. */
final class ErrorsPageTest {

  private final String page = read();

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "errors.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> between(String mark) {
    String begin = "<!-- " + mark + " -->\n";
    return page.substring(page.indexOf(begin) + begin.length(), page.indexOf("<!-- /" + mark))
        .lines()
        .toList();
  }

  private static String row(Object... cells) {
    return Arrays.stream(cells)
        .map(Object::toString)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  @Test
  void eachCodeSaysWhetherAskingAgainMayHelp() {
    List<String> table = new ArrayList<>();
    table.add(row("code", "status", "asking again soon may help"));
    table.add("|---|---|---|");
    for (AccountError.Code code : AccountError.Code.values()) {
      table.add(row(quoted(code.wireName()), code.status(), code.retryable() ? "yes" : "no"));
    }

    assertThat(between("codes")).containsExactlyElementsOf(table);
  }

  @Test
  void eachKindOfFailureIsFollowedBySomething() {
    assertThat(page.lines().filter(line -> line.matches("\\| `[a-z-]+` \\| [^|0-9]+ \\|")))
        .extracting(line -> line.substring(3, line.indexOf('`', 3)))
        .containsExactlyInAnyOrder(
            Arrays.stream(Kind.values()).map(Kind::wireName).toArray(String[]::new));
  }

  @Test
  void eachRuleOfAServiceIsListedWithWhatFollows() {
    List<String> table = new ArrayList<>();
    table.add(row("service", "failure", "is", "then", "source"));
    table.add("|---|---|---|---|---|");
    for (Connector connector : Services.all()) {
      for (JsonNode rule : rules(connector)) {
        String kind = rule.get("kind").textValue();
        table.add(
            row(
                connector.dialect().serviceTitle(),
                failure(rule),
                quoted(kind),
                then(kind),
                rule.get("source").textValue()));
      }
    }
    statuses()
        .forEach(
            (kind, statuses) ->
                table.add(
                    row(
                        "all, else",
                        String.join(", ", statuses),
                        quoted(kind.wireName()),
                        then(kind.wireName()),
                        "RFC 9110, RFC 6585")));
    table.add(row("all, else", "any other", quoted("unexpected"), then("unexpected"), ""));

    assertThat(between("faults")).containsExactlyElementsOf(table);
  }

  private static JsonNode rules(Connector connector) {
    return ResourceJson.read(connector.getClass(), connector.service() + "-faults.json");
  }

  private static String failure(JsonNode rule) {
    List<String> conditions = new ArrayList<>();
    if (rule.has("status")) {
      conditions.add(texts(rule.get("status")));
    }
    if (rule.has("code")) {
      conditions.add(codes(rule.get("code")));
    }
    if (rule.has("message")) {
      conditions.add("\"" + rule.get("message").textValue() + " ..\"");
    }
    return String.join(" ", conditions);
  }

  private static String texts(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String codes(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(code -> code.textValue().isEmpty() ? "without a code" : quoted(code.textValue()))
        .collect(Collectors.joining(", "));
  }

  /** The statuses that mean something by themselves. */
  private static Map<Kind, List<String>> statuses() {
    return IntStream.range(100, 600)
        .boxed()
        .filter(status -> Kind.of(status) != Kind.UNEXPECTED)
        .collect(
            Collectors.groupingBy(
                Kind::of,
                TreeMap::new,
                Collectors.mapping(status -> Integer.toString(status), Collectors.toList())));
  }

  private static String then(String kind) {
    return switch (kind) {
      case "token-rejected" -> "refresh the token, ask again";
      case "throttled", "transient" -> "ask again";
      case "feature-off" -> "ask in another way";
      default -> "final";
    };
  }

  private static String quoted(String text) {
    return "`" + text + "`";
  }

  @Test
  void theBoundsOnCallsAreThoseOfTheConnectors() {
    List<String> table = new ArrayList<>();
    table.add(row("service", "calls in flight", "calls a second", "first wait, ms"));
    table.add("|---|---|---|---|");
    for (Connector connector : Services.all()) {
      assertThat(connector.getClass().getResource(connector.service() + "-calls.json")).isNotNull();
      CallLimits limits = connector.callLimits();
      table.add(
          row(
              connector.dialect().serviceTitle(),
              limits.inFlight(),
              limits.perSecond() == 0 ? "no bound" : limits.perSecond(),
              limits.firstDelay()));
    }

    assertThat(between("calls")).containsExactlyElementsOf(table);
  }
}
