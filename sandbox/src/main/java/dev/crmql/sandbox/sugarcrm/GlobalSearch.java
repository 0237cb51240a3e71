package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /globalsearch}: records with any of the words in their name, e-mail address or
 * description, the best first; without a word the last modified first. There are no operators in
 * it. A sort of the caller's own is not emulated.
 */
final class GlobalSearch {
  private static final int DEFAULT_LIMIT = 20;
  private static final List<String> SEARCHED =
      List.of("name", "first_name", "last_name", "email1", "description");

  private final List<Table> tables;
  private final Records records;

  private record Hit(Module module, Map<String, Object> row, double score) {
    Instant modified() {
      return (Instant) row.get("date_modified");
    }
  }

  GlobalSearch(List<Table> tables, Records records) {
    this.tables = tables;
    this.records = records;
  }

  /**
   * A page.
   *
   * @param only the one module that is searched; null for those of {@code module_list}, or all
   */
  ObjectNode answer(Module only, ObjectNode arguments) {
    List<String> words = words(text(arguments, "q"));
    List<Hit> hits = new ArrayList<>();
    for (Table table : tables) {
      Module module = SugarCrmModules.ALL.get(table.name());
      if (only == null ? isListed(module, text(arguments, "module_list")) : only.equals(module)) {
        for (Map<String, Object> row : table.rows()) {
          double score = score(words, row);
          if (score > 0 || words.isEmpty()) {
            hits.add(new Hit(module, row, score));
          }
        }
      }
    }
    hits.sort(
        Comparator.comparingDouble(Hit::score)
            .reversed()
            .thenComparing(Comparator.comparing(Hit::modified).reversed())
            .thenComparing(hit -> (String) hit.row().get("id")));
    int limit = number(arguments, "max_num", DEFAULT_LIMIT);
    int offset = number(arguments, "offset", 0);
    boolean highlights = !arguments.has("highlights") || !Php.isEmpty(arguments.get("highlights"));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("next_offset", offset + limit < hits.size() ? offset + limit : -1);
    page.put("total", hits.size()).put("query_time", 1);
    ArrayNode found = page.putArray("records");
    hits.stream().skip(offset).limit(limit).forEach(hit -> found.add(write(hit, highlights)));
    return page;
  }

  private ObjectNode write(Hit hit, boolean highlights) {
    ObjectNode record = records.write(hit.module(), hit.row(), null).put("_score", hit.score());
    if (highlights) {
      record.putObject("_highlights");
    }
    return record;
  }

  private static boolean isListed(Module module, String list) {
    return list.isEmpty() || Arrays.asList(list.split(",", -1)).contains(module.name());
  }

  private static String text(ObjectNode arguments, String name) {
    JsonNode value = arguments.get(name);
    return value == null ? "" : Php.text(value);
  }

  private static int number(ObjectNode arguments, String name, int otherwise) {
    JsonNode value = arguments.get(name);
    long number = Php.isEmpty(value) ? otherwise : Php.integer(value);
    if (number < 0 || number > ListRequest.MAX_LIST_LIMIT * 10L) {
      throw new SugarException(500, "search_runtime", "The search engine failed.");
    }
    return (int) number;
  }

  private static double score(List<String> wanted, Map<String, Object> row) {
    List<String> words = new ArrayList<>();
    for (String field : SEARCHED) {
      if (row.get(field) instanceof String text) {
        words.addAll(words(text));
      }
    }
    long found = wanted.stream().filter(words::contains).count();
    return found == 0 ? 0 : Math.round((found + 1.0 / words.size()) * 100) / 100.0;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}
