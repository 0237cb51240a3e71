package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the {@code filter} argument and refuses what the server refuses. */
final class FilterReader {
  private final Map<String, Module> modules;
  private final Module module;

  /**
   * @param modules all modules by name, for links
   * @param module the module that is filtered
   */
  FilterReader(Map<String, Module> modules, Module module) {
    this.modules = modules;
    this.module = module;
  }

  /** The conditions of a filter, joined by AND; without any if there is no filter. */
  Filter.Group read(JsonNode filter) {
    if (isLeftOut(filter)) {
      return new Filter.Group(false, List.of());
    }
    if (!Php.isArray(filter)) {
      throw SugarException.invalidParameter("Unexpected filter type " + Php.typeName(filter) + ".");
    }
    return group(false, filter);
  }

  /** Absent, null, "" and false are the same to the server. */
  private static boolean isLeftOut(JsonNode filter) {
    return filter == null || (!Php.isArray(filter) && Php.text(filter).isEmpty());
  }

  /** Every key of every element takes part: in an OR, none of them is ANDed. */
  private Filter.Group group(boolean any, JsonNode definitions) {
    if (!Php.isArray(definitions)) {
      throw new SugarException(500, "fatal_error", "A group of conditions must be an array.");
    }
    List<Filter> parts = new ArrayList<>();
    for (JsonNode definition : Php.values(definitions)) {
      if (!Php.isArray(definition)) {
        throw SugarException.invalidParameter(
            "Did not recognize the definition: " + Php.text(definition));
      }
      for (Map.Entry<String, JsonNode> entry : Php.entries(definition)) {
        add(entry.getKey(), entry.getValue(), parts);
      }
    }
    return new Filter.Group(any, parts);
  }

  private void add(String key, JsonNode filter, List<Filter> parts) {
    switch (key) {
      case "$and" -> parts.add(group(false, filter));
      case "$or" -> parts.add(group(true, filter));
      case "$favorite", "$owner", "$creator", "$tracker", "$following" ->
          parts.add(new Filter.NoRecord());
      default -> addTests(key, filter, parts);
    }
  }

  private void addTests(String path, JsonNode filter, List<Filter> parts) {
    Field.Relation link = null;
    Module owner = module;
    String name = path;
    if (path.indexOf('.') > 0) {
      String[] steps = path.split("\\.", -1); // steps after the second are never looked at
      name = steps[1];
      link = link(steps[0], name);
      owner = modules.get(link.module());
    }
    Field field = owner.fields().get(name);
    if (field == null) {
      throw SugarException.invalidParameter("Unknown field " + name);
    }
    if (!Php.isArray(filter)) {
      parts.add(new Filter.Test(link, field, Operator.EQUALS, filter));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : Php.entries(filter)) {
      Operator operator =
          Operator.named(entry.getKey())
              .orElseThrow(
                  () ->
                      SugarException.invalidParameter(
                          "Did not recognize the operand: " + entry.getKey()));
      check(operator, owner, field, entry.getValue());
      parts.add(new Filter.Test(link, field, operator, entry.getValue()));
    }
  }

  private Field.Relation link(String linkName, String fieldName) {
    Field link = module.fields().get(linkName);
    if (link == null || link.type() != FieldType.LINK) {
      throw SugarException.invalidParameter("Invalid link " + linkName + " for field " + fieldName);
    }
    return link.relation();
  }

  /** Whether a value is {@code {"$field": name}}, another column of the same record. */
  static boolean isFieldReference(JsonNode operand) {
    return operand.isObject() && operand.size() == 1 && operand.has("$field");
  }

  private static void check(Operator operator, Module owner, Field field, JsonNode operand) {
    switch (operator) {
      case IN, NOT_IN -> {
        if (!Php.isArray(operand)) {
          throw SugarException.invalidParameter(operator.text() + " requires an array");
        }
      }
      case BETWEEN, DATE_BETWEEN -> {
        if (!Php.isArray(operand) || operand.size() != 2) {
          throw SugarException.invalidParameter("$between requires an array with two values.");
        }
      }
      case EQUALS, NOT_EQUALS, LT, LTE, GT, GTE -> {
        if (isFieldReference(operand)) {
          Field other = owner.fields().get(operand.get("$field").asText());
          if (other == null
              || other.type().ignoredInFilters()
              || other.type().kind() != field.type().kind()) {
            throw SugarException.database();
          }
        }
      }
      case STARTS, ENDS, CONTAINS, NOT_CONTAINS, IS_NULL, NOT_NULL, EMPTY, NOT_EMPTY -> {}
      case DATE_RANGE, MORE_X_DAYS_AGO, LAST_X_DAYS, NEXT_X_DAYS, MORE_X_DAYS_AHEAD -> {}
    }
  }
}
