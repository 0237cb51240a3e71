package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.PercentEncoding;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.util.Map;
import java.util.Optional;

/** Makes requests of SOQL and SOSL. The encoding happens here, the escaping before. */
final class QueryRequests {

  private static final String PREFIX = "/services/data/";

  /** Most bytes that one UTF-16 unit is percent-encoded to. */
  private static final int WIDEST = 9;

  private final String queryPath;
  private final String compositePath;
  private final String searchPath;

  QueryRequests(String apiVersion) {
    this.queryPath = PREFIX + apiVersion + "/query";
    this.compositePath = PREFIX + apiVersion + "/composite";
    this.searchPath = PREFIX + apiVersion + "/search";
  }

  /** The first request for a statement's rows. */
  UpstreamRequest first(String soql) {
    return first(soql, Map.of());
  }

  /**
   * The first request for a statement's rows.
   *
   * @param pageSize rows wanted at once; brought within what Salesforce takes, and no more than a
   *     wish (REST API Developer Guide, Query Options Header)
   */
  UpstreamRequest first(String soql, int pageSize) {
    int batchSize =
        Math.max(
            SoqlLimits.INSTANCE.batchLeast(), Math.min(SoqlLimits.INSTANCE.batchMost(), pageSize));
    return first(soql, Map.of("Sforce-Query-Options", "batchSize=" + batchSize));
  }

  private UpstreamRequest first(String soql, Map<String, String> headers) {
    return fits(queryPath, soql)
        ? get(queryPath, soql, headers)
        : UpstreamRequest.post(compositePath, composite(url(queryPath, soql)));
  }

  /**
   * The request for what a search finds.
   *
   * @throws QueryException if the search is too long for a URL, for which Salesforce has no other
   *     way
   */
  UpstreamRequest search(String sosl) {
    if (!fits(searchPath, sosl)) {
      throw new QueryException(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              NodeLocation.NONE,
              "Salesforce takes no search of more than "
                  + SoqlLimits.INSTANCE.uriLength()
                  + " bytes as a URL encodes them",
              "look for fewer words"));
    }
    return get(searchPath, sosl, Map.of());
  }

  private static UpstreamRequest get(String path, String q, Map<String, String> headers) {
    return new UpstreamRequest(
        UpstreamRequest.Method.GET, path, Map.of("q", q), headers, Optional.empty());
  }

  private static boolean fits(String path, String q) {
    boolean surely = q.length() <= (SoqlLimits.INSTANCE.uriLength() - path.length() - 3) / WIDEST;
    return surely || url(path, q).length() <= SoqlLimits.INSTANCE.uriLength();
  }

  private static StringBuilder url(String path, String q) {
    StringBuilder url = new StringBuilder(q.length() * 2).append(path).append("?q=");
    PercentEncoding.append(url, q);
    return url;
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

  /** Whether the request is a search. */
  boolean isSearch(UpstreamRequest request) {
    return request.path().equals(searchPath);
  }

  /**
   * The request for the page that Salesforce names. It must be on the same host, and nothing that a
   * careless server could read as another place.
   */
  static UpstreamRequest next(String nextRecordsUrl, Map<String, String> headers) {
    if (!nextRecordsUrl.startsWith(PREFIX) || !isPlainPath(nextRecordsUrl)) {
      throw UpstreamException.unexpected("Salesforce's next page is not below " + PREFIX);
    }
    return new UpstreamRequest(
        UpstreamRequest.Method.GET, nextRecordsUrl, Map.of(), headers, Optional.empty());
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
