package dev.crmql.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the records of an answer from rows of the database. */
final class Records {
  /** No colon in the offset, as Salesforce prints it. */
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final SoqlPlan plan;
  private final String basePath;

  /**
   * {@code basePath} is where the version's resources begin, such as {@code /services/data/v60.0}.
   */
  Records(SoqlPlan plan, String basePath) {
    this.plan = plan;
    this.basePath = basePath;
  }

  JsonNode of(Map<String, Object> row) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    addAttributes(object, plan.root(), row.get(SoqlFields.ROOT_ALIAS));
    List<SoqlFields.Found> selected = plan.selected();
    for (int i = 0; i < selected.size(); i++) {
      SoqlFields.Found field = selected.get(i);
      Optional<ObjectNode> owner = owner(object, field, row);
      Object value = row.get("f" + i);
      owner.ifPresent(found -> found.set(field.column().name(), json(value)));
    }
    return object;
  }

  /**
   * The object that a field belongs into, made if need be; nothing if a parent on the way is
   * missing.
   */
  private Optional<ObjectNode> owner(
      ObjectNode object, SoqlFields.Found field, Map<String, Object> row) {
    ObjectNode owner = object;
    for (SoqlFields.Parent parent : field.parents()) {
      Object id = row.get(parent.alias());
      if (id == null) {
        owner.putNull(parent.relationship());
        return Optional.empty();
      }
      if (owner.get(parent.relationship()) instanceof ObjectNode made) {
        owner = made;
      } else {
        owner = owner.putObject(parent.relationship());
        addAttributes(owner, parent.table(), id);
      }
    }
    return Optional.of(owner);
  }

  private void addAttributes(ObjectNode object, Table table, Object id) {
    object
        .putObject("attributes")
        .put("type", table.name())
        .put("url", basePath + "/sobjects/" + table.name() + "/" + id);
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    } else if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    } else if (value instanceof Integer number) {
      return nodes.numberNode(number);
    } else if (value instanceof BigDecimal number) {
      return nodes.numberNode(number.doubleValue());
    } else if (value instanceof Instant instant) {
      return nodes.textNode(DATE_TIME.format(instant));
    }
    return nodes.textNode(value.toString());
  }
}
