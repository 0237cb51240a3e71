package dev.crmql.transport;

import dev.crmql.spi.ResponseBody;
import dev.crmql.spi.UpstreamException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes the encoding of a body, as it is read. */
final class Decompression {

  private static final int PIECE = 8_192;

  private Decompression() {}

  /**
   * The body without its encoding.
   *
   * @param encoding the answer's Content-Encoding; empty text for none
   * @param mostBytes how long it may be
   * @return fails when opened if the encoding is another than the one that was asked for
   */
  static ResponseBody of(Blocks body, String encoding, int mostBytes) {
    if (body.length() == 0) {
      return body::open;
    }
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body::open;
      case "gzip", "x-gzip" -> () -> new Unzipped(gunzip(body), mostBytes);
      default ->
          () -> {
            throw UpstreamException.unexpected("the answer is in an encoding not asked for");
          };
    };
  }

  private static InputStream gunzip(Blocks body) {
    try {
      return new GZIPInputStream(body.open(), PIECE);
    } catch (IOException e) {
      throw notGzip();
    }
  }

  private static UpstreamException notGzip() {
    return UpstreamException.unexpected("the answer says that it is gzip, but is not");
  }

  /** What gzip holds, up to a bound. */
  private static final class Unzipped extends PiecewiseStream {
    private final InputStream gzip;
    private final int mostBytes;
    private long taken;

    private Unzipped(InputStream gzip, int mostBytes) {
      this.gzip = gzip;
      this.mostBytes = mostBytes;
    }

    @Override
    public int read(byte[] to, int offset, int most) {
      int more;
      try {
        more = gzip.read(to, offset, most);
      } catch (IOException e) {
        throw notGzip();
      }
      taken += Math.max(0, more);
      if (taken > mostBytes) {
        throw BoundedBody.tooLong(mostBytes);
      }
      return more;
    }

    /** Frees what unpacking takes, which is not on the heap. */
    @Override
    public void close() throws IOException {
      gzip.close();
    }
  }
}
