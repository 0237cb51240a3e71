package dev.crmql.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Words;
import dev.crmql.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dataverse Search v2.0, as far as finding rows by words goes: simple syntax, parameters that are
 * strings holding JSON, an answer that is one too. Filters, facets and Lucene's syntax are not
 * emulated.
 */
final class KeywordSearch {
  static final String PATH = "/api/search/v2.0/query";

  /** The code of what the search itself refuses, and of the search being switched off. */
  static final String FAULT = "0x80048d0b";

  private static final int SHORTEST = 3;
  private static final int LONGEST = 100;
  private static final int MOST = 100;
  private static final int DEFAULT_TOP = 50;
  private static final JsonMapper JSON = new JsonMapper();

  /** Dataverse table reference, object type codes. */
  private static final Map<String, Integer> TYPE_CODES =
      Map.of(
          "account", 1, "contact", 2, "opportunity", 3, "lead", 4, "task", 4212, "campaign", 4400);

  private final Schema schema;

  /** One row that was found. */
  private record Hit(DataverseTable table, Map<String, Object> row, double score) {
    String text(String column) {
      Object value = row.get(column);
      return value == null ? "" : value.toString();
    }
  }

  /** A table that is searched, and the columns of it that are searched and shown. */
  private record Scope(DataverseTable table, List<String> searched, List<String> shown) {}

  KeywordSearch(Schema schema) {
    this.schema = schema;
  }

  static Refusal fault(String message) {
    return new Refusal(400, FAULT, message);
  }

  static Refusal switchedOff() {
    return fault("Dataverse Search feature is disabled for this organization.");
  }

  /** An answer that is a success for HTTP and yet says within that the search failed. */
  static ObjectNode failed(String code, String message) {
    ObjectNode found = RowWriter.JSON.objectNode();
    found.putObject("Error").put("code", code).put("message", message);
    found.putNull("Value").put("Count", 0);
    return RowWriter.JSON.objectNode().put("response", found.toString());
  }

  ObjectNode answer(Request request) {
    if (!request.method().equals("POST")) {
      throw Refusal.methodNotAllowed(request.method());
    }
    JsonNode body = read(request.body());
    for (String name : new String[] {"filter", "facets", "propertybag"}) {
      if (body.has(name)) {
        throw fault(name + " is not emulated.");
      }
    }
    SearchText wanted = SearchText.read(text(body), matchesAll(body));
    List<Hit> hits = new ArrayList<>();
    for (Scope scope : scopes(body)) {
      for (Map<String, Object> row : scope.table().rows().rows()) {
        double score = score(wanted, row, scope.searched());
        if (score > 0) {
          hits.add(new Hit(scope.table(), row, score));
        }
      }
    }
    if (!body.has("orderby")) {
      Collections.shuffle(hits); // equal scores alone come at random
    }
    hits.sort(order(body));
    int skip = number(body, "skip", 0, Integer.MAX_VALUE);
    int top = number(body, "top", DEFAULT_TOP, MOST);
    ObjectNode found = RowWriter.JSON.objectNode().putNull("Error");
    ArrayNode value = found.putArray("Value");
    Map<String, Scope> scopes = new LinkedHashMap<>();
    scopes(body).forEach(scope -> scopes.put(scope.table().logicalName(), scope));
    hits.stream()
        .skip(skip)
        .limit(top)
        .forEach(hit -> value.add(write(hit, scopes.get(hit.table().logicalName()))));
    found.putObject("Facets");
    found.putNull("QueryContext");
    found.put("Count", body.path("count").asBoolean() ? hits.size() : -1);
    return RowWriter.JSON.objectNode().put("response", found.toString());
  }

  private static ObjectNode write(Hit hit, Scope scope) {
    ObjectNode node =
        RowWriter.JSON
            .objectNode()
            .put("Id", hit.text(hit.table().key()))
            .put("EntityName", hit.table().logicalName())
            .put("ObjectTypeCode", TYPE_CODES.get(hit.table().logicalName()));
    ObjectNode attributes = node.putObject("Attributes");
    for (String column : scope.shown()) {
      if (hit.row().get(column) != null) {
        attributes.put(column, hit.text(column));
      }
    }
    node.putObject("Highlights");
    return node.put("Score", hit.score());
  }

  private static String text(JsonNode body) {
    JsonNode text = body.path("search");
    int length = text.asText("").length();
    if (!text.isTextual() || length < SHORTEST || length > LONGEST) {
      throw fault("The search text must have " + SHORTEST + " to " + LONGEST + " characters.");
    }
    return text.textValue();
  }

