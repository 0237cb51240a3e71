package dev.crmql.server;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.endpoint.ErrorBody;
import dev.crmql.endpoint.ObjectList;
import dev.crmql.language.Language;
import dev.crmql.search.AccountError;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /v1/accounts/{id,id,..}/crm/search?q=&lang=&completion=&page_size=}. A
 * parameter that is not known is a fault.
 */
final class SearchResource {

  private static final Logger LOG = LoggerFactory.getLogger(SearchResource.class);
  private static final Pattern PATH = Pattern.compile("/v1/accounts/([^/]+)/crm/search/?");

  private static final List<String> PARAMETERS =
      List.of("q", "lang", "completion", "page_size", "page");

  private final SearchEngine engine;

  SearchResource(SearchEngine engine) {
    this.engine = engine;
  }

  /** An HTTP status and a body. */
  @SuppressWarnings("ArrayRecordComponent") // Sent once; never compared.
  record Answer(int status, byte[] json) {
    static Answer of(ErrorBody error) {
      return new Answer(error.statusCode(), error.toJson());
    }
  }

  /** The answer to a request; never throws. */
  Answer answer(String method, URI target) {
    String id = UUID.randomUUID().toString();
    Matcher path = PATH.matcher(target.getRawPath());
    if (!path.matches()) {
      return error(404, "not-found", "there is only /v1/accounts/{ids}/crm/search", id);
    }
    if (!method.equals("GET")) {
      return error(405, "method-not-allowed", "searching is a GET", id);
    }
    try {
      return search(UrlText.decode(path.group(1)), UrlText.query(target.getRawQuery()), id);
    } catch (QueryException e) {
      return Answer.of(ErrorBody.of(e, id));
    } catch (IllegalArgumentException | BadInputException e) {
      return error(400, "bad-request", e.getMessage(), id);
    } catch (RuntimeException e) {
      LOG.error("request {} failed", id, e);
      return error(500, "internal", "the search failed", id);
    }
  }

  private Answer search(String accounts, Map<String, String> query, String id) {
    Optional<String> unknown =
        query.keySet().stream().filter(name -> !PARAMETERS.contains(name)).findFirst();
    if (unknown.isPresent()) {
      String message =
          "there is no parameter " + unknown.get() + "; there are " + String.join(", ", PARAMETERS);
      return error(400, "unknown-parameter", message, id);
    }
    String text = query.get("q");
    if (text == null || text.isEmpty()) {
      return error(400, "missing-parameter", "q, the query, is missing", id);
    }
    List<String> ids = Arrays.asList(accounts.split(",", -1));
    SearchRequest.Builder request = SearchRequest.builder().accounts(ids).text(text);
    if (query.containsKey("lang")) {
      request.language(Language.of(query.get("lang")));
    }
    if (query.containsKey("completion")) {
      request.completion(Services.completion(query.get("completion")));
    }
    if (query.containsKey("page_size")) {
      request.pageSize(Services.pageSize("page_size", query.get("page_size")));
    }
    if (!query.getOrDefault("page", "1").equals("1")) {
      throw new BadInputException("there is no way yet to ask for a page after the first: page=1");
    }
    SearchRequest asked = request.build();
    SearchResult result = engine.search(asked);
    if (asked.accountIds().size() > 1) {
      return new Answer(200, ObjectList.ofSeveral(result, id).toJson());
    }
    AccountError failure = result.errors().get(asked.accountIds().get(0));
    return failure == null
        ? new Answer(200, ObjectList.ofOne(result).toJson())
        : Answer.of(ErrorBody.of(failure, id));
  }

  private static Answer error(int status, String code, String message, String id) {
    return Answer.of(ErrorBody.of(status, code, message, id));
  }
}
