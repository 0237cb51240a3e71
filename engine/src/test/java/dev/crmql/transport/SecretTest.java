package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.spi.CallLimits;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SecretTest {

  @Test
  void isNotPrinted() {
    Secret secret = Secret.of("hush-hush");
    HttpCall call =
        new HttpCall(
            "1",
            URI.create("https://crm.example"),
            secret,
            TokenHeader.BASIC,
            Map.of(),
            false,
            CallLimits.DEFAULT,
            UpstreamRequest.verbatim("/rows"),
            () -> {});

    assertThat(secret.toString()).doesNotContain("hush");
    assertThat(call.toString()).doesNotContain("hush");
  }

  @Test
  void isEqualByItsValue() {
    assertThat(Secret.of("one")).isEqualTo(Secret.of("one")).hasSameHashCodeAs(Secret.of("one"));
    assertThat(Secret.of("one")).isNotEqualTo(Secret.of("two"));
  }

  @Test
  void aFailureWhoseBodyCannotBeReadStaysTheFailureThatItsStatusIs() {
    UpstreamResponse failure =
        new UpstreamResponse(
            429,
            Map.of("Retry-After", List.of("7")),
            () -> {
              throw UpstreamException.unexpected("no gzip");
            });

    UpstreamResponse hidden = Secret.of("hush").hiddenIn(failure);

    assertThat(hidden.status()).isEqualTo(429);
    assertThat(hidden.header("retry-after")).contains("7");
    assertThat(hidden.body()).isEmpty();
  }

  @Test
  void aFailureIsReadOnceAndNoFurtherThanAMessageMayBe() {
    AtomicInteger opened = new AtomicInteger();
    UpstreamResponse longest = failure(1 << 20, opened);
    UpstreamResponse tooLong = failure(1 << 21, opened);

    UpstreamResponse hidden = Secret.of("hush").hiddenIn(longest);
    assertThat(hidden.body()).hasSize(1 << 20);
    assertThat(hidden.body()).hasSize(1 << 20);
    assertThat(opened).hasValue(1);
    assertThat(Secret.of("hush").hiddenIn(tooLong).body()).isEmpty();
    assertThat(tooLong.bytesRead()).isEqualTo((1 << 20) + 1);
  }

  private static UpstreamResponse failure(int length, AtomicInteger opened) {
    return new UpstreamResponse(
        400,
        Map.of(),
        () -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream(new byte[length]);
        });
  }

  @Test
  void takesNothingThatAHeaderFieldCannotCarryAndDoesNotSayWhat() {
    for (String bad : new String[] {"", "two words", "line\r\nbreak", "ünicode"}) {
      assertThatThrownBy(() -> Secret.of(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an access token is one or more visible ASCII characters");
    }
  }
}
