package dev.crmql.spi;

import java.io.InputStream;

/** What an answer says, without the encoding that it was sent in. */
@FunctionalInterface
public interface ResponseBody {

  /**
   * All of it, from the first byte on; to be called as often as wanted.
   *
   * @return a stream that never waits for the service. Reading it may throw an {@link
   *     UpstreamException} too, but no {@code IOException}.
   * @throws UpstreamException if the body is not in the encoding that it says it is in, or in one
   *     that was not asked for, or is too long
   */
  InputStream open();
}
