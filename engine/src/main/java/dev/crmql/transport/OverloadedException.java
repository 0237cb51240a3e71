package dev.crmql.transport;

import java.util.concurrent.RejectedExecutionException;

/**
 * A call was not made, or its answer not read to the end, since the transport does as much already
 * as it may.
 */
public final class OverloadedException extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  /**
   * The refusal.
   *
   * @param message which bound it is, with its figure; without a full stop
   */
  public OverloadedException(String message) {
    super(message);
  }
}
