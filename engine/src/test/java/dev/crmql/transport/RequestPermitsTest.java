package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RequestPermitsTest {

  private final RequestPermits permits = new RequestPermits(2, 1);

  @Test
  void anAccountAtItsBoundWaitsForItself() {
    CompletableFuture<Void> first = permits.acquire("a");
    CompletableFuture<Void> second = permits.acquire("a");

    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    permits.release("a");
    assertThat(second).isCompleted();
  }

  @Test
  void nobodyWaitsForAnAccountThatIsAtItsBound() {
    permits.acquire("a").join();
    assertThat(permits.acquire("a")).isNotDone();

    assertThat(permits.acquire("b")).isCompleted();
  }

  @Test
  void theBoundOverAllHoldsForAllAccounts() {
    permits.acquire("a").join();
    permits.acquire("b").join();
    CompletableFuture<Void> third = permits.acquire("c");

    assertThat(third).isNotDone();
    permits.release("b");
    assertThat(third).isCompleted();
    assertThat(permits.acquire("b")).isNotDone();
  }

  @Test
  void thoseWhoWaitAreServedInTheOrderOfAsking() {
    permits.acquire("a").join();
    permits.acquire("b").join();
    CompletableFuture<Void> third = permits.acquire("c");
    CompletableFuture<Void> fourth = permits.acquire("d");

    permits.release("a");
    assertThat(third).isCompleted();
    assertThat(fourth).isNotDone();
  }

  @Test
  void whoGivesUpLosesNoPermit() {
    permits.acquire("a").join();
    CompletableFuture<Void> givenUp = permits.acquire("a");
    CompletableFuture<Void> patient = permits.acquire("a");

    givenUp.cancel(false);
    permits.release("a");
    assertThat(patient).isCompleted();
    permits.release("a");
    assertThat(permits.acquire("a")).isCompleted();
  }
}
