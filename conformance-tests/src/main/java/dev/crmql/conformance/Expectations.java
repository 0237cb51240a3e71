package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.conformance.ConformanceCase.Table;
import dev.crmql.conformance.Implementation.Compiled;
import dev.crmql.conformance.Implementation.Parsed;
import dev.crmql.conformance.RejectedException.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the parts of a case mean. */
final class Expectations {

  private Expectations() {}

  /** The text is read as the tree and the canonical text say, or is no query. */
  static Check.Expectation parses(ConformanceCase said) {
    JsonNode expected = said.json();
    return implementation ->
        outcome(
            expected,
            () -> implementation.parse(said.query()),
            parsed -> requireParsed(expected, parsed));
  }

  /** The service is sent what is expected, or can't be asked. */
  static Check.Expectation compiles(ConformanceCase said, String service, JsonNode expected) {
    Optional<JsonNode> schema = said.schema(service);
    return implementation ->
        outcome(
            expected,
            () -> implementation.compile(said.query(), service, schema, said.local()),
            compiled -> requireCompiled(expected, compiled));
  }

  /** The query finds these rows of a table, or does not fit it. */
  static Check.Expectation finds(ConformanceCase said, Table table) {
    JsonNode expected = said.json().get("rows");
    return implementation ->
        outcome(
            expected,
            () -> implementation.evaluate(said.query(), table.schema(), table.rows()),
            ids -> requireIds(expected, ids));
  }

  private static void requireParsed(JsonNode expected, Parsed parsed) {
    if (expected.has("tree")) {
      JsonMatch.requireEqual("tree", expected.get("tree"), parsed.tree());
    }
    if (expected.has("canonical")) {
      requireText("canonical", expected.get("canonical").textValue(), parsed.canonical());
    }
  }

  private static void requireCompiled(JsonNode expected, Compiled compiled) {
    List<JsonNode> requests = new ArrayList<>();
    if (expected.has("requests")) {
      expected.get("requests").forEach(requests::add);
    } else {
      requests.add(expected);
    }
    if (requests.size() != compiled.requests().size()) {
      throw new AssertionError(
          "expected " + requests.size() + " requests\n  but was " + compiled.requests());
    }
    for (int i = 0; i < requests.size(); i++) {
      requireRequest("request " + (i + 1), requests.get(i), compiled.requests().get(i));
    }
    requireText(
        "residual", expected.path("residual").asText("none"), compiled.residual().orElse("none"));
  }

  private static void requireRequest(String what, JsonNode expected, JsonNode actual) {
    for (Map.Entry<String, JsonNode> part : expected.properties()) {
      String name = part.getKey();
      String where = what + "." + name;
      switch (name) {
        case "method", "path", "query", "body" ->
            JsonMatch.requireEqual(where, part.getValue(), actual.path(name));
        case "headers" -> requireHeaders(where, part.getValue(), actual.path(name));
        case "residual" -> {} // Of all the requests together.
        default -> throw new IllegalStateException("a request has no " + name);
      }
    }
  }

  /** Compares those that are listed; null is one that is not sent. */
  private static void requireHeaders(String where, JsonNode expected, JsonNode actual) {
    for (Map.Entry<String, JsonNode> header : expected.properties()) {
      JsonNode sent = actual.path(header.getKey());
      JsonMatch.requireEqual(
          where + "." + header.getKey(),
          header.getValue(),
          sent.isMissingNode() ? NullNode.getInstance() : sent);
    }
  }

  private static void requireIds(JsonNode expected, List<String> ids) {
    boolean ordered = expected.path("ordered").asBoolean(false);
    List<String> finds = new ArrayList<>();
    expected.get("finds").forEach(id -> finds.add(id.asText()));
    requireText("ids", ids(finds.stream(), ordered), ids(ids.stream(), ordered));
  }

  private static String ids(Stream<String> ids, boolean ordered) {
    return (ordered ? ids : ids.sorted()).toList().toString();
  }

  private static void requireText(String what, String expected, String actual) {
    JsonMatch.requireEqual(what, TextNode.valueOf(expected), TextNode.valueOf(actual));
  }

  private static <T> void outcome(JsonNode expected, Call<T> call, Consumer<T> accepted)
      throws Exception {
    JsonNode rejected = expected.path("rejected");
    T answer;
    try {
      answer = call.answer();
    } catch (RejectedException e) {
      if (rejected.isMissingNode()) {
        throw new AssertionError("rejected: " + e.rejections(), e);
      }
      JsonMatch.requireEqual("rejected", rejected, json(e.rejections()));
      return;
    }
    if (!rejected.isMissingNode()) {
      throw new AssertionError("expected to be rejected: " + rejected + "\n  but was " + answer);
    }
    accepted.accept(answer);
  }

  private static ArrayNode json(List<Rejection> rejections) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Rejection rejection : rejections) {
      ObjectNode json = list.addObject().put("code", rejection.code());
      if (!rejection.at().isEmpty()) {
        json.put("at", rejection.at());
      }
    }
    return list;
  }

  private interface Call<T> {
    T answer() throws Exception;
  }
}
