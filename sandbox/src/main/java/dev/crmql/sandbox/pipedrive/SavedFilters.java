package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The filters that users see and that lists can be asked for with. Thread-safe. */
final class SavedFilters {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int FIRST_ID = 881;

  private final Entities entities;
  private final PipedriveOptions options;
  private final Map<Integer, Saved> filters = new TreeMap<>();
  private int nextId = FIRST_ID;

  private record Saved(String name, Entity entity, JsonNode conditions, Where where) {}

  SavedFilters(Entities entities, PipedriveOptions options) {
    this.entities = entities;
    this.options = options;
  }

  /** The answer to a POST. */
  synchronized ObjectNode create(String body) {
    requireRights();
    JsonNode filter = parsed(body);
    String name = filter.path("name").asText();
    String type = filter.path("type").asText();
    if (name.isBlank()) {
      throw Refusal.bad("Filter name is missing");
    }
    Entity entity =
        entities
            .first(one -> one.filterType().equals(type))
            .orElseThrow(() -> Refusal.bad("Filter type \"" + type + "\" is not valid"));
    JsonNode conditions = filter.get("conditions");
    Where where = new FilterReader(entity, new FilterSql(options)).read(conditions);
    int id = nextId++;
    filters.put(id, new Saved(name, entity, conditions, where));
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  /** The answer to a DELETE. */
  synchronized ObjectNode delete(int id) {
    requireRights();
    if (filters.remove(id) == null) {
      throw notFound();
    }
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  synchronized ObjectNode get(int id) {
    Saved saved = filters.get(id);
    if (saved == null) {
      throw notFound();
    }
    ObjectNode filter = written(id, saved);
    filter.set("conditions", saved.conditions);
    return filter;
  }

  /** All filters without their conditions; of one type, if it is not null. */
  synchronized ArrayNode list(String type) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    filters.forEach(
        (id, saved) -> {
          if (type == null || saved.entity.filterType().equals(type)) {
            list.add(written(id, saved));
          }
        });
    return list;
  }

  /**
   * What a filter finds.
   *
   * @throws Refusal if there is none of that id for records of that type
   */
  synchronized Where where(int id, Entity entity) {
    Saved saved = filters.get(id);
    if (saved == null || !saved.entity.name().equals(entity.name())) {
      throw notFound();
    }
    return saved.where;
  }

  private static ObjectNode written(int id, Saved saved) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", saved.name)
        .put("type", saved.entity.filterType())
        .put("active_flag", true);
  }

  private void requireRights() {
    if (!options.mayManageFilters()) {
      throw new Refusal(403, "You do not have permissions to do this");
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw Refusal.bad("The body is not JSON");
    }
  }

  private static Refusal notFound() {
    return new Refusal(404, "Filter not found");
  }
}
