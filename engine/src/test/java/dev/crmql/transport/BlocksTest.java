package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlocksTest {

  /** Around where a block ends, and where blocks no longer grow. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 3_072, 65_536, 130_048, 200_000, 1_000_000})
  void whatIsReadIsWhatCameHoweverItCameAndIsRead(int length) throws IOException {
    Random random = new Random(length);
    byte[] sent = new byte[length];
    random.nextBytes(sent);
    Blocks blocks = new Blocks();
    for (int at = 0; at < length; ) {
      int size = Math.min(1 + random.nextInt(20_000), length - at);
      blocks.add(ByteBuffer.wrap(sent, at, size));
      at += size;
    }

    assertThat(blocks.length()).isEqualTo(length);
    assertThat(blocks.toByteArray()).isEqualTo(sent);
    assertThat(inPieces(blocks.open(), random)).isEqualTo(sent);
    assertThat(byteByByte(blocks.open())).isEqualTo(sent);
  }

  private static byte[] inPieces(InputStream in, Random random) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[100_000];
    int left = in.available();
    while (left > 0) {
      int offset = random.nextInt(1_000);
      int read = in.read(piece, offset, 1 + random.nextInt(piece.length - offset));
      all.write(piece, offset, read);
      left -= read;
      assertThat(in.available()).isEqualTo(left);
    }
    assertThat(in.read(piece)).isEqualTo(-1);
    return all.toByteArray();
  }

  private static byte[] byteByByte(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int one = in.read(); one >= 0; one = in.read()) {
      all.write(one);
    }
    return all.toByteArray();
  }
}
