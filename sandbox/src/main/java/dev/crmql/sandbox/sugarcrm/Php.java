package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON values and query strings as the server's language sees them. */
final class Php {
  /** The server decodes bodies and JSON parameters to a depth of 32. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern NUMBER =
      Pattern.compile("^\\s*([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)");

  private Php() {}

  static JsonNode decode(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.isMissingNode()) {
        throw SugarException.invalidParameter("A parameter in the request was invalid.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw SugarException.invalidParameter("A parameter in the request was invalid.");
    }
  }

  /** The parameters of a query string or form, {@code a[0][b]=c} as nested objects. */
  static ObjectNode form(String encoded) {
    ObjectNode root = JSON.createObjectNode();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = urlDecode(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        put(root, name, equals < 0 ? "" : urlDecode(pair.substring(equals + 1)));
      }
    }
    return root;
  }

  private static void put(ObjectNode root, String name, String value) {
    List<String> keys = new ArrayList<>();
    int open = name.indexOf('[');
    keys.add(open > 0 ? name.substring(0, open) : name);
    while (open > 0 && open < name.length() && name.charAt(open) == '[') {
      int close = name.indexOf(']', open);
      if (close < 0) {
        break;
      }
      keys.add(name.substring(open + 1, close));
      open = close + 1;
    }
    ObjectNode node = root;
    for (String key : keys.subList(0, keys.size() - 1)) {
      String place = key.isEmpty() ? String.valueOf(node.size()) : key;
      node = node.get(place) instanceof ObjectNode inner ? inner : node.putObject(place);
    }
    String last = keys.get(keys.size() - 1);
    node.put(last.isEmpty() ? String.valueOf(node.size()) : last, value);
  }

  private static String urlDecode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // PHP keeps a broken percent sign as it is
    }
  }

  /** Both JSON lists and JSON objects are arrays. */
  static boolean isArray(JsonNode node) {
    return node.isContainerNode();
  }

  /** An array's keys and values; a list's keys are its indices. */
  static List<Map.Entry<String, JsonNode>> entries(JsonNode array) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
    if (array.isObject()) {
      array.properties().forEach(entries::add);
    } else {
      int index = 0;
      for (Iterator<JsonNode> values = array.elements(); values.hasNext(); index++) {
        entries.add(Map.entry(String.valueOf(index), values.next()));
      }
    }
    return entries;
  }

  static List<JsonNode> values(JsonNode array) {
    return entries(array).stream().map(Map.Entry::getValue).toList();
  }

  /**
   * Whether {@code empty()} holds: absent, null, false, 0, "0", "" and the array without elements.
   */
  static boolean isEmpty(JsonNode node) {
    if (node == null || node.isNull()) {
      return true;
    }
    if (isArray(node)) {
      return node.isEmpty();
    }
    return text(node).isEmpty() || text(node).equals("0");
  }

  /** A scalar as a string: true is "1", false and null are empty. */
  static String text(JsonNode scalar) {
    if (scalar.isNull() || scalar.isContainerNode()) {
      return "";
    }
    if (scalar.isBoolean()) {
      return scalar.booleanValue() ? "1" : "";
    }
    if (scalar.isNumber() && !scalar.isIntegralNumber()) {
      return text(scalar.doubleValue());
    }
    return scalar.asText();
  }

  private static String text(double number) {
    double size = Math.abs(number);
    if (size == 0) {
      return "0";
    }
    return size >= 1e-4 && size < 1e15
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  /** The number that a scalar begins with; 0 if it begins with none. */
  static BigDecimal number(JsonNode value) {
    if (isArray(value)) {
      return value.isEmpty() ? BigDecimal.ZERO : BigDecimal.ONE;
    }
    return number(text(value));
  }

  /** The number that a text begins with; 0 if it begins with none. */
  static BigDecimal number(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.find() ? new BigDecimal(number.group(1)) : BigDecimal.ZERO;
  }

  /** The whole number that a scalar begins with, its fraction cut off. */
  static long integer(JsonNode value) {
    return number(value).longValue();
  }

  /** {@code gettype()}. */
  static String typeName(JsonNode value) {
    if (value.isBoolean()) {
      return "boolean";
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "integer" : "double";
    }
    return isArray(value) ? "array" : "string";
  }
}
