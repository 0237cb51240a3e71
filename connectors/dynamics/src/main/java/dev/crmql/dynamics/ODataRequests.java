package dev.crmql.dynamics;

import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamRequest.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes requests of queries: here, not before, text is percent-encoded. */
final class ODataRequests {

  static final String PREFER = "Prefer";

  private static final Pattern PAGE_SIZE = Pattern.compile("odata\\.maxpagesize=[0-9]+,?");

  private static final String ROOT = "/api/data/";

  private final String base;

  /** Requests of one version of the Web API, such as {@code v9.2}. */
  ODataRequests(String version) {
    this.base = ROOT + version + "/";
  }

  /** The request, if it is not too long for any way of sending it. */
  Optional<UpstreamRequest> of(ODataQuery query) {
    if (query.conditions() > DynamicsLimits.INSTANCE.conditions()) {
      return Optional.empty();
    }
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "$select", query.select());
    put(options, "$expand", query.expand());
    put(options, "$filter", query.filter());
    put(options, "$orderby", query.orderBy());
    if (query.top().isPresent()) {
      options.put("$top", Integer.toString(query.top().getAsInt()));
    }
    UpstreamRequest get = UpstreamRequest.get(base + query.entitySet(), options);
    String prefer = preferences(query);
    return sendable(prefer.isEmpty() ? get : get.withHeader(PREFER, prefer));
  }

  private static void put(Map<String, String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.put(name, value);
    }
  }

  private static String preferences(ODataQuery query) {
    String annotations = query.annotated() ? "odata.include-annotations=\"*\"" : "";
    if (query.pageSize().isEmpty()) {
      return annotations;
    }
    String pageSize = "odata.maxpagesize=" + query.pageSize().getAsInt();
    return annotations.isEmpty() ? pageSize : pageSize + "," + annotations;
  }

  /** The request with this page size, unless it says itself how many rows are wanted. */
  static UpstreamRequest inPages(UpstreamRequest first, int rows) {
    if (Batch.isBatch(first) || first.query().containsKey("$top")) {
      return first;
    }
    String others = PAGE_SIZE.matcher(first.headers().getOrDefault(PREFER, "")).replaceAll("");
    String prefer = "odata.maxpagesize=" + rows;
    return first.withHeader(PREFER, others.isEmpty() ? prefer : prefer + "," + others);
  }

  /** A GET of a path below the base, for metadata. */
  UpstreamRequest metadata(String path, Map<String, String> options) {
    return UpstreamRequest.get(base + path, options);
  }

  /**
   * The request for the next page, with the same preferences as the one that was answered: without
   * them the page size changes and annotations end.
   *
   * @param link the link as the service wrote it; it is not decoded or encoded again
   */
  UpstreamRequest next(String link, UpstreamRequest answered) {
    UpstreamRequest next = UpstreamRequest.link(link);
    if (!next.path().startsWith(ROOT) || !isPlain(link)) {
      throw DynamicsFaults.unexpected("the link to the next page does not lead to " + ROOT);
    }
    String prefer = Batch.headerOf(answered, PREFER);
    return sendable(prefer.isEmpty() ? next : next.withHeader(PREFER, prefer))
        .orElseThrow(() -> DynamicsFaults.unexpected("the link to the next page is too long"));
  }

  /** Anything else could end the line that it is sent in. */
  private static boolean isPlain(String link) {
    return link.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  private Optional<UpstreamRequest> sendable(UpstreamRequest get) {
    int length = get.target().length();
    if (length <= DynamicsLimits.INSTANCE.urlLength()) {
      return Optional.of(get);
    }
    if (length > DynamicsLimits.INSTANCE.batchUrlLength()) {
      return Optional.empty();
    }
    return Optional.of(
        new UpstreamRequest(
            Method.POST,
            base + "$batch",
            Map.of(),
            Map.of("Content-Type", Batch.CONTENT_TYPE),
            Optional.of(Batch.body(get)),
            get.origin()));
  }
}
