package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what answers a request. */
final class Routes {
  private static final String V1 = "/v1/";
  private static final String V2 = "/api/v2/";

  private final Entities entities;
  private final Lists lists;
  private final SavedFilters filters;
  private final ItemSearch search;

  Routes(Entities entities, Lists lists, SavedFilters filters, ItemSearch search) {
    this.entities = entities;
    this.lists = lists;
    this.filters = filters;
    this.search = search;
  }

  /**
   * The answer to a request.
   *
   * @param leads whether whoever asks may see leads
   * @throws Refusal 404 if nothing answers it, and others
   */
  Response answer(Request request, boolean leads) {
    String path = request.path();
    if (path.equals(V1 + "filters") || path.startsWith(V1 + "filters/")) {
      return filters(request, path.substring((V1 + "filters").length()));
    }
    if (!request.method().equals("GET")) {
      throw new Refusal(405, "Method not allowed");
    }
    if (path.startsWith(V1)) {
      return Response.json(200, v1(path.substring(V1.length()), request, leads));
    }
    if (path.startsWith(V2)) {
      return Response.json(200, v2(path.substring(V2.length()), request, leads));
    }
    throw notFound();
  }

  private Response filters(Request request, String rest) {
    Map<String, String> parameters = request.parameters();
    String call = request.method() + rest.replaceFirst("^/\\d{1,9}$", "/#");
    int id = call.endsWith("/#") ? Integer.parseInt(rest.substring(1)) : 0;
    return switch (call) {
      case "GET" -> {
        Parameters.requireKnown(parameters, Set.of("type"));
        yield Response.json(200, success(filters.list(parameters.get("type"))));
      }
      case "GET/helpers" -> Response.json(200, success(FieldLists.helpers()));
      case "GET/#" -> Response.json(200, success(filters.get(id)));
      case "POST" -> Response.json(201, success(filters.create(request.body())));
      case "DELETE/#" -> Response.json(200, success(filters.delete(id)));
      default -> throw notFound();
    };
  }

  private ObjectNode v1(String path, Request request, boolean leads) {
    Map<String, String> parameters = request.parameters();
    if (path.equals("leads") || path.equals("leads/archived")) {
      requireScope(leads);
      Entity entity = entities.named("leads").orElseThrow();
      return lists.leads(entity, parameters, path.endsWith("/archived"));
    }
    if (entities.named(path).isPresent()) {
      throw new Refusal(410, "This endpoint is no longer supported, use v2");
    }
    if (path.equals("stages")) {
      return success(FieldLists.stages());
    }
    return fields(path)
        .map(
            entity -> {
              Parameters.requireKnown(parameters, Set.of("start", "limit"));
              ObjectNode page = success(FieldLists.fields(entity));
              page.putObject("additional_data")
                  .putObject("pagination")
                  .put("start", 0)
                  .put("limit", 500)
                  .put("more_items_in_collection", false);
              return page;
            })
        .orElseThrow(Routes::notFound);
  }

  private ObjectNode v2(String path, Request request, boolean leads) {
    Map<String, String> parameters = request.parameters();
    if (path.equals("itemSearch")) {
      return search.page(request.path(), parameters, null, leads);
    }
    if (path.equals("deals/archived")) {
      Entity deals = entities.named("deals").orElseThrow();
      return lists.page(deals, request.path(), parameters, true);
    }
    if (path.equals("stages")) {
      return lastPage(success(FieldLists.stages()));
    }
    if (path.endsWith("/search")) {
      Entity entity =
          entities
              .named(path.substring(0, path.length() - "/search".length()))
              .filter(one -> !one.itemType().equals("activity"))
              .orElseThrow(Routes::notFound);
      requireScope(leads || !entity.isLead());
      return search.page(request.path(), parameters, entity, leads);
    }
    Optional<Entity> listed = entities.named(path).filter(entity -> !entity.isLead());
    if (listed.isPresent()) {
      return lists.page(listed.get(), request.path(), parameters, false);
    }
    return fields(path)
        .map(entity -> lastPage(success(FieldLists.fields(entity))))
        .orElseThrow(Routes::notFound);
  }

  /** The type that a path such as {@code dealFields} describes. */
  private Optional<Entity> fields(String path) {
    return entities.first(entity -> path.equals(entity.itemType() + "Fields"));
  }

  private static ObjectNode success(JsonNode data) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true);
    answer.set("data", data);
    return answer;
  }

  private static ObjectNode lastPage(ObjectNode answer) {
    answer.putObject("additional_data").putNull("next_cursor");
    return answer;
  }

  private static void requireScope(boolean given) {
    if (!given) {
      throw new Refusal(403, "Scope and URL mismatch");
    }
  }

  private static Refusal notFound() {
    return new Refusal(404, "Unknown method .");
  }
}
