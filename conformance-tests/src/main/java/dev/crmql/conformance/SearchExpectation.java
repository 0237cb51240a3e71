package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.Implementation.Answer;
import dev.crmql.conformance.Implementation.QueryText;
import dev.crmql.conformance.Implementation.Search;
import dev.crmql.conformance.Implementation.SearchedAccount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A search over accounts whose services give canned answers. Failures are compared by the keys that
 * the case lists, since they also hold wording and an id, and so are the unified attributes beside
 * an object's raw record; everything else has to be the same.
 */
final class SearchExpectation implements Check.Expectation {

  /** What an object of an answer has that is no unified attribute. */
  private static final Set<String> ALWAYS = Set.of("id", "type", "api", "account_id", "raw");

  private final ConformanceCase said;
  private final JsonNode search;

  SearchExpectation(ConformanceCase said) {
    this.said = said;
    this.search = said.json().get("search");
  }

  @Override
  public void holdsFor(Implementation implementation) throws IOException {
    List<CannedService> services = new ArrayList<>();
    try {
      List<SearchedAccount> accounts = new ArrayList<>();
      for (JsonNode account : search.get("accounts")) {
        String id = account.get("id").textValue();
        String name = account.get("service").textValue();
        String token = "token-of-" + id;
        CannedService service = CannedService.start(name, token, account.path("answers"));
        services.add(service);
        accounts.add(new SearchedAccount(id, name, service.url(), token));
      }
      requireAnswer(implementation.search(request(accounts)));
      services.forEach(CannedService::requireAllAsked);
    } catch (AssertionError e) {
      StringBuilder message = new StringBuilder(e.getMessage());
      services.forEach(service -> message.append("\n  asked: ").append(service.asked()));
      throw new AssertionError(message.toString(), e);
    } finally {
      services.forEach(CannedService::close);
    }
  }

  private Search request(List<SearchedAccount> accounts) {
    QueryText query = said.query();
    JsonNode language = search.path("lang");
    List<String> asked = new ArrayList<>();
    if (search.has("ask")) {
      search.get("ask").forEach(id -> asked.add(id.textValue()));
    } else {
      accounts.forEach(account -> asked.add(account.id()));
    }
    return new Search(
        language.isMissingNode()
            ? Optional.of(query.language())
            : Optional.ofNullable(language.textValue()),
        query.text(),
        asked,
        accounts,
        said.local());
  }

  private void requireAnswer(Answer answer) {
    JsonNode expected = search.get("response");
    int status = expected.path("status").asInt(200);
    if (answer.status() != status) {
      throw new AssertionError(
          "expected status " + status + "\n  but was  " + answer.status() + " " + answer.body());
    }
    JsonNode body = expected.get("body");
    if (status != 200) {
      JsonMatch.requireWithin("body", body, answer.body());
      return;
    }
    JsonNode actual = withAttributesOf(body, answer.body());
    if (body.has("errors")) {
      JsonMatch.requireEqual("body", without(body, "errors"), without(actual, "errors"));
      JsonMatch.requireEqual("errors of", names(body), names(actual));
      JsonMatch.requireWithin("body.errors", body.get("errors"), actual.path("errors"));
    } else {
      JsonMatch.requireEqual("body", body, actual);
    }
  }

  /** The answer, its objects without the unified attributes that the case does not list. */
  private static JsonNode withAttributesOf(JsonNode expected, JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    for (int i = 0; i < copy.path("objects").size(); i++) {
      if (copy.get("objects").get(i) instanceof ObjectNode object) {
        JsonNode listed = expected.path("objects").path(i);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> ALWAYS.contains(name) || listed.has(name));
        object.remove(names);
      }
    }
    return copy;
  }

  private static JsonNode without(JsonNode object, String key) {
    ObjectNode rest = object.deepCopy();
    rest.remove(key);
    return rest;
  }

  /** The accounts that failed. */
  private static JsonNode names(JsonNode body) {
    ObjectNode names = ((ObjectNode) body).objectNode();
    body.path("errors").fieldNames().forEachRemaining(name -> names.put(name, true));
    return names;
  }
}
