package dev.crmql.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.crmql.spi.UpstreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class DecompressionTest {

  private static final int MOST_BYTES = 4 << 20;
  private static final int MEMBERS = 256;

  /** 1 GiB of zeros: as RFC 1952 lets a file be, one member after another. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(new byte[MOST_BYTES]);
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < MEMBERS; i++) {
      member.writeTo(bomb);
    }
    return bomb.toByteArray();
  }

  @Test
  void aBombTakesNoMoreMemoryThanTheBoundOfItsBody() throws IOException {
    byte[] bomb = bomb();
    assertThat(bomb.length).isLessThan(MOST_BYTES);
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(memory.isThreadAllocatedMemoryEnabled()).isTrue();
    long thread = Thread.currentThread().getId();

    long before = memory.getThreadAllocatedBytes(thread);
    assertThatThrownBy(() -> Decompression.decode(bomb, "gzip", MOST_BYTES))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining("longer than " + MOST_BYTES);
    long taken = memory.getThreadAllocatedBytes(thread) - before;

    // The pieces as they come, and the body that they are put together to.
    assertThat(taken).isBetween((long) MOST_BYTES, 3L * MOST_BYTES);
  }
}
