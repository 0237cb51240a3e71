package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.spi.UpstreamException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

final class BodyMemoryTest {

  private static final int MOST_BYTES = 100;

  private final BodyMemory memory = new BodyMemory(MOST_BYTES);
  private final List<BoundedBody> cancelled = new ArrayList<>();

  private BoundedBody body(int bytes) {
    BoundedBody body = new BoundedBody(MOST_BYTES, memory);
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long most) {}

          @Override
          public void cancel() {
            cancelled.add(body);
          }
        });
    send(body, bytes);
    return body;
  }

  private static void send(BoundedBody body, int bytes) {
    body.onNext(List.of(ByteBuffer.allocate(bytes)));
  }

  private static void assertEnded(BoundedBody body, Class<? extends Throwable> why) {
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().getNow(null))
        .hasCauseInstanceOf(why);
  }

  @Test
  void theLongestThatIsBeingReceivedIsEnded() {
    BoundedBody whole = body(45);
    whole.onComplete();
    BoundedBody longest = body(30);
    BoundedBody small = body(20);

    send(small, 6);

    assertEnded(longest, OverloadedException.class);
    assertThat(cancelled).containsExactly(longest);
    assertThat(memory.taken()).isEqualTo(71);
    assertThat(small.isBeingReceived()).isTrue();
    assertThat(whole.getBody().toCompletableFuture().join().length()).isEqualTo(45);
  }

  @Test
  void whatIsTheLongestItselfIsEnded() {
    BoundedBody other = body(60);
    other.onComplete();
    BoundedBody last = body(41);

    assertEnded(last, OverloadedException.class);
    assertThat(memory.taken()).isEqualTo(60);
  }

  @Test
  void whatComesOfOneThatIsOverTakesNothing() {
    BoundedBody ended = body(60);
    BoundedBody other = body(41);
    assertEnded(ended, OverloadedException.class);

    send(ended, 50);
    memory.take(ended, 50);

    assertThat(memory.taken()).isEqualTo(41);
    memory.free(other);
    memory.free(other);
    memory.free(ended);
    assertThat(memory.taken()).isZero();
  }

  @Test
  void oneThatIsTooLongByItselfIsEndedForThat() {
    BoundedBody body = body(60);

    send(body, 41);

    assertEnded(body, UpstreamException.class);
    assertThat(cancelled).containsExactly(body);
  }

  @Test
  void manyAtOnceLeaveNothingTaken() throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  begin.await();
                } catch (InterruptedException e) {
                  return;
                }
                for (int round = 0; round < 20_000; round++) {
                  BoundedBody body = new BoundedBody(MOST_BYTES, memory);
                  body.onSubscribe(new NoSubscription());
                  send(body, 30);
                  send(body, 10);
                  body.onComplete();
                  memory.free(body);
                }
              });
      thread.start();
      threads.add(thread);
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(memory.taken()).isZero();
  }

  private static final class NoSubscription implements Flow.Subscription {
    @Override
    public void request(long most) {}

    @Override
    public void cancel() {}
  }
}
