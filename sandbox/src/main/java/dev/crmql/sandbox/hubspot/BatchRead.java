package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.http.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers reads of several records by their ids. */
final class BatchRead {
  private static final int MOST_INPUTS = 100;

  private final Database database;

  BatchRead(Database database) {
    this.database = database;
  }

  /** The records, last one first; status 207 if some were not found. */
  Response answer(ObjectType type, String body) {
    ObjectNode json = Json.object(body);
    List<String> wanted = Json.texts(json, "properties");
    List<ObjectNode> inputs = Json.objects(json, "inputs");
    if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
      throw HubSpotException.invalid(
          "A batch has 1 to " + MOST_INPUTS + " inputs, not " + inputs.size() + ".");
    }
    Set<String> missing = new LinkedHashSet<>();
    inputs.forEach(input -> missing.add(Json.neededText(input, "id")));
    ObjectNode answer = Json.MAPPER.createObjectNode().put("status", "COMPLETE");
    ArrayNode results = answer.putArray("results");
    for (Map<String, Object> row : rows(type, List.copyOf(missing))) {
      missing.remove((String) row.get(ObjectType.ID));
      results.add(RecordWriter.write(type, row, wanted));
    }
    if (missing.isEmpty()) {
      return Response.json(200, answer);
    }
    ObjectNode error =
        HubSpotException.notFound("Some records are not there: " + String.join(", ", missing))
            .body();
    ArrayNode ids = error.putObject("context").putArray("ids");
    missing.forEach(ids::add);
    answer.put("numErrors", 1).putArray("errors").add(error);
    return Response.json(207, answer);
  }

  private List<Map<String, Object>> rows(ObjectType type, List<String> ids) {
    String id = Database.quoted(ObjectType.ID);
    String marks = String.join(", ", ids.stream().map(one -> "?").toList());
    return database.query(
        "SELECT * FROM "
            + Database.quoted(type.name())
            + " WHERE "
            + id
            + " IN ("
            + marks
            + ") ORDER BY "
            + id
            + " DESC",
        ids);
  }
}
