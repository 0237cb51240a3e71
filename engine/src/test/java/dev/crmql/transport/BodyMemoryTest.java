package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.spi.UpstreamException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BodyMemoryTest {

  private static final int MOST_BYTES = 100;
  private static final int MOST_OF_ACCOUNT = 50;

  private final BodyMemory memory = new BodyMemory(MOST_BYTES, MOST_OF_ACCOUNT);
  private final Map<BoundedBody, Long> asked = new ConcurrentHashMap<>();
  private final List<BoundedBody> cancelled = new CopyOnWriteArrayList<>();

  /** A body of an account, and the bytes that come of it at first. */
  private BoundedBody body(String accountId, int bytes) {
    BoundedBody body = new BoundedBody(MOST_BYTES, false, memory);
    memory.begin(accountId, body);
    body.onSubscribe(subscription(body));
    send(body, bytes);
    return body;
  }

  private Flow.Subscription subscription(BoundedBody body) {
    return new Flow.Subscription() {
      @Override
      public void request(long most) {
        asked.merge(body, most, Long::sum);
      }

      @Override
      public void cancel() {
        cancelled.add(body);
      }
    };
  }

  private static void send(BoundedBody body, int bytes) {
    body.onNext(List.of(ByteBuffer.allocate(bytes)));
  }

  private static void assertEnded(BoundedBody body, Class<? extends Throwable> why) {
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().getNow(null))
        .hasCauseInstanceOf(why);
  }

  @Test
  void theLongestOfTheAccountThatTakesTheMostIsEnded() {
    body("a", 20);
    BoundedBody longer = body("a", 25);
    BoundedBody longest = body("b", 40);
    BoundedBody last = body("c", 10);

    send(last, 6);

    assertEnded(longer, OverloadedException.class);
    assertThat(cancelled).containsExactly(longer);
    assertThat(memory.taken()).isEqualTo(76);
    assertThat(longest.isBeingReceived()).isTrue();
    assertThat(last.isBeingReceived()).isTrue();
  }

  @Test
  void whoComesToFullMemoryWaitsUntilWhatIsWholeIsRead() {
    BoundedBody whole = body("a", 45);
    whole.onComplete();
    BoundedBody other = body("b", 50);
    BoundedBody last = body("c", 5);
    assertThat(asked.get(last)).isEqualTo(2);

    send(last, 1);
    assertThat(asked.get(last)).isEqualTo(2);
    memory.free(whole);

    assertThat(asked.get(last)).isEqualTo(3);
    assertThat(cancelled).isEmpty();
    assertThat(other.isBeingReceived()).isTrue();
    assertThat(memory.taken()).isEqualTo(56);
  }

  @Test
  void whoWaitsGoesOnWithTheLastThatIsWholeThoughTheMemoryIsFull() {
    BoundedBody first = body("a", 5);
    first.onComplete();
    BoundedBody second = body("a", 5);
    second.onComplete();
    body("b", 40);
    BoundedBody longest = body("c", 45);
    BoundedBody last = body("d", 20);
    assertThat(asked.get(last)).isEqualTo(1);

    memory.free(first);
    assertThat(asked.get(last)).isEqualTo(1);
    memory.free(second);
    assertThat(asked.get(last)).isEqualTo(2);
    send(last, 1);

    assertEnded(longest, OverloadedException.class);
  }

  @Test
  void whoWaitsAndIsGivenUpIsNotAskedForMore() {
    BoundedBody whole = body("a", 45);
    whole.onComplete();
    body("c", 30);
    BoundedBody waits = body("b", 30);
    assertThat(asked.get(waits)).isEqualTo(1);

    memory.free(waits);
    memory.free(whole);

    assertThat(asked.get(waits)).isEqualTo(1);
  }

  @Test
  void anAccountThatTakesMoreThanItsShareHarmsNoOther() {
    BoundedBody longest = body("a", 40);
    BoundedBody whole = body("a", 5);
    whole.onComplete();
    BoundedBody other = body("b", 6);
    BoundedBody small = body("a", 4);

    send(small, 2);
    assertThat(asked.get(small)).isEqualTo(2);
    assertThat(longest.isBeingReceived()).isTrue();
    memory.free(whole);
    assertThat(asked.get(small)).isEqualTo(3);
    send(small, 5);

    assertEnded(longest, OverloadedException.class);
    assertThat(other.isBeingReceived()).isTrue();
    assertThat(memory.taken()).isEqualTo(17);
  }

  @Test
  void anAccountMayTakeMoreThanItsShareWhileThereIsRoom() {
    BodyMemory roomy = new BodyMemory(MOST_BYTES, 30);
    BoundedBody one = new BoundedBody(MOST_BYTES, false, roomy);
    BoundedBody other = new BoundedBody(MOST_BYTES, false, roomy);
    one.onSubscribe(subscription(one));
    other.onSubscribe(subscription(other));
    roomy.begin("a", one);
    roomy.begin("b", other);

    send(one, 49);
    send(other, 1);
    assertThat(one.isBeingReceived()).isTrue();
    send(other, 1);
    send(one, 1);

    assertEnded(one, OverloadedException.class);
    assertThat(other.isBeingReceived()).isTrue();
  }

  @Test
  void aMessageThatIsTooLongIsNone() {
    BoundedBody message = new BoundedBody(MOST_BYTES, true, memory);
    message.onSubscribe(subscription(message));

    send(message, 101);

    assertThat(message.getBody().toCompletableFuture().getNow(null).length()).isZero();
  }

  @Test
  void whatIsThereAsAWholeIsNotHungUpOn() {
    BoundedBody whole = body("a", 10);
    whole.onComplete();

    whole.end(new OverloadedException("enough"));

    assertThat(cancelled).isEmpty();
    assertThat(whole.getBody().toCompletableFuture().getNow(null).length()).isEqualTo(10);
  }

  @Test
  void whatComesOfOneThatIsOverTakesNothing() {
    BoundedBody ended = body("a", 51);
    BoundedBody other = body("b", 41);
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
  void whatComesOfOneThatBrokeEndsNoOther() {
    BoundedBody other = body("b", 40);
    BoundedBody broken = body("a", 40);
    broken.onError(new IOException("reset"));

    memory.take(broken, 50);

    assertThat(memory.taken()).isEqualTo(80);
    assertThat(other.isBeingReceived()).isTrue();
  }

  @Test
  void whatIsFreedIsThereForTheAccountAgain() {
    for (int i = 0; i < 3; i++) {
      BoundedBody body = body("a", 40);
      assertThat(body.isBeingReceived()).isTrue();
      memory.free(body);
    }
  }

  @Test
  void oneThatIsTooLongByItselfIsEndedForThat() {
    BoundedBody body = new BoundedBody(MOST_BYTES, false, BodyMemory.NONE);
    body.onSubscribe(subscription(body));
    send(body, MOST_BYTES);
    assertThat(body.isBeingReceived()).isTrue();

    send(body, 1);

    assertEnded(body, UpstreamException.class);
  }

  @Test
  void oneThatIsEndedBeforeItComesIsHungUpOn() {
    BoundedBody body = new BoundedBody(MOST_BYTES, false, memory);
    body.end(new OverloadedException("enough"));

    body.onSubscribe(subscription(body));

    assertThat(asked).isEmpty();
    assertThat(cancelled).containsExactly(body);
  }

  @Test
  void manyAtOnceLeaveNothingTaken() {
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            each -> {
              BoundedBody body = body(Integer.toString(each % 3), 30);
              send(body, 10);
              body.onComplete();
              memory.free(body);
            });

    assertThat(memory.taken()).isZero();
  }
}
