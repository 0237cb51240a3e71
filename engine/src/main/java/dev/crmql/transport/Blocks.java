package dev.crmql.transport;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes as they come, kept in blocks, so that they are not copied again when more come. */
final class Blocks {

  private static final int FIRST = 1 << 10;
  private static final int LARGEST = 1 << 16;

  private final List<byte[]> blocks = new ArrayList<>();
  private int length;
  private int room;

  /** Copies what a buffer has left. */
  void add(ByteBuffer more) {
    length += more.remaining();
    while (more.hasRemaining()) {
      if (room == 0) {
        room = blocks.isEmpty() ? FIRST : Math.min(2 * last().length, LARGEST);
        blocks.add(new byte[room]);
      }
      int taken = Math.min(room, more.remaining());
      more.get(last(), last().length - room, taken);
      room -= taken;
    }
  }

  private byte[] last() {
    return blocks.get(blocks.size() - 1);
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }

  /** All of them from the first on; to be opened once no more come, and then as often as wanted. */
  InputStream open() {
    return new Reader();
  }

  byte[] toByteArray() {
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] block : blocks) {
      all.put(block, 0, Math.min(block.length, all.remaining()));
    }
    return all.array();
  }

  /** {@link #available} is all that is left, by which a gzip stream knows that it has an end. */
  private final class Reader extends PiecewiseStream {
    private int left = length;
    private int block;
    private int at;

    @Override
    public int read(byte[] to, int offset, int most) {
      if (most == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      byte[] from = blocks.get(block);
      int taken = Math.min(Math.min(most, left), from.length - at);
      System.arraycopy(from, at, to, offset, taken);
      left -= taken;
      at += taken;
      if (at == from.length) {
        block++;
        at = 0;
      }
      return taken;
    }

    @Override
    public int available() {
      return left;
    }
  }
}
