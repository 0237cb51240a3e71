package dev.crmql.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** Reads what a request has for a body and forgets it, up to a bound. */
final class RequestBody {

  /** Nothing here needs a body; a small one does no harm. */
  private static final int MOST_BYTES = 8 * 1024;

  private final Request request;
  private final Callback callback;
  private final Next next;
  private long bytes;

  /** What to do when it is known whether the body is within the bound. */
  @FunctionalInterface
  interface Next {
    void accept(boolean tooLong);
  }

  private RequestBody(Request request, Callback callback, Next next) {
    this.request = request;
    this.callback = callback;
    this.next = next;
  }

  /** Goes on at once where the length is told, else when so much has come. */
  static void check(Request request, Callback callback, Next next) {
    if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      new RequestBody(request, callback, next).read();
    } else {
      next.accept(request.getLength() > MOST_BYTES);
    }
  }

  private void read() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::read);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        callback.failed(chunk.getFailure());
        return;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (bytes > MOST_BYTES || chunk.isLast()) {
        next.accept(bytes > MOST_BYTES);
        return;
      }
    }
  }
}
