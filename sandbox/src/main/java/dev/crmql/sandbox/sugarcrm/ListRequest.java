package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.sandbox.http.PageRows;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of a list, without its filter.
 *
 * @param limit most records on the page, 1 to 1000
 * @param offset records before the page, 0 or more
 * @param pastTheEnd whether {@code offset} was {@code end}
 * @param fields the fields asked for, unknown ones too; null for all
 */
record ListRequest(int limit, int offset, boolean pastTheEnd, OrderBy orderBy, Set<String> fields) {
  /** {@code max_list_limit}: what is more, or less than 1, silently becomes this. */
  static final int MAX_LIST_LIMIT = 1000;

  private static final int DEFAULT_LIMIT = 20;

  static ListRequest of(ObjectNode arguments, Module module) {
    JsonNode offset = arguments.get("offset");
    boolean end = offset != null && Php.text(offset).equals("end");
    return new ListRequest(
        PageRows.atMost(limit(arguments.get("max_num"))),
        end || Php.isEmpty(offset) ? 0 : offset(Php.integer(offset)),
        end,
        OrderBy.of(arguments.get("order_by"), !Php.isEmpty(arguments.get("nulls_last")), module),
        fields(arguments.get("fields")));
  }

  private static int limit(JsonNode maxNum) {
    long limit = Php.isEmpty(maxNum) ? DEFAULT_LIMIT : Php.integer(maxNum);
    return limit < 1 || limit > MAX_LIST_LIMIT ? MAX_LIST_LIMIT : (int) limit;
  }

  private static int offset(long offset) {
    if (offset < 0) {
      throw SugarException.database();
    }
    return (int) Math.min(offset, Integer.MAX_VALUE - 2L * MAX_LIST_LIMIT);
  }

  private static Set<String> fields(JsonNode fields) {
    if (Php.isEmpty(fields)) {
      return null;
    }
    Stream<String> names;
    if (fields.isTextual()) {
      names = Stream.of(fields.textValue().split(",", -1)).map(String::strip);
    } else if (Php.isArray(fields)) {
      names = Php.values(fields).stream().map(ListRequest::fieldName);
    } else {
      throw SugarException.invalidParameter(
          "Fields must be string or array, " + Php.typeName(fields) + " is given");
    }
    return names.collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String fieldName(JsonNode field) {
    JsonNode name = field.isTextual() ? field : field.get("name");
    if (name == null) {
      throw SugarException.invalidParameter("Fields must be specified in array notation");
    }
    return Php.text(name);
  }
}
