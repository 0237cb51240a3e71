package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultTextTest {

  @Test
  void textIsBoundedWithoutHalfOfACharacter() {
    String face = "\uD83D\uDE00";

    assertThat(FaultText.code("x".repeat(79) + face)).isEqualTo("x".repeat(79) + "...");
    assertThat(FaultText.code("x".repeat(80))).hasSize(80);
  }

  @Test
  void textIsOneLineForALog() {
    assertThat(FaultText.message(" no\r\nfield ", "Acme", answer("1"))).doesNotContain("\n", "\r");
  }

  @Test
  void anAnswerWithoutWordsHasItsStatus() {
    assertThat(FaultText.message(" ", "Acme", answer("1")))
        .isEqualTo("Acme answered with HTTP status 429");
  }

  @Test
  void waitingIsInSeconds() {
    assertThat(FaultText.retryAfter(answer("120"))).contains(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999"})
  void whatIsNoNumberOfSecondsSaysNothing(String value) {
    assertThat(FaultText.retryAfter(answer(value))).isEmpty();
  }

  @Test
  void waitingMayEndAtADate() {
    assertThat(FaultText.retryAfter(dated("Sun, 06 Nov 1994 08:51:37 GMT")))
        .contains(Duration.ofMinutes(2));
    assertThat(FaultText.retryAfter(dated("Sat, 05 Nov 1994 08:51:37 GMT")))
        .contains(Duration.ZERO);
  }

  @Test
  void aDateSaysNothingInAnAnswerWithoutItsOwn() {
    assertThat(FaultText.retryAfter(answer("Sun, 06 Nov 1994 08:51:37 GMT"))).isEmpty();
    assertThat(FaultText.retryAfter(dated("soon"))).isEmpty();
  }

  private static UpstreamResponse dated(String wait) {
    return new UpstreamResponse(
        429,
        Map.of("Retry-After", List.of(wait), "Date", List.of("Sun, 06 Nov 1994 08:49:37 GMT")),
        new byte[0]);
  }

  private static UpstreamResponse answer(String wait) {
    return new UpstreamResponse(429, Map.of("Retry-After", List.of(wait)), new byte[0]);
  }
}
