package dev.crmql.sugarcrm;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.spi.UpstreamRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes requests. Filters go into a body, never into a URL: there a plus sign becomes a blank and
 * an offset of a date-time is lost.
 *
 * @param version such as {@code v11_23}
 */
record SugarRequests(String version) {

  /** Always the last member, so that a page's request is its predecessor's with another end. */
  private static final String OFFSET = ",\"offset\":";

  UpstreamRequest first(SugarQuery query) {
    StringBuilder body = new StringBuilder(256).append('{');
    query.filter().ifPresent(filter -> body.append("\"filter\":").append(filter).append(','));
    query.fields().ifPresent(fields -> member(body, "fields", fields));
    query.orderBy().ifPresent(keys -> member(body, "order_by", keys));
    body.append("\"max_num\":").append(query.maxNum());
    if (query.offset() > 0) {
      body.append(OFFSET).append(query.offset());
    }
    return UpstreamRequest.post(
        "/rest/" + version + "/" + query.module() + "/filter", body.append('}').toString());
  }

  /**
   * The request for the records of these modules that answer a keyword best. As parameters of a
   * URL, {@code highlights=false} would be text, which is true.
   */
  UpstreamRequest search(String text, List<String> modules, int maxNum) {
    StringBuilder body =
        new StringBuilder(128).append("{\"q\":").append(TextNode.valueOf(text)).append(',');
    member(body, "module_list", String.join(",", modules));
    body.append("\"highlights\":false,\"max_num\":").append(maxNum).append('}');
    return UpstreamRequest.post("/rest/" + version + "/globalsearch", body.toString());
  }

  /** Names need no escape. */
  private static void member(StringBuilder body, String name, String text) {
    body.append('"').append(name).append("\":\"").append(text).append("\",");
  }

  /** The request for the page that begins there. */
  static UpstreamRequest from(long offset, UpstreamRequest page) {
    String body = page.body().orElseThrow();
    int end = body.lastIndexOf(OFFSET);
    String start = body.substring(0, end < 0 ? body.length() - 1 : end);
    return UpstreamRequest.post(page.path(), start + OFFSET + offset + '}');
  }

  /** Where the page that is asked for begins. */
  static long offset(UpstreamRequest page) {
    String body = page.body().orElseThrow();
    int end = body.lastIndexOf(OFFSET);
    return end < 0 ? 0 : Long.parseLong(body.substring(end + OFFSET.length(), body.length() - 1));
  }

  UpstreamRequest metadata(String module) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("type_filter", "modules");
    parameters.put("module_filter", module);
    return UpstreamRequest.get("/rest/" + version + "/metadata", parameters);
  }
}
