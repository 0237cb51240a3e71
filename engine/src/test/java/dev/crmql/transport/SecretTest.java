package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.spi.CallLimits;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
  void takesNothingThatAHeaderFieldCannotCarryAndDoesNotSayWhat() {
    for (String bad : new String[] {"", "two words", "line\r\nbreak", "ünicode"}) {
      assertThatThrownBy(() -> Secret.of(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an access token is one or more visible ASCII characters");
    }
  }
}
