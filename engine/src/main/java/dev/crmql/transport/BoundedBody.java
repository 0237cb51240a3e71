package dev.crmql.transport;

import dev.crmql.spi.UpstreamException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a body, and hangs up on one that is too long. */
public final class BoundedBody implements BodySubscriber<Blocks> {

  private final int mostBytes;
  private final boolean isMessage;
  private final BodyMemory memory;
  private final Blocks bytes = new Blocks();
  private final CompletableFuture<Blocks> body = new CompletableFuture<>();
  private volatile Flow.Subscription subscription;

  /**
   * Collects what is at most so long, in bytes.
   *
   * @param isMessage whether it is a failure's: then one that is too long is nothing
   * @param memory is told what is taken
   */
  BoundedBody(int mostBytes, boolean isMessage, BodyMemory memory) {
    this.mostBytes = mostBytes;
    this.isMessage = isMessage;
    this.memory = memory;
  }

  /** Collects what is at most so long, in bytes; fails with an {@link UpstreamException} if not. */
  public static BodyHandler<byte[]> atMost(int mostBytes) {
    return head ->
        BodySubscribers.mapping(
            new BoundedBody(mostBytes, false, BodyMemory.NONE), Blocks::toByteArray);
  }

  static UpstreamException tooLong(int mostBytes) {
    return UpstreamException.unexpected("the answer is longer than " + mostBytes + " bytes");
  }

  boolean isBeingReceived() {
    return !body.isDone();
  }

  /** Hangs up, for a reason, unless all of it is there; by any thread. */
  void end(RuntimeException reason) {
    if (body.completeExceptionally(reason)) {
      cancel();
    }
  }

  private void cancel() {
    Flow.Subscription begun = subscription;
    if (begun != null) {
      begun.cancel();
    }
  }

  @Override
  public CompletionStage<Blocks> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (body.isDone()) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    boolean more = true;
    for (ByteBuffer buffer : buffers) {
      if (body.isDone()) {
        return;
      }
      if (buffer.remaining() > mostBytes - bytes.length()) {
        if (isMessage) {
          body.complete(new Blocks());
          cancel();
        } else {
          end(tooLong(mostBytes));
        }
        return;
      }
      more &= memory.take(this, buffer.remaining());
      bytes.add(buffer);
    }
    if (more) {
      goOn();
    }
  }

  /** Lets more come; by any thread. */
  void goOn() {
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes);
  }
}
