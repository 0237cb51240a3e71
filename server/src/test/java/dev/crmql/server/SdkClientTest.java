package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's SDK for Python gets along with the server, as far as its requests show. */
final class SdkClientTest {

  private static final Optional<Boolean> AS_IT_IS = Optional.empty();

  private static DemoServer demo;

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

  private static SdkClient of(String account) {
    return new SdkClient(demo.baseUri(), "[TOKEN]", Optional.of(account));
  }

  private static Map<String, String> keyword(int pageSize) {
    return Map.of("q", "hello world", "lang", "keyword", "page_size", Integer.toString(pageSize));
  }

  @Test
  void anAccountIsAResourceAtItsOwnUrl() throws Exception {
    SdkClient.Answer account = of("456").get("", Map.of(), AS_IT_IS);

    assertThat(account.isList()).isFalse();
    assertThat(account.data().get("id").intValue()).isEqualTo(456);
    assertThat(account.data().get("service").textValue()).isEqualTo("salesforce");
    assertThat(account.resourceUrl()).isEqualTo(account.url().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "123,456,789"})
  void theIteratorOverPagesGivesEachObjectOnce(String accounts) throws Exception {
    SdkClient client = of(accounts);
    SdkClient.Answer first = client.get("crm/search", keyword(7), AS_IT_IS);
    SdkClient.Answer whole = client.get("crm/search", keyword(1000), AS_IT_IS);

    assertThat(first.isList()).isTrue();
    assertThat(first.data().get("next_page").isNull()).isFalse();
    assertThat(ids(client.all(first)))
        .hasSizeGreaterThan(7)
        .doesNotHaveDuplicates()
        .isEqualTo(ids(client.all(whole)));
  }

  private static List<String> ids(List<JsonNode> objects) {
    return objects.stream()
        .map(object -> object.path("account_id") + " " + object.get("id").textValue())
        .toList();
  }

  @Test
  void rawDataIsLeftOutOfEveryPageIfItIsNotWanted() throws Exception {
    SdkClient client = of("123");

    List<JsonNode> without = client.all(client.get("crm/search", keyword(7), Optional.of(false)));
    List<JsonNode> with = client.all(client.get("crm/search", keyword(7), Optional.of(true)));

    assertThat(without).hasSizeGreaterThan(7).noneMatch(object -> object.at("/raw").has("object"));
    assertThat(with).hasSameSizeAs(without).allMatch(object -> object.at("/raw").has("object"));
  }

  private static SdkClient.SdkException refused(SdkClient client, Map<String, String> parameters) {
    return catchThrowableOfType(
        SdkClient.SdkException.class, () -> client.get("crm/search", parameters, AS_IT_IS));
  }

  private static void assertRefused(
      SdkClient.SdkException refused, SdkClient.Kind kind, String code) {
    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused.data().get("error_code").textValue()).isEqualTo(code);
    assertThat(refused.data().get("message").textValue()).isNotEmpty();
    assertThat(refused).hasMessageStartingWith("[Request ID: ").hasMessageContaining(code);
  }

  @Test
  void errorsAreToldApartByTheirStatusAndNameTheRequest() {
    assertRefused(
        refused(of("123"), Map.of("lang", "keyword")), SdkClient.Kind.OTHER, "missing-parameter");
    assertRefused(refused(of("999"), keyword(7)), SdkClient.Kind.NOT_FOUND, "unknown-account");
  }

  @Test
  void aThrottledClientIsToldHowLongToWait() {
    demo.service("dynamics")
        .inject(
            new Fault.TooManyRequests(Duration.ofMinutes(2)),
            SandboxService.ALWAYS,
            request -> true);

    SdkClient.SdkException refused = refused(of("123"), keyword(7));

    assertRefused(refused, SdkClient.Kind.RATE_LIMIT, "throttled");
    assertThat(refused.retryAfter()).contains(120f);
  }

  @Test
  void anAccountThatIsNotNamedIsNotFound() {
    SdkClient client = new SdkClient(demo.baseUri(), "[TOKEN]", Optional.empty());

    assertRefused(refused(client, keyword(7)), SdkClient.Kind.NOT_FOUND, "unknown-account");
  }
}
