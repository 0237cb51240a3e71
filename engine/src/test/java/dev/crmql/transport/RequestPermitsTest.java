package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RequestPermitsTest {

  private final RequestPermits permits = new RequestPermits(2, 1, 2);

  @Test
  void anAccountAtItsBoundWaitsForItself() {
    CompletableFuture<Void> first = permits.acquire("a", 8);
    CompletableFuture<Void> second = permits.acquire("a", 8);

    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    permits.release("a");
    assertThat(second).isCompleted();
  }

  @Test
  void nobodyWaitsForAnAccountThatIsAtItsBound() {
    permits.acquire("a", 8).join();
    assertThat(permits.acquire("a", 8)).isNotDone();

    assertThat(permits.acquire("b", 8)).isCompleted();
  }

  @Test
  void theBoundOverAllHoldsForAllAccounts() {
    permits.acquire("a", 8).join();
    permits.acquire("b", 8).join();
    CompletableFuture<Void> third = permits.acquire("c", 8);

    assertThat(third).isNotDone();
    permits.release("b");
    assertThat(third).isCompleted();
    assertThat(permits.acquire("b", 8)).isNotDone();
  }

  @Test
  void thoseWhoWaitAreServedInTheOrderOfAsking() {
    permits.acquire("a", 8).join();
    permits.acquire("b", 8).join();
    CompletableFuture<Void> third = permits.acquire("c", 8);
    CompletableFuture<Void> fourth = permits.acquire("d", 8);

    permits.release("a");
    assertThat(third).isCompleted();
    assertThat(fourth).isNotDone();
  }

  @Test
  void whoGivesUpLosesNoPermit() {
    permits.acquire("a", 8).join();
    CompletableFuture<Void> givenUp = permits.acquire("a", 8);
    CompletableFuture<Void> patient = permits.acquire("a", 8);

    givenUp.cancel(false);
    permits.release("a");
    assertThat(patient).isCompleted();
    permits.release("a");
    assertThat(permits.acquire("a", 8)).isCompleted();
  }

  @Test
  void aServiceThatTakesFewerRequestsGetsFewer() {
    RequestPermits many = new RequestPermits(9, 9, 9);
    many.acquire("a", 2).join();
    many.acquire("a", 2).join();

    assertThat(many.acquire("a", 2)).isNotDone();
  }

  @Test
  void noMoreWaitThanMay() {
    permits.acquire("a", 8).join();
    CompletableFuture<Void> waiting = permits.acquire("a", 8);
    assertThat(permits.acquire("a", 8)).isNotDone();

    assertThat(permits.acquire("a", 8))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("2 calls wait for their turn");
    waiting.cancel(true);
    assertThat(permits.acquire("a", 8)).isNotDone();
  }
}
