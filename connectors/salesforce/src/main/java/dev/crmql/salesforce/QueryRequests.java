package dev.crmql.salesforce;

import dev.crmql.spi.PercentEncoding;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.util.Map;

/** Makes requests of SOQL. The encoding happens here, the escaping before. */
final class QueryRequests {

  private static final String PREFIX = "/services/data/";

  /** Most bytes that one UTF-16 unit is percent-encoded to. */
  private static final int WIDEST = 9;

  private final String queryPath;
  private final String compositePath;

  QueryRequests(String apiVersion) {
    this.queryPath = PREFIX + apiVersion + "/query";
    this.compositePath = PREFIX + apiVersion + "/composite";
  }

  /** The first request for a statement's rows. */
  UpstreamRequest first(String soql) {
    int fixed = queryPath.length() + 3;
    boolean surelyFits = soql.length() <= (SoqlLimits.URI_LENGTH - fixed) / WIDEST;
    if (surelyFits) {
      return UpstreamRequest.get(queryPath, Map.of("q", soql));
    }
    StringBuilder url = new StringBuilder(soql.length() * 2).append(queryPath).append("?q=");
    PercentEncoding.append(url, soql);
    if (url.length() <= SoqlLimits.URI_LENGTH) {
      return UpstreamRequest.get(queryPath, Map.of("q", soql));
    }
    return UpstreamRequest.post(compositePath, composite(url));
  }

  /**
   * The same request as a part of a body, where the bound on URIs does not apply (REST API
   * Developer Guide, Composite). The URL is encoded, so there is nothing to escape in the JSON.
   */
  private static String composite(StringBuilder url) {
    return "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"q0\",\"url\":\""
        + url
        + "\"}]}";
  }

  /** Whether the request is a statement in the body of another. */
  boolean isComposite(UpstreamRequest request) {
    return request.path().equals(compositePath);
  }

  /**
   * The request for the page that Salesforce names. It must be on the same host, and nothing that a
   * careless server could read as another place.
   */
  static UpstreamRequest next(String nextRecordsUrl) {
    if (!nextRecordsUrl.startsWith(PREFIX) || !isPlainPath(nextRecordsUrl)) {
      throw UpstreamException.unexpected("Salesforce's next page is not below " + PREFIX);
    }
    return UpstreamRequest.verbatim(nextRecordsUrl);
  }

  private static boolean isPlainPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.'
              || c == '/';
      if (!plain) {
        return false;
      }
    }
    return !path.contains("//") && !path.contains("..");
  }
}
