package dev.crmql.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the conditions of a saved filter. Their shape is fixed: two groups that must both hold, one
 * of conditions that must all hold and one of which any must.
 */
final class FilterReader {
  private static final int MOST_CONDITIONS = 16;

  private final Entity entity;
  private final FilterSql sql;

  FilterReader(Entity entity, FilterSql sql) {
    this.entity = entity;
    this.sql = sql;
  }

  /**
   * The condition of the whole filter.
   *
   * @throws Refusal if the shape, a field, an operator or a value is not good, or there are more
   *     than 16 conditions
   */
  Where read(JsonNode filter) {
    JsonNode groups = group(filter, "and");
    if (groups.size() != 2) {
      throw Refusal.bad("Filter conditions must be two groups");
    }
    JsonNode all = group(groups.get(0), "and");
    JsonNode any = group(groups.get(1), "or");
    if (all.size() + any.size() > MOST_CONDITIONS) {
      throw Refusal.bad("Filter is allowed to have at most " + MOST_CONDITIONS + " conditions");
    }
    return Where.all(List.of(Where.all(conditions(all)), Where.any(conditions(any))));
  }

  private static JsonNode group(JsonNode group, String glue) {
    JsonNode conditions = group == null ? null : group.get("conditions");
    if (conditions == null || !conditions.isArray() || !group.path("glue").asText().equals(glue)) {
      throw Refusal.bad("Filter conditions must be a group with glue \"" + glue + "\"");
    }
    return conditions;
  }

  private List<Where> conditions(JsonNode group) {
    List<Where> conditions = new ArrayList<>();
    group.forEach(condition -> conditions.add(condition(condition)));
    return conditions;
  }

  private Where condition(JsonNode condition) {
    if (!condition.path("object").asText().equals(entity.itemType())) {
      throw Refusal.bad("Filter conditions must be on object " + entity.itemType());
    }
    Field field = field(condition.path("field_id"));
    String text = condition.path("operator").asText();
    Operator operator =
        Operator.of(text)
            .filter(one -> one.suits(field.type()))
            .orElseThrow(
                () -> Refusal.bad("Operator " + text + " is not allowed for " + field.name()));
    JsonNode value = condition.path("value");
    boolean given = value.isTextual() || value.isNumber() || value.isBoolean();
    if (given != operator.needsValue()) {
      throw Refusal.bad("Operator " + text + (given ? " takes no value" : " needs a value"));
    }
    return sql.of(field, operator, given ? value.asText() : null);
  }

  /** Named by its number as text, not by its key. */
  private Field field(JsonNode id) {
    if (!id.isTextual() || !id.textValue().matches("\\d{1,9}")) {
      throw Refusal.bad("field_id must be the number of a field as text");
    }
    return entity
        .field(Integer.parseInt(id.textValue()))
        .orElseThrow(() -> Refusal.bad("Field " + id.textValue() + " does not exist"));
  }
}
