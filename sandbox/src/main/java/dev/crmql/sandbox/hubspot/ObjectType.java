package dev.crmql.sandbox.hubspot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of record.
 *
 * @param name as paths have it: the plural, or a custom object's full name
 * @param objectTypeId another name that paths may have; begins with {@code 2-} for custom objects
 * @param singular the label of one record
 * @param properties by name, in the order in which the metadata lists them
 * @param defaults what an answer shows if no properties are asked for
 * @param searched what a keyword is looked for in
 * @param associations from the other type's singular to the property with the other record's id
 */
record ObjectType(
    String name,
    String objectTypeId,
    String singular,
    Map<String, Property> properties,
    List<String> defaults,
    List<String> searched,
    Map<String, String> associations) {

  static final String ID = "hs_object_id";

  private static final String ASSOCIATION = "associations.";

  ObjectType {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    defaults = List.copyOf(defaults);
    searched = List.copyOf(searched);
    associations = Map.copyOf(associations);
  }

  boolean custom() {
    return objectTypeId.startsWith("2-");
  }

  /**
   * The property of that name.
   *
   * @throws HubSpotException 400 if there is none
   */
  Property property(String propertyName) {
    Property property = properties.get(propertyName);
    if (property == null) {
      throw HubSpotException.invalid(
          "Property '" + propertyName + "' does not exist on " + name + ".");
    }
    return property;
  }

  /** Whether a filter's name means an association, not a property. */
  static boolean isAssociation(String propertyName) {
    return propertyName.startsWith(ASSOCIATION);
  }

  /**
   * The property that a filter's name means, which may be {@code associations.company}.
   *
   * @throws HubSpotException 400 if there is none
   */
  Property filterable(String propertyName) {
    String other =
        isAssociation(propertyName)
            ? associations.get(propertyName.substring(ASSOCIATION.length()))
            : null;
    return property(other == null ? propertyName : other);
  }

  /** The date of creation: {@code createdate}, or {@code hs_createdate}. */
  String created() {
    return properties.containsKey("createdate") ? "createdate" : "hs_createdate";
  }

  /** The date of the last change; contacts have a name of their own for it. */
  String modified() {
    return properties.containsKey("lastmodifieddate") ? "lastmodifieddate" : "hs_lastmodifieddate";
  }

  /** What every record has. */
  List<String> system() {
    return List.of(ID, created(), modified());
  }
}
