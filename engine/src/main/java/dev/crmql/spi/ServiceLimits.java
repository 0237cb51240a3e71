package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service's limits, read from a file beside its connector, which gives each with its unit, the
 * API version that it holds for, its source and the date it was read:
 *
 * <pre>{@code
 * {"query-length": {"value": 100000, "unit": "characters", "apiVersion": "v60.0",
 *   "source": "SOQL and SOSL Reference, Limits", "asOf": "2026-11"}}
 * }</pre>
 */
public final class ServiceLimits {

  private final String resource;
  private final Map<String, Long> values = new TreeMap<>();

  private ServiceLimits(String resource, JsonNode file) {
    this.resource = resource;
    file.properties()
        .forEach(
            entry -> {
              for (String key : new String[] {"value", "unit", "apiVersion", "source", "asOf"}) {
                if (!entry.getValue().has(key)) {
                  throw new IllegalStateException(
                      resource + ": " + entry.getKey() + " has no " + key);
                }
              }
              values.put(entry.getKey(), entry.getValue().get("value").longValue());
            });
  }

  /**
   * Reads the file.
   *
   * @param owner a class in the package of the file
   * @param resource the file's name
   * @throws IllegalStateException if the file is not there or lacks a part of a limit
   */
  public static ServiceLimits load(Class<?> owner, String resource) {
    return new ServiceLimits(resource, ResourceJson.read(owner, resource));
  }

  /** The limit of this name. */
  public int get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(resource + " has no limit " + name);
    }
    return Math.toIntExact(value);
  }
}
