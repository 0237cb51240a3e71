package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.PageRows;
import dev.crmql.sandbox.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What all pages have in common. */
final class Pages {
  private Pages() {}

  /**
   * A page's size.
   *
   * @param asked null if it was not said
   * @throws HubSpotException 400 if it is out of range
   */
  static int limit(Integer asked, int usual, int most) {
    if (asked != null && (asked < 1 || asked > most)) {
      throw HubSpotException.invalid("limit is " + asked + ", not from 1 to " + most + ".");
    }
    return PageRows.atMost(asked == null ? usual : asked);
  }

  /** Says where the next page is. */
  static void putNext(ObjectNode page, Request request, String after, URI baseUri) {
    page.putObject("paging")
        .putObject("next")
        .put("after", after)
        .put(
            "link",
            baseUri
                + request.path()
                + "?after="
                + URLEncoder.encode(after, StandardCharsets.UTF_8));
  }
}
