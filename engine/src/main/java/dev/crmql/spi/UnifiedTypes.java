package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * A service's counterparts of the object types that every CRM has, and where their attributes stand
 * in its records (CRM API, the lists of attributes of accounts, contacts, leads, opportunities,
 * campaigns and tasks). A file beside the connector says it:
 *
 * <pre>{@code
 * {"contact": {
 *    "object": "Contacts",
 *    "keyword": ["first_name", "last_name", "email1"],
 *    "attributes": {
 *      "first_name": "first_name",
 *      "email": ["email1", "email"],
 *      "owner": {"reference": "user", "property": "assigned_user_id"},
 *      "account": {"reference": "account", "property": "parent_id", "only": {"parent_type": "Accounts"}},
 *      "mailing_address": {"city": "primary_address_city", "country": "primary_address_country"}}}}
 * }</pre>
 *
 * <p>An attribute is a property (one of a related record is written {@code Owner/Name}), a list of
 * properties of which the first counts that a record has, the id of another record (given only
 * where a property holds a text, if such is said), or a group of attributes. The properties below
 * {@code keyword} are those that a search for a keyword names to the service: it answers with them
 * and, where it must be told, looks in them.
 */
public final class UnifiedTypes {

  private static final UnifiedTypes NONE = new UnifiedTypes(new EnumMap<>(UnifiedType.class));

  /** What every object of an answer has, whatever its type. */
  private static final Set<String> TAKEN = Set.of("id", "type", "api", "raw", "account_id", "href");

  private static final Set<String> MEMBERS = Set.of("object", "keyword", "attributes");

  /** Names go into requests as they are. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private record Counterpart(
      String object, List<String> keyword, Map<String, UnifiedAttribute> attributes) {}

  private final Map<UnifiedType, Counterpart> counterparts;
  private final Map<String, String> objectNames = new HashMap<>();
  private final Map<String, UnifiedType> typesByObject = new HashMap<>();

  private UnifiedTypes(Map<UnifiedType, Counterpart> counterparts) {
    this.counterparts = counterparts;
    counterparts.forEach(
        (type, counterpart) -> {
          objectNames.put(type.wireName(), counterpart.object());
          objectNames.put(type.plural(), counterpart.object());
          if (typesByObject.put(lower(counterpart.object()), type) != null) {
            throw new IllegalStateException(counterpart.object() + " is two unified types");
          }
        });
  }

  /** Those of a service that has none. */
  public static UnifiedTypes none() {
    return NONE;
  }

  /**
   * Reads {@code unified-types.json}.
   *
   * @param owner a class in the package of the file
   * @throws IllegalStateException if the file is not there or says something else
   */
  public static UnifiedTypes load(Class<?> owner) {
    return of(ResourceJson.read(owner, "unified-types.json"));
  }

  /**
   * Reads such a file.
   *
   * @throws IllegalStateException if it names a type that is not unified, lacks an object's name,
   *     gives an attribute the name of something that every object of an answer has, lists no
   *     property to look for keywords in, or one twice, or has a member that means nothing
   */
  public static UnifiedTypes read(InputStream in) throws IOException {
    return of(new ObjectMapper().readTree(in));
  }

  private static UnifiedTypes of(JsonNode json) {
    Map<UnifiedType, Counterpart> counterparts = new EnumMap<>(UnifiedType.class);
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      counterparts.put(type(each.getKey()), counterpart(each.getKey(), each.getValue()));
    }
    return new UnifiedTypes(counterparts);
  }

  private static UnifiedType type(String wireName) {
    for (UnifiedType type : UnifiedType.values()) {
      if (type.wireName().equals(wireName)) {
        return type;
      }
    }
    throw new IllegalStateException("not a unified type: " + wireName);
  }

  private static Counterpart counterpart(String type, JsonNode json) {
    String object = json.path("object").asText("");
    if (object.isEmpty()) {
      throw new IllegalStateException(type + " has no object");
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new IllegalStateException(type + " can't have " + member.getKey());
      }
    }
    Map<String, UnifiedAttribute> attributes = UnifiedAttribute.members(json.path("attributes"));
    for (String name : attributes.keySet()) {
      if (TAKEN.contains(name)) {
        throw new IllegalStateException("no attribute of " + type + " can be called " + name);
      }
    }
    List<String> keyword =
        json.has("keyword") ? keyword(type, json.get("keyword")) : List.<String>of();
    return new Counterpart(object, keyword, attributes);
  }

  private static List<String> keyword(String type, JsonNode json) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : json) {
      boolean isNew =
          name.isTextual()
              && NAME.matcher(name.textValue()).matches()
              && names.add(name.textValue());
      if (!isNew) {
        throw new IllegalStateException(type + " looks for keywords in " + name);
      }
    }
    if (!json.isArray() || names.isEmpty()) {
      throw new IllegalStateException(type + " looks for keywords nowhere");
    }
    return List.copyOf(names);
  }

  /**
   * The service's name of the object type that the written name stands for: {@code Account}, {@code
   * account} and {@code Accounts} all name the service's own. Every other name stands for itself,
   * with its case.
   */
  public String objectName(String written) {
    return objectNames.getOrDefault(lower(written), written);
  }

  /** The service's names of all unified types that it has. */
  public List<String> objectNames() {
    return counterparts.values().stream().map(Counterpart::object).toList();
  }

  /**
   * The service's names of the unified types that keywords are looked for in, each with the
   * properties that such a search names, at least one; in the order of {@link UnifiedType}.
   */
  public Map<String, List<String>> keywordProperties() {
    Map<String, List<String>> properties = new LinkedHashMap<>();
    for (Counterpart each : counterparts.values()) {
      if (!each.keyword().isEmpty()) {
        properties.put(each.object(), each.keyword());
      }
    }
    return Collections.unmodifiableMap(properties);
  }

  /** The unified type that the service's object type is, if it is one. */
  public Optional<UnifiedType> typeOf(String serviceType) {
    return Optional.ofNullable(typesByObject.get(lower(serviceType)));
  }

  /**
   * The unified attributes of a record: those that were asked for and came; JSON null where the
   * record has no value.
   *
   * @param references makes what is answered of a referred type, a {@link UnifiedType#wireName} or
   *     {@code user}, and of the service's id of such a record
   */
  public ObjectNode attributes(Row row, BinaryOperator<String> references) {
    Optional<UnifiedType> type = typeOf(row.type());
    return type.isEmpty()
        ? JsonNodeFactory.instance.objectNode()
        : UnifiedAttribute.read(
            counterparts.get(type.get()).attributes(),
            new UnifiedAttribute.Reading(row, row.shown(), references));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
