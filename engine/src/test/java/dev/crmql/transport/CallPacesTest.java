package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CallPacesTest {

  private final CallPaces paces = new CallPaces();

  @Test
  void callsOfOneAccountAreSpacedOut() {
    assertThat(paces.turn("a", 1)).isCompleted();
    assertThat(paces.turn("a", 1)).isNotDone();
  }

  @Test
  void accountsDoNotWaitForEachOther() {
    assertThat(paces.turn("a", 1)).isCompleted();
    assertThat(paces.turn("b", 1)).isCompleted();
  }
}
