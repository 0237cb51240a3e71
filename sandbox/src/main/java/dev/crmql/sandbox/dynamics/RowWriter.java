package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.data.Database.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Database;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes rows as the Web API does, with the related rows and the annotations asked for. */
final class RowWriter {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String LOOKUP_LOGICAL_NAME = "Microsoft.Dynamics.CRM.lookuplogicalname";
  private static final String NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty";
  private static final String TOTAL = "Microsoft.Dynamics.CRM.totalrecordcount";

  private final Database database;
  private final Schema schema;
  private final Preferences preferences;

  RowWriter(Database database, Schema schema, Preferences preferences) {
    this.database = database;
    this.schema = schema;
    this.preferences = preferences;
  }

  /**
   * Adds what is said about a page as a whole.
   *
   * @param count the number of rows found, or -1 if it was not asked for
   */
  void annotate(ObjectNode page, long count) {
    if (preferences.annotates(TOTAL)) {
      page.put("@" + TOTAL, count);
      page.put("@" + TOTAL + "limitexceeded", false); // no table has more than the 5,000 counted
    }
  }

  List<ObjectNode> write(List<Map<String, Object>> rows, Selection selection) {
    List<ObjectNode> written = new ArrayList<>(rows.size());
    for (Map<String, Object> row : rows) {
      ObjectNode node = JSON.objectNode();
      node.put("@odata.etag", etag(row.get(selection.table().key())));
      for (Attribute attribute : selection.attributes()) {
        Object value = row.get(attribute.logicalName());
        node.set(attribute.property(), json(value));
        annotate(node, attribute, value);
      }
      written.add(node);
    }
    for (Attribute attribute : selection.attributes()) {
      attribute.navigations().forEach(navigation -> annotate(written, rows, attribute, navigation));
    }
    for (Selection.Expansion expansion : selection.expansions()) {
      expand(written, rows, expansion);
    }
    return written;
  }

  private void annotate(ObjectNode node, Attribute attribute, Object value) {
    String label = FormattedValue.of(attribute, value);
    if (label != null && preferences.annotates(FormattedValue.TERM)) {
      node.put(attribute.property() + "@" + FormattedValue.TERM, label);
    }
  }

  /**
   * Says of lookups what they point to; of a polymorphic one's navigations, each finds its own
   * rows.
   */
  private void annotate(
      List<ObjectNode> written,
      List<Map<String, Object>> rows,
      Attribute attribute,
      Navigation navigation) {
    if (!preferences.annotates(FormattedValue.TERM)
        && !preferences.annotates(LOOKUP_LOGICAL_NAME)
        && !preferences.annotates(NAVIGATION)) {
      return;
    }
    String name = schema.table(navigation.target()).primaryName();
    Map<Object, Map<String, Object>> targets = new HashMap<>();
    related(rows, navigation)
        .forEach(target -> targets.put(target.get(navigation.targetColumn()), target));
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Object> target = targets.get(rows.get(i).get(navigation.sourceColumn()));
      if (target != null) {
        ObjectNode node = written.get(i);
        put(node, attribute, FormattedValue.TERM, (String) target.get(name));
        put(node, attribute, LOOKUP_LOGICAL_NAME, navigation.target());
        put(node, attribute, NAVIGATION, navigation.name());
      }
    }
  }

  private void put(ObjectNode node, Attribute attribute, String term, String value) {
    if (value != null && preferences.annotates(term)) {
      node.put(attribute.property() + "@" + term, value);
    }
  }

  private void expand(
      List<ObjectNode> written, List<Map<String, Object>> rows, Selection.Expansion expansion) {
    Navigation navigation = expansion.navigation();
    List<Map<String, Object>> targets = related(rows, navigation);
    List<ObjectNode> targetNodes = write(targets, expansion.selection());
    Map<Object, List<ObjectNode>> nodesByLink = new HashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      nodesByLink
          .computeIfAbsent(targets.get(i).get(navigation.targetColumn()), link -> new ArrayList<>())
          .add(targetNodes.get(i));
    }
    for (int i = 0; i < rows.size(); i++) {
      List<ObjectNode> found =
          nodesByLink.getOrDefault(rows.get(i).get(navigation.sourceColumn()), List.of());
      if (navigation.collection()) {
        written.get(i).putArray(navigation.name()).addAll(found);
      } else {
        written.get(i).set(navigation.name(), found.isEmpty() ? JSON.nullNode() : found.get(0));
      }
    }
  }

  private List<Map<String, Object>> related(
      Collection<Map<String, Object>> rows, Navigation navigation) {
    DataverseTable target = schema.table(navigation.target());
    Object[] links =
        rows.stream()
            .map(row -> row.get(navigation.sourceColumn()))
            .filter(Objects::nonNull)
            .distinct()
            .toArray();
    return database.query(
        "SELECT * FROM "
            + quoted(target.logicalName())
            + " WHERE "
            + quoted(navigation.targetColumn())
            + " = ANY(?) ORDER BY "
            + quoted(target.key()),
        List.of((Object) links));
  }

  /** Rows never change here, so a version made of the key is good for ever. */
  private static String etag(Object key) {
    return "W/\"" + (key.hashCode() & 0xfffffff) + "\"";
  }

  private static JsonNode json(Object value) {
    if (value == null) {
      return JSON.nullNode();
    } else if (value instanceof BigDecimal number) {
      return DecimalNode.valueOf(number); // a factory would shorten 1000.00 to 1E+3
    } else if (value instanceof Integer number) {
      return JSON.numberNode(number);
    } else if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    return JSON.textNode(value.toString());
  }
}
