package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultTextTest {

  private static final String DATE = "Sun, 01 Nov 2026 08:09:37 GMT";
  private static final String LATER = "Sun, 01 Nov 2026 08:11:07 GMT";

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

  @Test
  void waitingUntilADateIsCountedFromTheAnswersOwn() {
    assertThat(FaultText.retryAfter(answer(LATER, DATE))).contains(Duration.ofSeconds(90));
    assertThat(FaultText.retryAfter(answer(" " + DATE + " ", LATER))).contains(Duration.ZERO);
    assertThat(FaultText.retryAfter(answer("Thu, 12 Nov 2026 08:09:37 GMT", DATE)))
        .contains(Duration.ofDays(11));
  }

  @Test
  void aDateSaysNothingWithoutTheAnswersOwn() {
    assertThat(FaultText.retryAfter(answer(LATER))).isEmpty();
    assertThat(FaultText.retryAfter(answer(LATER, "today"))).isEmpty();
  }

  /** The weekday that is not the date's, the two obsolete forms, and a time too far off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon, 01 Nov 2026 08:11:07 GMT",
        "Sunday, 01-Nov-26 08:11:07 GMT",
        "Sun Nov  1 08:11:07 2026",
        "Sun, 01 Nov 2027 08:11:07 GMT",
        "Fri, 13 Nov 2026 08:09:37 GMT",
      })
  void whatIsNoDateToWaitForSaysNothing(String value) {
    assertThat(FaultText.retryAfter(answer(value, DATE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999"})
  void whatIsNoNumberOfSecondsSaysNothing(String value) {
    assertThat(FaultText.retryAfter(answer(value))).isEmpty();
  }

  private static UpstreamResponse answer(String wait) {
    return new UpstreamResponse(429, Map.of("Retry-After", List.of(wait)), new byte[0]);
  }

  private static UpstreamResponse answer(String wait, String date) {
    return new UpstreamResponse(
        429, Map.of("retry-after", List.of(wait), "date", List.of(date)), new byte[0]);
  }
}
