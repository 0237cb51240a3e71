package dev.crmql.transport;

import java.util.concurrent.RejectedExecutionException;

/** Nothing was sent, since as many calls as may wait for their turn did so already. */
public final class QueueFullException extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  QueueFullException(int mostWaiting) {
    super("not called: " + mostWaiting + " calls wait for their turn, which is the most that may");
  }
}
