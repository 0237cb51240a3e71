package dev.crmql.spi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a service's limits from a file beside its connector, which gives each with its unit, the
 * API version that it holds for, its source and the date it was read:
 *
 * <pre>{@code
 * {"query-length": {"value": 100000, "unit": "characters", "apiVersion": "v60.0",
 *   "source": "SOQL and SOSL Reference, Limits", "asOf": "2026-11"}}
 * }</pre>
 */
public final class ServiceLimits {

  private static final String[] KEYS = {"value", "unit", "apiVersion", "source", "asOf"};

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ServiceLimits() {}

  /**
   * Reads the file.
   *
   * @param limits what they become: its components are the limits by their names, {@code
   *     queryLength} for {@code query-length}
   * @param resource the file's name, in the package of the record
   * @throws IllegalStateException if the file is not there, lacks a limit or a part of one, or has
   *     one that the record has not
   */
  public static <T extends Record> T load(Class<T> limits, String resource) {
    return load(limits, limits, resource);
  }

  /**
   * As {@link #load(Class, String)}, from a file that is not in the package of the record.
   *
   * @param beside a class in the package of the file
   */
  public static <T extends Record> T load(Class<T> limits, Class<?> beside, String resource) {
    Map<String, JsonNode> values = values(ResourceJson.read(beside, resource), resource);
    try {
      return MAPPER.convertValue(values, limits);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(resource + " does not fit " + limits.getName(), e);
    }
  }

  private static Map<String, JsonNode> values(JsonNode file, String resource) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> limit : file.properties()) {
      for (String key : KEYS) {
        if (!limit.getValue().has(key)) {
          throw new IllegalStateException(resource + ": " + limit.getKey() + " has no " + key);
        }
      }
      values.put(limit.getKey(), limit.getValue().get("value"));
    }
    return values;
  }
}
