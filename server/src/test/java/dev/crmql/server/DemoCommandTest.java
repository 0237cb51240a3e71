package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.spi.UnifiedType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DemoCommandTest {

  /** A printed request, up to the quote that ends it. */
  private static final Pattern REQUEST = Pattern.compile("curl -s '(http://[^/]+)(/[^']+)'");

  private static final CommandRun RUN = CommandRun.of("demo", "--once");

  private static DemoServer demo;

  @BeforeAll
  static void start() {
    demo = new DemoServer();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  private static Stream<String> requests() {
    return REQUEST.matcher(RUN.out()).results().map((MatchResult found) -> found.group(2));
  }

  @Test
  void theDemoFindsRowsOnEveryService() {
    assertThat(RUN.exitCode()).isZero();
    assertThat(RUN.out()).contains("SELECT * FROM account ORDER BY id");
    for (String account :
        List.of(
            "123 +dynamics",
            "456 +salesforce",
            "789 +sugarcrm",
            "234 +oracle",
            "345 +hubspot",
            "567 +zoho",
            "678 +pipedrive",
            "890 +pipeliner")) {
      assertThat(RUN.out()).containsPattern("(?m)^" + account + " +400 .* 127\\.0\\.0\\.1:\\d+$");
    }
  }

  @Test
  void aRequestIsPrintedForEachUnifiedType() {
    for (UnifiedType type : UnifiedType.values()) {
      boolean campaign = type == UnifiedType.CAMPAIGN;
      assertThat(requests())
          .contains(
              "/v1/accounts/"
                  + (campaign ? "123,456,789,234,567" : "123,456,789,234,345,567,678,890")
                  + "/crm/search?lang=kql&q=SELECT+id+FROM+"
                  + type.wireName()
                  + "+ORDER+BY+id+LIMIT+20000");
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void thePrintedRequestsAreAnsweredByTheServerOfTheDemo(String request) throws Exception {
    JsonNode answer = demo.get(request, "Bearer [TOKEN]");

    assertThat(answer.get("errors")).isEmpty();
    assertThat(answer.get("objects")).isNotEmpty();
    Set<String> accounts = new HashSet<>(answer.get("objects").findValuesAsText("account_id"));
    if (request.endsWith("+LIMIT+20")) {
      assertThat(answer.get("objects")).hasSize(20);
      assertThat(accounts).as("accounts whose rows are merged").hasSizeGreaterThan(1);
    } else {
      assertThat(accounts).containsExactlyInAnyOrder(request.split("/", -1)[3].split(",", -1));
    }
  }

  @Test
  void theRequestsOfTheReadmeAreAmongThePrintedOnes() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));

    assertThat(REQUEST.matcher(readme).results().map((MatchResult shown) -> shown.group(2)))
        .isNotEmpty()
        .allMatch(requests().toList()::contains);
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    CommandRun run = CommandRun.of("demo", "--once", "--port", "70000");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("70000");
  }
}
