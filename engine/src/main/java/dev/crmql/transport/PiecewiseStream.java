package dev.crmql.transport;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read in pieces; one byte is the shortest of them. */
abstract class PiecewiseStream extends InputStream {

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] to, int offset, int most) throws IOException;
}
