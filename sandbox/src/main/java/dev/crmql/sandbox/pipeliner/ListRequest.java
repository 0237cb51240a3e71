package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for records of an entity.
 *
 * @param loadOnly names of the fields to show; null for all
 */
record ListRequest(
    List<Condition> conditions, List<SortKey> order, Set<String> loadOnly, Window window) {
  private static final Set<String> NAMES =
      Set.of(
          "order-by",
          "load-only",
          "include-deleted",
          "first",
          "after",
          "last",
          "before",
          "limit",
          "offset");
  private static final Pattern FILTER = Pattern.compile("(filter|filter-op)\\[([^\\]]*)]");

  /**
   * Reads the parameters. Which ones the service passes over is not known, so none is.
   *
   * @throws Refusal if one is unknown, repeated, or not good
   */
  static ListRequest of(Request request, Entity entity, PipelinerOptions options) {
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, String> filters = new LinkedHashMap<>();
    Map<String, String> operators = new LinkedHashMap<>();
    for (Map.Entry<String, String> one : request.parameterList()) {
      Matcher filter = FILTER.matcher(one.getKey());
      Map<String, String> kind = plain;
      String name = one.getKey();
      if (filter.matches()) {
        kind = filter.group(1).equals("filter") ? filters : operators;
        name = filter.group(2);
      } else if (!NAMES.contains(name)) {
        throw Refusal.badParameter("unknown parameter " + name);
      }
      if (kind.putIfAbsent(name, one.getValue()) != null) {
        throw Refusal.badParameter("parameter " + one.getKey() + " is given twice");
      }
    }
    if (!options.operatorNeedsValue()) {
      operators.keySet().forEach(field -> filters.putIfAbsent(field, ""));
    }
    if (!Set.of("true", "false").contains(plain.getOrDefault("include-deleted", "false"))) {
      throw Refusal.badParameter("include-deleted must be true or false");
    }
    return new ListRequest(
        conditions(filters, operators, entity),
        SortKey.of(plain.get("order-by"), entity, options),
        loadOnly(plain.get("load-only"), entity),
        Window.of(plain));
  }

  private static List<Condition> conditions(
      Map<String, String> filters, Map<String, String> operators, Entity entity) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, String> filter : filters.entrySet()) {
      Field field = field(filter.getKey(), entity);
      String code = operators.getOrDefault(filter.getKey(), Operator.EQ.code());
      Operator operator =
          Operator.of(code)
              .filter(one -> one.suits(field.type()))
              .orElseThrow(
                  () ->
                      Refusal.badParameter(
                          "filter operator \"" + code + "\" is not for field " + field.name()));
      conditions.add(new Condition(field, operator, filter.getValue()));
    }
    return List.copyOf(conditions);
  }

  /** The fields of {@code load-only} and no others: whoever wants the id asks for it. */
  private static Set<String> loadOnly(String names, Entity entity) {
    if (names == null) {
      return null;
    }
    Set<String> shown = new LinkedHashSet<>();
    for (String name : names.split(",", -1)) {
      if (entity.fields().stream().noneMatch(field -> name.equals(field.link()))) {
        field(name, entity);
      }
      shown.add(name);
    }
    return shown;
  }

  private static Field field(String name, Entity entity) {
    return entity
        .field(name)
        .orElseThrow(
            () -> Refusal.badParameter("unknown field " + name + " of " + entity.singular()));
  }
}
