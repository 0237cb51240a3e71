package dev.crmql.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A service's answer. */
public final class UpstreamResponse {

  private final int status;
  private final Map<String, List<String>> headers = new TreeMap<>();
  private final ResponseBody body;
  private volatile long bytesRead;

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers header fields, names in any case
   * @param body what it says
   */
  public UpstreamResponse(int status, Map<String, List<String>> headers, ResponseBody body) {
    this.status = status;
    this.body = body;
    headers.forEach((name, values) -> this.headers.put(name.toLowerCase(Locale.ROOT), values));
  }

  /**
   * An answer whose bytes are at hand.
   *
   * @param body decompressed; not copied, so not to be changed
   */
  public UpstreamResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this(status, headers, () -> new ByteArrayInputStream(body));
  }

  /** This answer with another body. */
  public UpstreamResponse withBody(byte[] other) {
    return new UpstreamResponse(status, headers, other);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /**
   * The body from its first byte on, decompressed as it is read, so that a long one takes no more
   * room than it did on the wire.
   *
   * @see ResponseBody#open
   */
  public InputStream stream() {
    return new Counted(body.open());
  }

  /**
   * The whole body, read anew by each call; {@link #stream} is for those that may be long.
   *
   * @throws UpstreamException as {@link ResponseBody#open} says
   */
  public byte[] body() {
    try (InputStream all = stream()) {
      return all.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many bytes of the body were read by who read furthest. */
  public long bytesRead() {
    return bytesRead;
  }

  /** The first value of a header field, its name in any case. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** Whether the status is from 200 to 299. */
  public boolean isSuccess() {
    return isSuccess(status);
  }

  /** Whether a status is from 200 to 299. */
  public static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  private final class Counted extends InputStream {
    private final InputStream of;
    private long read;

    private Counted(InputStream of) {
      this.of = of;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
      int taken = of.read(to, offset, most);
      read += Math.max(0, taken);
      bytesRead = Math.max(bytesRead, read);
      return taken;
    }

    @Override
    public void close() throws IOException {
      of.close();
    }
  }
}
