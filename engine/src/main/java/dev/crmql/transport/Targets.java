package dev.crmql.transport;

import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Makes the URI of a call, always on the account's own host. */
public final class Targets {

  private Targets() {}

  /**
   * The URI to call.
   *
   * @param base the account's address, which a request that names no host is put after
   * @throws UpstreamException if the request follows a link to another host, or one that is no URI
   */
  public static URI of(URI base, UpstreamRequest request) {
    if (request.origin().isPresent()) {
      URI link = parse(request.origin().get());
      if (!origin(link).equals(origin(base))) {
        throw UpstreamException.unexpected(
            "the service's link leads to another host than the account's; it is not followed");
      }
      return parse(origin(base) + request.path());
    }
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return parse(origin(base) + prefix + request.target());
  }

  /** The host as people write it: with its port where that is not the scheme's own. */
  static String address(URI base) {
    boolean usual = base.getPort() < 0 || base.getPort() == defaultPort(base);
    return usual ? base.getHost() : base.getHost() + ":" + base.getPort();
  }

  private static URI parse(String uri) {
    try {
      return new URI(uri);
    } catch (URISyntaxException e) {
      throw UpstreamException.unexpected("the service's link is not a URL");
    }
  }

  /**
   * Scheme, host and port, as {@link UpstreamRequest#origin} has them; the port is never left out.
   */
  public static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(uri);
    return scheme + "://" + host + ":" + port;
  }

  private static int defaultPort(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
