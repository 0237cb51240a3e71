package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.crmql.spi.ResponseBody;
import dev.crmql.spi.UpstreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class DecompressionTest {

  private static final int MOST_BYTES = 4 << 20;
  private static final int MEMBERS = 256;

  /** 1 GiB of zeros: as RFC 1952 lets a file be, one member after another. */
  private static byte[] bomb() throws IOException {
    byte[] member = gzip(new byte[MOST_BYTES]);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < MEMBERS; i++) {
      bomb.write(member);
    }
    return bomb.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    return zipped.toByteArray();
  }

  private static Blocks blocks(byte[] bytes) {
    Blocks blocks = new Blocks();
    blocks.add(ByteBuffer.wrap(bytes));
    return blocks;
  }

  @Test
  void aBombIsGivenUpAtTheBoundAndItsContentIsNeverInMemoryAsAWhole() throws IOException {
    byte[] bomb = bomb();
    assertThat(bomb.length).isLessThan(MOST_BYTES);
    ResponseBody body = Decompression.of(blocks(bomb), "gzip", MOST_BYTES);
    byte[] piece = new byte[8_192];
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(memory.isThreadAllocatedMemoryEnabled()).isTrue();
    long thread = Thread.currentThread().getId();

    long before = memory.getThreadAllocatedBytes(thread);
    long read = 0;
    UpstreamException failure = null;
    try (InputStream in = body.open()) {
      for (int more = in.read(piece); more >= 0; more = in.read(piece)) {
        read += more;
      }
    } catch (UpstreamException e) {
      failure = e;
    }
    long taken = memory.getThreadAllocatedBytes(thread) - before;

    assertThat(failure).hasMessageContaining("longer than " + MOST_BYTES);
    assertThat(read).isBetween(MOST_BYTES - 8_192L, (long) MOST_BYTES);
    assertThat(taken).isLessThan(MOST_BYTES / 8);
  }

  @Test
  void allMembersOfAFileAreReadWhereverABlockEnds() throws IOException {
    byte[] member = gzip("0123456789".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      members.write(member);
    }

    try (InputStream in =
        Decompression.of(blocks(members.toByteArray()), "x-gzip", MOST_BYTES).open()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("0123456789".repeat(10_000));
    }
  }

  @Test
  void whatIsTooLongStaysSo() throws IOException {
    try (InputStream in = Decompression.of(blocks(gzip(new byte[200])), "gzip", 100).open()) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> in.readNBytes(101)).hasMessageContaining("longer than 100");
      }
    }
  }

  @Test
  void anEncodingThatWasNotAskedForIsAFaultWhenItIsReadUnlessThereIsNothingToRead()
      throws IOException {
    ResponseBody unknown = Decompression.of(blocks(new byte[1]), "br", MOST_BYTES);
    ResponseBody empty = Decompression.of(blocks(new byte[0]), "br", MOST_BYTES);

    assertThatThrownBy(unknown::open)
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining("encoding");
    assertThat(empty.open().read()).isEqualTo(-1);
  }

  @Test
  void aFileThatIsCutIsAFaultWhenItIsRead() throws IOException {
    byte[] whole = gzip(new byte[100_000]);
    ResponseBody cut =
        Decompression.of(blocks(Arrays.copyOf(whole, whole.length - 9)), "gzip", MOST_BYTES);

    assertThatThrownBy(() -> cut.open().readAllBytes())
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining("gzip");
  }
}
