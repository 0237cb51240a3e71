package dev.crmql.transport;

import dev.crmql.spi.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes the encoding of a body. */
final class Decompression {

  private Decompression() {}

  /**
   * The body without its encoding.
   *
   * @param encoding the answer's Content-Encoding; empty text for none
   * @param mostBytes how long the result may be
   */
  static byte[] decode(byte[] body, String encoding, int mostBytes) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> gunzip(body, mostBytes);
      default -> throw UpstreamException.unexpected("the answer is in an encoding not asked for");
    };
  }

  private static byte[] gunzip(byte[] body, int mostBytes) {
    if (body.length == 0) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] bytes = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw BoundedBody.tooLong(mostBytes);
      }
      return bytes;
    } catch (IOException e) {
      throw UpstreamException.unexpected("the answer says that it is gzip, but is not");
    }
  }
}
