package dev.crmql.zoho;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.spi.UpstreamRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes requests, and reads what they ask for. */
final class CoqlRequests {

  static final String BASE = "/crm/v8/";
  private static final String PAGE = "page";
  private static final String PER_PAGE = "per_page";

  private static final String SEARCH = "/search";
  private static final String LIMIT = " limit ";

  private CoqlRequests() {}

  static UpstreamRequest query(String statement) {
    return UpstreamRequest.post(
        BASE + "coql",
        JsonNodeFactory.instance.objectNode().put("select_query", statement).toString());
  }

  /** Where the rows that a statement asks for begin; its limit always stands last. */
  static long offset(String body) {
    int start = body.lastIndexOf(LIMIT) + LIMIT.length();
    return Long.parseLong(body.substring(start, body.indexOf(',', start)));
  }

  /** How many rows a statement asks for at most. */
  static int rows(String body) {
    int start = body.lastIndexOf(", ") + 2;
    return Integer.parseInt(body.substring(start, body.indexOf('"', start)));
  }

  static UpstreamRequest fields(String module) {
    return UpstreamRequest.get(BASE + "settings/fields", Map.of("module", module));
  }

  /** The request for records of one module in which the words stand. */
  static UpstreamRequest search(String module, String words, int page, int rows) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("word", words);
    parameters.put(PAGE, Integer.toString(page));
    parameters.put(PER_PAGE, Integer.toString(rows));
    return UpstreamRequest.get(BASE + module + SEARCH, parameters);
  }

  /** The module that such a request searches. */
  static String module(UpstreamRequest search) {
    return search.path().substring(BASE.length(), search.path().length() - SEARCH.length());
  }

  /** How many records of a module the pages up to this one hold. */
  static long reach(UpstreamRequest search) {
    Map<String, String> parameters = search.query();
    return Long.parseLong(parameters.get(PAGE)) * Long.parseLong(parameters.get(PER_PAGE));
  }

  /** The request for the page after this one. */
  static UpstreamRequest nextPage(UpstreamRequest search) {
    int page = Integer.parseInt(search.query().get(PAGE));
    return search.withParameter(PAGE, Integer.toString(page + 1));
  }
}
