package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallPacesTest {

  private final CallPaces paces = new CallPaces();

  @Test
  void callsOfOneAccountAreSpacedOut() {
    assertThat(paces.turn("a", 1)).isCompleted();
    assertThat(paces.turn("a", 1)).isNotDone();
  }

  @Test
  void whoWouldWaitTooLongGivesUp() {
    for (int i = 0; i < 100; i++) {
      var unused = paces.turn("a", 1);
    }

    assertThat(paces.turn("a", 1))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("1 calls a second")
        .withMessageContaining("3 s");
  }

  @Test
  void accountsDoNotWaitForEachOther() {
    assertThat(paces.turn("a", 1)).isCompleted();
    assertThat(paces.turn("b", 1)).isCompleted();
  }
}
