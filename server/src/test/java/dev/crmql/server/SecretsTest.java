package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.SandboxService;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong on whatever service, nothing that anybody sees has a secret in any form. */
final class SecretsTest {

  private static final String CALLER = "secret-of-the-caller";

  /** What may be base64 of something, such as a page token. */
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_+/-]{16,}");

  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Unauthorized(),
          new Fault.TooManyRequests(Duration.ofHours(1)),
          new Fault.Unavailable(),
          new Fault.ConnectionClosed(),
          new Fault.TruncatedJson(),
          new Fault.HtmlBody(),
          new Fault.EndlessNextLink(),
          new Fault.NextLinkToOtherHost(URI.create("http://127.0.0.1:9")));

  private final Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> lines =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          seen.add(line.getFormattedMessage() + " " + line.getKeyValuePairs());
          if (line.getThrowableProxy() != null) {
            seen.add(ThrowableProxyUtil.asString(line.getThrowableProxy()));
          }
        }
      };
  private Level before;

  @BeforeEach
  void listen() {
    before = log.getLevel();
    log.setLevel(Level.DEBUG);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
    log.setLevel(before);
  }

  @Test
  void nothingThatAnybodySeesHasASecret() throws Exception {
    List<String> secrets = new ArrayList<>(List.of(CALLER));
    try (DemoServer server = new DemoServer()) {
      for (SandboxService service : server.sandbox().services()) {
        secrets.addAll(List.of(service.accessToken().split(":")));
        secrets.add(service.tokens().refreshToken());
        secrets.add(service.tokens().clientSecret());
      }
      String all = String.join(",", DemoAccounts.ids());
      for (Fault fault : FAULTS) {
        for (SandboxService service : server.sandbox().services()) {
          service.inject(fault, SandboxService.ALWAYS, request -> true);
        }
        for (String search : searches()) {
          see(server, "/v1/accounts/" + all + "/crm/search?" + search);
          see(server, "/v1/accounts/" + all + "/crm/search?explain=true&" + search);
        }
        server.sandbox().services().forEach(SandboxService::clearFaults);
      }
      see(server, "/metrics");
      see(server, "/openapi.json");
      for (String id : DemoAccounts.ids()) {
        see(server, "/v1/accounts/" + id);
        see(server, "/v1/accounts/" + id + "/crm/search?" + searches().get(0));
      }
      followPages(server, "123");
    }

    assertThat(seen).hasSizeGreaterThan(500);
    assertThat(seen).anyMatch(text -> text.contains("next_page") && !text.contains(":null"));
    List<String> forms = secrets.stream().distinct().flatMap(SecretsTest::forms).toList();
    for (String text : seen) {
      assertThat(text).doesNotContain(forms);
      Matcher encoded = ENCODED.matcher(text);
      while (encoded.find()) {
        assertThat(decoded(encoded.group())).doesNotContain(secrets);
      }
    }
  }

  private static List<String> searches() {
    return List.of(
        "lang=kql&completion=local&q=" + encoded("SELECT id FROM Contacts LIMIT 300"),
        "lang=kql&q=" + encoded("SELECT id FROM Accounts WHERE no_such_property = 1"),
        "lang=keyword&q=jim");
  }

  private void see(DemoServer server, String target) throws IOException, InterruptedException {
    HttpResponse<String> answer = server.send(target, "Bearer " + CALLER);
    seen.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
  }

  private void followPages(DemoServer server, String account)
      throws IOException, InterruptedException {
    String target = "/v1/accounts/" + account + "/crm/search?lang=keyword&page_size=5&q=jim";
    JsonNode next = new ObjectMapper().getNodeFactory().textNode("");
    for (int page = 0; page < 4 && next.isTextual(); page++) {
      HttpResponse<String> answer =
          server.send(
              next.textValue().isEmpty() ? target : target + "&page=" + next.textValue(),
              "Bearer " + CALLER);
      seen.add(answer.body());
      next = new ObjectMapper().readTree(answer.body()).path("next_page");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
            secret,
            encoded(secret),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            HexFormat.of().formatHex(bytes))
        .distinct();
  }

  private static String decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
