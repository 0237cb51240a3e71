package dev.crmql.transport;

import dev.crmql.spi.UpstreamException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Keeps calls out of networks that are not public, such as the one that the program runs in: a name
 * that leads there would hand a token to whoever listens, or let a caller see what only that
 * network may.
 *
 * <p>Names are looked up right before the call. The HTTP client looks them up again, which the JVM
 * answers from its cache for as long as {@code networkaddress.cache.ttl} says (30 seconds if it
 * says nothing), so that both see the same addresses unless the entry ends in between.
 */
public final class PublicAddresses {

  /** Looking up blocks; a name that is slow to look up holds up those that wait for a thread. */
  private static final Executor LOOKUPS = DaemonThreads.of("crmql-lookup", 16);

  private PublicAddresses() {}

  /**
   * Looks up the host of a URL, on another thread.
   *
   * @return failed with an {@link UpstreamException} if one of its addresses is not public, and
   *     with a {@link ConnectException} if it has none
   */
  public static CompletableFuture<Void> require(URI uri) {
    return CompletableFuture.runAsync(() -> lookUp(uri), LOOKUPS);
  }

  private static void lookUp(URI uri) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(uri.getHost());
    } catch (UnknownHostException e) {
      throw new CompletionException(new ConnectException("no such host"));
    }
    for (InetAddress address : addresses) {
      if (!isPublic(address)) {
        throw UpstreamException.unexpected(
            Targets.address(uri)
                + " is in a network that is not public; nothing is sent there unless the account"
                + " is allowed private addresses");
      }
    }
  }

  /** Whether an address is of the public internet. */
  static boolean isPublic(InetAddress address) {
    return AddressBlock.isPublic(address.getAddress());
  }
}
