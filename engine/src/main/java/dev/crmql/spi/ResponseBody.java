package dev.crmql.spi;

import java.io.InputStream;

/** What an answer says, without the encoding that it was sent in. */
@FunctionalInterface
public interface ResponseBody {

  /**
   * All of it, from the first byte on; to be called as often as wanted. Reading never waits for the
   * service.
   *
   * @return fails, when it is opened or read, with an {@link UpstreamException} if the body is not
   *     in the encoding that it says it is in, or is too long; never with an {@code IOException}
   */
  InputStream open();
}
