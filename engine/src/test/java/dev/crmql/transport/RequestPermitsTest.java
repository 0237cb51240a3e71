package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.transport.RequestPermits.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RequestPermitsTest {

  private final RequestPermits permits = new RequestPermits(2, 2, 1, 2);

  private Permit permit(String accountId) {
    CompletableFuture<Permit> asked = permits.acquire(accountId, 8);
    assertThat(asked).isCompleted();
    return asked.join();
  }

  @Test
  void anAccountAtItsBoundWaitsForItself() {
    CompletableFuture<Permit> first = permits.acquire("a", 8);
    CompletableFuture<Permit> second = permits.acquire("a", 8);

    assertThat(second).isNotDone();
    first.join().release();
    assertThat(second).isCompleted();
  }

  @Test
  void nobodyWaitsForAnAccountThatIsAtItsBound() {
    permit("a");
    assertThat(permits.acquire("a", 8)).isNotDone();

    assertThat(permits.acquire("b", 8)).isCompleted();
  }

  @Test
  void theBoundOverAllHoldsForAllAccounts() {
    permit("a");
    Permit b = permit("b");
    CompletableFuture<Permit> third = permits.acquire("c", 8);

    assertThat(third).isNotDone();
    b.release();
    assertThat(third).isCompleted();
    assertThat(permits.acquire("b", 8)).isNotDone();
  }

  @Test
  void thoseWhoWaitAreServedInTheOrderOfAsking() {
    Permit a = permit("a");
    permit("b");
    CompletableFuture<Permit> third = permits.acquire("c", 8);
    CompletableFuture<Permit> fourth = permits.acquire("d", 8);

    a.release();
    assertThat(third).isCompleted();
    assertThat(fourth).isNotDone();
  }

  @Test
  void whoGivesUpLosesNoPermit() {
    Permit first = permit("a");
    CompletableFuture<Permit> givenUp = permits.acquire("a", 8);
    CompletableFuture<Permit> patient = permits.acquire("a", 8);

    givenUp.cancel(false);
    first.release();
    assertThat(patient).isCompleted();
    patient.join().release();
    assertThat(permits.acquire("a", 8)).isCompleted();
  }

  @Test
  void nobodyWaitsForRequestsThatTakeLong() {
    Permit a = permit("a");
    Permit b = permit("b");
    CompletableFuture<Permit> third = permits.acquire("c", 8);
    CompletableFuture<Permit> fourth = permits.acquire("d", 8);

    a.slow();
    assertThat(third).isCompleted();
    assertThat(fourth).isNotDone();
    b.slow();
    assertThat(fourth).isCompleted();
    assertThat(permits.taken()).isEqualTo(4);
  }

  @Test
  void aRequestThatTookLongIsNotInFlightTwice() {
    Permit a = permit("a");
    permit("b");
    a.slow();
    a.slow();
    a.release();
    a.release();
    a.slow();

    permit("c");
    assertThat(permits.acquire("d", 8)).isNotDone();
  }

  @Test
  void noMoreRequestsThatTakeLongAreLetByThanMayBe() {
    List<Permit> slow = Stream.of("a", "b", "c", "d").map(this::permit).peek(Permit::slow).toList();
    CompletableFuture<Permit> fifth = permits.acquire("e", 8);

    assertThat(fifth).isNotDone();
    assertThat(permits.taken()).isEqualTo(4);
    slow.get(0).release();
    assertThat(fifth).isCompleted();
    assertThat(permits.taken()).isEqualTo(4);
    slow.forEach(Permit::release);
    fifth.join().release();
    assertThat(permits.taken()).isZero();
  }

  @Test
  void aRequestThatTakesLongCountsAmongItsAccounts() {
    permit("a").slow();

    assertThat(permits.acquire("a", 8)).isNotDone();
  }

  @Test
  void aServiceThatTakesFewerRequestsGetsFewer() {
    RequestPermits many = new RequestPermits(9, 9, 9, 9);
    many.acquire("a", 2).join();
    many.acquire("a", 2).join();

    assertThat(many.acquire("a", 2)).isNotDone();
  }

  @Test
  void noMoreWaitThanMay() {
    permit("a");
    CompletableFuture<Permit> waiting = permits.acquire("a", 8);
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
