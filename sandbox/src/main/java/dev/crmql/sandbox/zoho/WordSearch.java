package dev.crmql.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.data.Words;
import dev.crmql.sandbox.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The search of one module: by {@code word}, {@code email} or {@code phone}. A record is found if
 * each word begins a word of one of its texts. Criteria are not emulated.
 */
final class WordSearch {
  private static final int MAX_ROWS = 2_000;
  private static final int MAX_PAGE = 200;

  private final Records records;

  WordSearch(Records records) {
    this.records = records;
  }

  /** Whether the words of a field are looked through. */
  static boolean searches(Column column) {
    return column.type().isText()
        && column.type() != ColumnType.ID
        && column.type() != ColumnType.REFERENCE
        && column.type() != ColumnType.LONG_TEXT;
  }

  /**
   * The answer to a request's parameters.
   *
   * @throws ZohoException if Zoho would refuse them
   */
  Response answer(Table module, Map<String, String> parameters) {
    Predicate<Map<String, Object>> wanted = wanted(module, parameters);
    int page = number(parameters, "page", 1, Integer.MAX_VALUE);
    int perPage = number(parameters, "per_page", MAX_PAGE, MAX_PAGE);
    List<Column> fields = fields(module, parameters);
    long first = (page - 1L) * perPage;
    if (first >= MAX_ROWS) {
      throw ZohoException.limitExceeded("search", MAX_ROWS);
    }
    List<Map<String, Object>> found =
        module.rows().stream().filter(wanted).skip(first).limit(perPage + 1L).toList();
    if (found.isEmpty()) {
      return Response.empty(204);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode data = answer.putArray("data");
    found.stream().limit(perPage).forEach(row -> data.add(records.of(fields, row)));
    answer
        .putObject("info")
        .put("per_page", perPage)
        .put("count", data.size())
        .put("page", page)
        .put("more_records", found.size() > perPage);
    return Response.json(200, answer);
  }

  /** Of several ways to search the first counts: email, phone, word. */
  private static Predicate<Map<String, Object>> wanted(
      Table module, Map<String, String> parameters) {
    if (parameters.containsKey("criteria")) {
      throw ZohoException.invalidQuery("the sandbox does not emulate criteria");
    } else if (parameters.containsKey("email")) {
      return holds(module, ColumnType.EMAIL, parameters.get("email"));
    } else if (parameters.containsKey("phone")) {
      return holds(module, ColumnType.PHONE, parameters.get("phone"));
    }
    List<String> words = Words.of(parameters.getOrDefault("word", ""));
    if (words.isEmpty()) {
      throw ZohoException.missingParameter("word");
    }
    return row -> {
      List<String> texts = words(module, row);
      return words.stream()
          .allMatch(word -> texts.stream().anyMatch(text -> text.startsWith(word)));
    };
  }

  private static Predicate<Map<String, Object>> holds(Table module, ColumnType type, String text) {
    return row ->
        module.columns().stream()
            .filter(column -> column.type() == type)
            .anyMatch(column -> text.equalsIgnoreCase((String) row.get(column.name())));
  }

  private static List<String> words(Table module, Map<String, Object> row) {
    List<String> words = new ArrayList<>();
    module.columns().stream()
        .filter(WordSearch::searches)
        .flatMap(column -> Optional.ofNullable(row.get(column.name())).stream())
        .forEach(text -> words.addAll(Words.of(text.toString())));
    return words;
  }

  private static int number(Map<String, String> parameters, String name, int otherwise, int most) {
    String text = parameters.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
      throw ZohoException.badRequest("INVALID_DATA", "the value is not valid")
          .with("api_name", name);
    }
    return Integer.parseInt(text);
  }

  /** The fields asked for and the id; all of them if none were. */
  private static List<Column> fields(Table module, Map<String, String> parameters) {
    String names = parameters.get("fields");
    if (names == null) {
      return module.columns();
    }
    List<Column> fields = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      fields.add(
          module
              .column(name)
              .orElseThrow(
                  () ->
                      ZohoException.badRequest("INVALID_DATA", "the field is not known")
                          .with("api_name", name)));
    }
    Column id = module.column(ZohoModules.KEY).orElseThrow();
    if (!fields.contains(id)) {
      fields.add(id);
    }
    return fields;
  }
}
