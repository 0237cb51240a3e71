package dev.crmql.transport;

import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Makes the URI of a call, always on the account's own host. */
final class Targets {

  private Targets() {}

  /**
   * The URI to call.
   *
   * @throws UpstreamException if the request follows a link to another host, or one that is no URI
   */
  static URI of(URI base, UpstreamRequest request) {
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

  private static URI parse(String uri) {
    try {
      return new URI(uri);
    } catch (URISyntaxException e) {
      throw UpstreamException.unexpected("the service's link is not a URL");
    }
  }

  private static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
    return scheme + "://" + host + ":" + port;
  }
}
