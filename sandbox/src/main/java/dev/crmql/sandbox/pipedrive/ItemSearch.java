package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds records by words: each word of the term begins a word of the record, so that what stands in
 * the middle of a word is missed. Not by case.
 */
final class ItemSearch {
  private static final int MOST = 100;

  /** Types that can be asked for, with the fields that are searched in each. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "deal", List.of("title", "notes", "custom_fields"),
          "person", List.of("name", "email", "phone", "notes", "custom_fields"),
          "organization", List.of("name", "address", "notes", "custom_fields"),
          "lead", List.of("title", "notes", "custom_fields", "email"));

  /** Types without records here. */
  private static final Set<String> EMPTY = Set.of("product", "file", "mail_attachment", "project");

  private final Entities entities;

  private record Hit(Entity entity, Map<String, Object> row, double score) {}

  ItemSearch(Entities entities) {
    this.entities = entities;
  }

  /**
   * A page of what is found.
   *
   * @param only the one type that is searched; null for those of {@code item_types}, or all
   * @param leads whether leads can be found
   */
  ObjectNode page(String path, Map<String, String> parameters, Entity only, boolean leads) {
    Set<String> known =
        new LinkedHashSet<>(
            List.of("term", "fields", "exact_match", "limit", PageCursor.PARAMETER));
    if (only == null) {
      known.addAll(List.of("item_types", "search_for_related_items", "include_fields"));
    }
    Parameters.requireKnown(parameters, known);
    boolean exact = Parameters.flag("exact_match", parameters.getOrDefault("exact_match", "false"));
    String term = parameters.getOrDefault("term", "").strip();
    if (term.length() < (exact ? 1 : 2)) {
      throw Refusal.bad("term must be at least " + (exact ? 1 : 2) + " characters long");
    }
    Set<String> types =
        only == null ? types(parameters.get("item_types")) : Set.of(only.itemType());
    Set<String> fields = fields(parameters.get("fields"), types);
    List<Hit> hits = new ArrayList<>();
    for (Entity entity : entities.all()) {
      if (types.contains(entity.itemType()) && (leads || !entity.isLead())) {
        for (Map<String, Object> row : entity.table().rows()) {
          double score = score(texts(entity, row, fields), term, exact);
          if (score > 0) {
            hits.add(new Hit(entity, row, score));
          }
        }
      }
    }
    hits.sort(Comparator.comparingDouble(Hit::score).reversed());
    return written(hits, path, parameters);
  }

  private static ObjectNode written(List<Hit> hits, String path, Map<String, String> parameters) {
    int limit = Parameters.limit(parameters, MOST);
    int offset = PageCursor.offset(path, parameters);
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("success", true);
    ArrayNode items = page.putObject("data").putArray("items");
    hits.stream()
        .skip(offset)
        .limit(limit)
        .forEach(
            hit -> {
              ObjectNode written = items.addObject().put("result_score", hit.score());
              written.set("item", item(hit.entity(), hit.row()));
            });
    page.putObject("additional_data")
        .put(
            "next_cursor",
            offset + limit < hits.size() ? PageCursor.of(offset + limit, path, parameters) : null);
    return page;
  }

  private static ObjectNode item(Entity entity, Map<String, Object> row) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    if (row.get("id") instanceof Integer id) {
      item.put("id", id);
    } else {
      item.put("id", (String) row.get("id"));
    }
    item.put("type", entity.itemType()).put(entity.titleKey(), (String) row.get(entity.titleKey()));
    if (entity.itemType().equals("person")) {
      putList(item.putArray("emails"), row.get("emails"));
      putList(item.putArray("phones"), row.get("phones"));
    }
    return item;
  }

  private static void putList(ArrayNode list, Object value) {
    if (value != null) {
      list.add((String) value);
    }
  }

  private static Set<String> types(String list) {
    if (list == null) {
      return FIELDS.keySet();
    }
    Set<String> types = new LinkedHashSet<>(List.of(list.split(",", -1)));
    for (String type : types) {
      if (!FIELDS.containsKey(type) && !EMPTY.contains(type)) {
        throw Refusal.bad("item_types must not be " + type);
      }
    }
    return types;
  }

  private static Set<String> fields(String list, Set<String> types) {
    Set<String> possible =
        types.stream()
            .flatMap(type -> FIELDS.getOrDefault(type, List.of()).stream())
            .collect(Collectors.toSet());
    if (list == null) {
      return possible;
    }
    Set<String> fields = new LinkedHashSet<>(List.of(list.split(",", -1)));
    for (String field : fields) {
      if (!possible.contains(field)) {
        throw Refusal.bad("fields must not be " + field);
      }
    }
    return fields;
  }

  private static List<String> texts(Entity entity, Map<String, Object> row, Set<String> fields) {
    return entity.fields().stream()
        .filter(field -> fields.contains(searchName(field)))
        .map(field -> row.get(field.key()))
        .flatMap(value -> value instanceof String text ? Stream.of(text) : Stream.empty())
        .toList();
  }

  /** The name by which a search asks for a field. */
  private static String searchName(Field field) {
    if (field.isCustom()) {
      boolean text = field.type() == FieldType.VARCHAR || field.type() == FieldType.TEXT;
      return text ? "custom_fields" : "";
    }
    return switch (field.key()) {
      case "emails" -> "email";
      case "phones" -> "phone";
      default -> field.key();
    };
  }

  /** 0 if it is not found; else the more, the less else there is. */
  private static double score(List<String> texts, String term, boolean exact) {
    double best = 0;
    for (String text : texts) {
      List<String> words = words(text);
      List<String> wanted = words(term);
      boolean found =
          exact
              ? text.equalsIgnoreCase(term)
              : !wanted.isEmpty()
                  && wanted.stream()
                      .allMatch(want -> words.stream().anyMatch(word -> word.startsWith(want)));
      if (found) {
        best = Math.max(best, Math.round(100.0 / Math.max(1, words.size())) / 100.0);
      }
    }
    return best;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
