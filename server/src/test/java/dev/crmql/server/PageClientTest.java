package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that knows the API's document alone gets along with the server. */
final class PageClientTest {

  private static final Duration WAIT = Duration.ofMinutes(2);

  private static DemoServer demo;

  private final List<Duration> pauses = new ArrayList<>();

  @BeforeAll
  static void start() {
    demo = new DemoServer();
  }

  @AfterEach
  void clear() {
    demo.service("dynamics").clearFaults();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  private static void throttleDynamics() {
    demo.service("dynamics")
        .inject(new Fault.TooManyRequests(WAIT), SandboxService.ALWAYS, request -> true);
  }

  @Test
  void itLooksAccountsUp() throws Exception {
    PageClient client = new PageClient(demo.baseUri(), "[TOKEN]", pauses::add);

    assertThat(client.service("123")).isEqualTo("dynamics");
    assertThat(client.service("456")).isEqualTo("salesforce");
    assertThat(client.service("789")).isEqualTo("sugarcrm");
  }

  @Test
  void itFollowsPagesToTheEnd() throws Exception {
    PageClient client = new PageClient(demo.baseUri(), "[TOKEN]", pauses::add);

    PageClient.Found whole =
        client.search("123,456,789", "q=hello+world&lang=keyword&page_size=1000");
    PageClient.Found paged = client.search("123,456,789", "q=hello+world&lang=keyword&page_size=7");

    assertThat(whole.pages()).isEqualTo(1);
    assertThat(paged.pages()).isGreaterThan(5);
    assertThat(paged.errors()).isEmpty();
    assertThat(ids(paged)).doesNotHaveDuplicates().isEqualTo(ids(whole));
  }

  private static List<String> ids(PageClient.Found found) {
    return found.objects().stream()
        .map(object -> object.get("account_id") + " " + object.get("id"))
        .toList();
  }

  @Test
  void itWaitsAsLongAsItIsTold() throws Exception {
    throttleDynamics();
    PageClient client =
        new PageClient(
            demo.baseUri(),
            "[TOKEN]",
            pause -> {
              pauses.add(pause);
              demo.service("dynamics").clearFaults();
            });

    PageClient.Found found = client.search("123", "q=hello+world");

    assertThat(pauses).containsExactly(WAIT);
    assertThat(found.objects()).isNotEmpty();
  }

  @Test
  void itReadsWhyItWasRefused() {
    throttleDynamics();
    PageClient client = new PageClient(demo.baseUri(), "[TOKEN]", pauses::add);

    PageClient.ApiException refused =
        catchThrowableOfType(
            PageClient.ApiException.class, () -> client.search("123", "q=hello+world"));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("throttled");
    assertThat(refused).hasMessageContaining("exceeded the limit");
    assertThat(refused.id()).isNotEmpty();
    assertThat(pauses).containsExactly(WAIT, WAIT);
  }

  @Test
  void itReadsTheErrorsOfAccountsBesideTheOthersObjects() throws Exception {
    throttleDynamics();
    PageClient client = new PageClient(demo.baseUri(), "[TOKEN]", pauses::add);

    PageClient.Found found = client.search("123,456", "q=hello+world&lang=keyword&page_size=10");

    JsonNode error = found.errors().get("123");
    assertThat(found.errors()).containsOnlyKeys("123");
    assertThat(error.get("error_code").textValue()).isEqualTo("throttled");
    assertThat(error.get("retry_after").longValue()).isEqualTo(WAIT.toSeconds());
    assertThat(found.objects())
        .isNotEmpty()
        .allMatch(object -> object.get("account_id").textValue().equals("456"));
    assertThat(pauses).isEmpty();
  }
}
