package dev.crmql.transport;

import java.util.concurrent.RejectedExecutionException;

/** Nothing was sent, since as many calls as may wait for their turn did so already. */
public final class QueueFullException extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  /**
   * The refusal.
   *
   * @param bound which bound it is, with its figure; without a full stop
   */
  QueueFullException(String bound) {
    super("not called: " + bound);
  }
}
