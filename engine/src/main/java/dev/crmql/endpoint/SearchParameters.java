package dev.crmql.endpoint;

import dev.crmql.language.Language;
import dev.crmql.search.PagePosition;
import dev.crmql.search.SearchRequest;
import dev.crmql.spi.Completion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads what a search's path and query string say. */
final class SearchParameters {

  private static final List<String> NAMES =
      List.of("q", "lang", "page_size", "page", "completion", "explain", "detail");

  /** A moment whose offset has lost its plus sign, which is a blank in a query string. */
  private static final Pattern LOST_PLUS =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)? \\d{2}:?\\d{2}\\b");

  private final Map<String, String> parameters;
  private final Optional<Language> language;

  private SearchParameters(Map<String, String> parameters) {
    this.parameters = parameters;
    this.language = Optional.ofNullable(parameters.get("lang")).map(Language::of);
  }

  /**
   * The parameters.
   *
   * @throws RequestFault if one is not known, stands twice or is not encoded right
   * @throws dev.crmql.diagnostics.QueryException if there is no such language
   */
  static SearchParameters of(Optional<String> query) {
    Map<String, String> parameters = UrlText.query(query.orElse(null));
    for (String name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        throw RequestFault.bad(
            "unknown-parameter",
            "there is no parameter " + name + "; there are " + String.join(", ", NAMES));
      }
    }
    String text = parameters.getOrDefault("q", "");
    if (text.isBlank()) {
      throw RequestFault.bad("missing-parameter", "q, the text to search with, is missing");
    }
    if (query.orElse("").indexOf('+') >= 0 && LOST_PLUS.matcher(text).find()) {
      throw RequestFault.bad(
          "unencoded-plus",
          "a + in a query string is a blank, so that an offset such as +00:00 is lost; write %2B");
    }
    return new SearchParameters(parameters);
  }

  /**
   * The ids of a path segment.
   *
   * @param most how many there may be
   * @throws RequestFault if there are more, one is empty or stands twice
   */
  static List<String> accountIds(String segment, int most) {
    List<String> ids =
        Arrays.stream(segment.split(",", -1)).map(UrlText::decode).map(String::strip).toList();
    if (ids.size() > most) {
      throw RequestFault.bad(
          "too-many-accounts", "one search asks " + most + " accounts at most, not " + ids.size());
    }
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (id.isEmpty() || id.indexOf(',') >= 0) {
        throw RequestFault.bad("invalid-account-id", "account ids stand between commas");
      }
      if (!seen.add(id)) {
        throw RequestFault.bad("duplicate-account", "the account " + id + " stands twice");
      }
    }
    return ids;
  }

  /** The request that they make; in KQL, pages are not heeded. */
  SearchRequest request(
      String requestId,
      List<String> accountIds,
      Predicate<String> visible,
      Function<String, PagePosition> positionOfToken) {
    SearchRequest.Builder request =
        SearchRequest.builder()
            .requestId(requestId)
            .accounts(accountIds)
            .text(parameters.get("q"))
            .completion(completion())
            .visible(visible);
    language.ifPresent(request::language);
    if (language.equals(Optional.of(Language.KQL))) {
      return request.build();
    }
    request.pageSize(pageSize());
    SearchRequest first = request.build();
    Optional<PagePosition> position = page().map(positionOfToken);
    if (position.isPresent() && !position.get().isOf(first)) {
      throw RequestFault.bad(
          "foreign-page",
          "page belongs to another search; send the same accounts, q, lang, completion and"
              + " page_size for every page");
    }
    position.ifPresent(request::position);
    return request.build();
  }

  /** The token of a page after the first, whose name is 1. */
  Optional<String> page() {
    return Optional.ofNullable(parameters.get("page"))
        .filter(page -> !page.isEmpty() && !page.equals("1"));
  }

  boolean explain() {
    return flag("explain");
  }

  boolean detail() {
    return flag("detail");
  }

  private boolean flag(String name) {
    return switch (parameters.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw RequestFault.bad("invalid-parameter", name + " is true or false, nothing else");
    };
  }

  private Completion completion() {
    return switch (parameters.getOrDefault("completion", "strict")) {
      case "strict" -> Completion.STRICT;
      case "local" -> Completion.LOCAL;
      default -> throw RequestFault.bad("invalid-parameter", "completion is strict or local");
    };
  }

  private int pageSize() {
    String written = parameters.get("page_size");
    if (written == null) {
      return SearchRequest.DEFAULT_PAGE_SIZE;
    }
    int rows = written.matches("[0-9]{1,4}") ? Integer.parseInt(written) : 0;
    if (rows < 1 || rows > SearchRequest.MAX_PAGE_SIZE) {
      throw RequestFault.bad(
          "invalid-page-size", "page_size is a number from 1 to " + SearchRequest.MAX_PAGE_SIZE);
    }
    return rows;
  }
}