  private static boolean matchesAll(JsonNode body) {
    boolean all = false;
    for (JsonNode option : embedded(body, "options").orElse(RowWriter.JSON.arrayNode())) {
      switch (option.asText("")) {
        case "searchmodelall" -> all = true;
        case "besteffortsearch", "groupranking" -> {}
        default -> throw fault("The option " + option + " is not known, or not emulated.");
      }
    }
    return all;
  }

  private List<Scope> scopes(JsonNode body) {
    Optional<JsonNode> entities = embedded(body, "entities");
    if (entities.isEmpty()) {
      return schema.tables().stream()
          .map(table -> scope(table, RowWriter.JSON.objectNode()))
          .toList();
    }
    List<Scope> scopes = new ArrayList<>();
    for (JsonNode entity : entities.get()) {
      DataverseTable table =
          schema
              .find(entity.path("name").asText(""))
              .orElseThrow(() -> fault("The table of " + entity + " is not searched."));
      scopes.add(scope(table, entity));
    }
    return scopes;
  }

  private static Scope scope(DataverseTable table, JsonNode entity) {
    return new Scope(
        table, columns(table, entity, "searchColumns"), columns(table, entity, "selectColumns"));
  }

  private static List<String> columns(DataverseTable table, JsonNode entity, String member) {
    if (entity.path(member).isEmpty()) {
      return List.of(table.primaryName());
    }
    List<String> columns = new ArrayList<>();
    for (JsonNode column : entity.get(member)) {
      if (table.attributes().stream().noneMatch(a -> a.logicalName().equals(column.asText()))) {
        throw fault("The column " + column + " of " + table.logicalName() + " is not searched.");
      }
      columns.add(column.asText());
    }
    return columns;
  }

  /** A string that holds a JSON array; JSON itself is refused. */
  private static Optional<JsonNode> embedded(JsonNode body, String name) {
    if (!body.has(name)) {
      return Optional.empty();
    }
    JsonNode array = body.get(name).isTextual() ? read(body.get(name).textValue()) : null;
    if (array == null || !array.isArray()) {
      throw fault(name + " must be a string that holds a JSON array.");
    }
    return Optional.of(array);
  }

  private static int number(JsonNode body, String name, int otherwise, int most) {
    JsonNode number = body.path(name);
    if (number.isMissingNode()) {
      return otherwise;
    }
    if (!number.isInt() || number.intValue() < 0 || number.intValue() > most) {
      throw fault(name + " must be a number from 0 to " + most + ".");
    }
    return number.intValue();
  }

  private static Comparator<Hit> order(JsonNode body) {
    Comparator<Hit> byScore = Comparator.comparingDouble(Hit::score).reversed();
    Optional<JsonNode> keys = embedded(body, "orderby");
    if (keys.isEmpty()) {
      return byScore;
    }
    List<Comparator<Hit>> comparators = new ArrayList<>();
    for (JsonNode key : keys.get()) {
      String[] parts = key.asText("").split(" ", 2);
      Comparator<Hit> ascending =
          switch (parts[0]) {
            case "@search.score" -> Comparator.comparingDouble(Hit::score);
            case "createdon", "modifiedon" -> Comparator.comparing(hit -> hit.text(parts[0]));
            default -> throw fault("The tables have no column " + key + " in common.");
          };
      boolean descending = parts.length > 1 && parts[1].equals("desc");
      comparators.add(descending ? ascending.reversed() : ascending);
    }
    return comparators.stream().reduce(Comparator::thenComparing).orElse(byScore);
  }

  /**
   * More for each time that a term is found, and for shorter texts; 0 for a row that is not found.
   */
  private static double score(SearchText wanted, Map<String, Object> row, List<String> searched) {
    List<List<String>> texts = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    for (String column : searched) {
      if (row.get(column) != null) {
        texts.add(Words.of(row.get(column).toString()));
        whole.addAll(texts.get(texts.size() - 1));
      }
    }
    double best = 0;
    for (List<SearchText.Term> terms : wanted.alternatives()) {
      double score = 1.0 / (1 + whole.size());
      for (SearchText.Term term : terms) {
        int matches =
            term.phrase() ? texts.stream().mapToInt(term::matches).sum() : term.matches(whole);
        if ((matches > 0) == term.negated()) {
          score = 0;
          break;
        }
        score += matches;
      }
      best = Math.max(best, score);
    }
    return Math.round(best * 10_000) / 10_000.0;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw fault("The request is not JSON.");
    }
  }
}
