package dev.crmql.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a caller hangs up while its answer is being made. Jetty reads nothing from a
 * connection of HTTP/1.1 between a request and its answer, and so would notice only in writing. A
 * caller that closes its half of the connection alone counts as gone too: the two look the same.
 */
final class HangUpWatch implements Callback {

  private final EndPoint connection;
  private final Runnable onHangUp;
  private boolean watching;
  private boolean over;
  private boolean taken;

  HangUpWatch(Request request, Runnable onHangUp) {
    this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
    this.onHangUp = onHangUp;
  }

  /** Begins; to be called once. */
  synchronized void begin() {
    watching =
        !over
            && connection.getTransport() instanceof SocketChannel
            && connection.tryFillInterested(this);
  }

  /**
   * Ends the watch, so that Jetty can wait for the connection's next request.
   *
   * @return whether a part of that request is lost, so that the connection must not be kept
   */
  synchronized boolean end() {
    over = true;
    if (watching && connection instanceof AbstractEndPoint watched) {
      watched.getFillInterest().onFail(new EndedException());
    }
    return taken;
  }

  /**
   * There may be something to read: the end, or the next request, which is left to Jetty to read.
   * There may be nothing too, since what is told of a connection can be about bytes that were read
   * with this request.
   */
  @Override
  public void succeeded() {
    boolean gone = false;
    synchronized (this) {
      watching = false;
      if (!over) {
        gone = isAtEnd();
      }
    }
    if (gone) {
      onHangUp.run();
    }
  }

  /** Only reading tells the end from nothing. */
  private boolean isAtEnd() {
    try {
      SocketChannel channel = (SocketChannel) connection.getTransport();
      if (channel.socket().getInputStream().available() > 0) {
        return false;
      }
      int read = channel.read(ByteBuffer.allocate(1));
      if (read == 0) {
        begin();
      }
      taken = read > 0;
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** The watch is over, or the connection is closed. */
  @Override
  public void failed(Throwable reason) {
    if (!(reason instanceof EndedException)) {
      onHangUp.run();
    }
  }

  /** The watch is over. Made for each request, so without a trace. */
  private static final class EndedException extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
