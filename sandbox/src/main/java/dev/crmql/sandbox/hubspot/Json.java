package dev.crmql.sandbox.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads bodies strictly: what is there has the right type, and no value but a page's size is a
 * number.
 */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /**
   * The body as an object.
   *
   * @throws HubSpotException 400 if it is none
   */
  static ObjectNode object(String body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // refused below
    }
    throw HubSpotException.invalid("Invalid input JSON");
  }

  /** The text of a key; null if it is not there. */
  static String text(ObjectNode json, String key) {
    JsonNode value = json.get(key);
    if (value != null && !value.isTextual()) {
      throw HubSpotException.invalid(key + " is not a text.");
    }
    return value == null ? null : value.textValue();
  }

  /** The text of a key that has to be there and not be empty. */
  static String neededText(ObjectNode json, String key) {
    String text = text(json, key);
    if (text == null || text.isEmpty()) {
      throw HubSpotException.invalid(key + " is missing.");
    }
    return text;
  }

  /** The whole number of a key; null if it is not there. */
  static Integer integer(ObjectNode json, String key) {
    JsonNode value = json.get(key);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToInt())) {
      throw HubSpotException.invalid(key + " is not a whole number.");
    }
    return value == null ? null : value.intValue();
  }

  /** The texts of a key's list; null if the key is not there. */
  static List<String> texts(ObjectNode json, String key) {
    JsonNode list = json.get(key);
    if (list == null) {
      return null;
    }
    if (!list.isArray()) {
      throw HubSpotException.invalid(key + " is not a list.");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw HubSpotException.invalid(key + " has an item that is not a text.");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** The objects of a key's list; none if the key is not there. */
  static List<ObjectNode> objects(ObjectNode json, String key) {
    List<ObjectNode> objects = new ArrayList<>();
    JsonNode list = json.path(key);
    if (!list.isArray() && !list.isMissingNode()) {
      throw HubSpotException.invalid(key + " is not a list.");
    }
    for (JsonNode item : list) {
      if (!(item instanceof ObjectNode object)) {
        throw HubSpotException.invalid(key + " has an item that is not an object.");
      }
      objects.add(object);
    }
    return objects;
  }
}
