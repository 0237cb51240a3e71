package dev.crmql.sandbox.hubspot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The standard objects with their properties and some custom ones, and one custom object. */
final class ObjectTypes {
  static final ObjectType COMPANIES =
      new ObjectType(
          "companies",
          "0-2",
          "Company",
          properties(
              "createdate",
              "hs_lastmodifieddate",
              Property.of("name", PropertyType.STRING),
              Property.of("domain", PropertyType.STRING),
              Property.of("website", PropertyType.STRING),
              Property.of("industry", PropertyType.SELECT),
              Property.of("type", PropertyType.SELECT),
              Property.of("phone", PropertyType.PHONE),
              Property.calculated("hs_searchable_calculated_phone_number", PropertyType.STRING),
              Property.of("city", PropertyType.STRING),
              Property.of("country", PropertyType.STRING),
              Property.of("numberofemployees", PropertyType.NUMBER),
              Property.of("annualrevenue", PropertyType.NUMBER),
              Property.calculated("hs_parent_company_id", PropertyType.REFERENCE),
              Property.of("description", PropertyType.LONG_STRING),
              Property.custom("rating", PropertyType.SELECT),
              Property.custom("markets", PropertyType.CHECKBOXES),
              Property.custom("on_credit_hold", PropertyType.BOOL)),
          List.of("name", "domain"),
          List.of("website", "hs_searchable_calculated_phone_number", "name", "domain"),
          Map.of());

  static final ObjectType CONTACTS =
      new ObjectType(
          "contacts",
          "0-1",
          "Contact",
          properties(
              "createdate",
              "lastmodifieddate",
              Property.of("firstname", PropertyType.STRING),
              Property.of("lastname", PropertyType.STRING),
              Property.of("email", PropertyType.STRING),
              Property.of("phone", PropertyType.PHONE),
              Property.calculated("hs_searchable_calculated_phone_number", PropertyType.STRING),
              Property.of("jobtitle", PropertyType.STRING),
              Property.of("company", PropertyType.STRING),
              Property.of("city", PropertyType.STRING),
              Property.of("lifecyclestage", PropertyType.SELECT),
              Property.of("message", PropertyType.LONG_STRING),
              Property.calculated("associatedcompanyid", PropertyType.REFERENCE),
              Property.custom("birth_date", PropertyType.DATE),
              Property.custom("do_not_call", PropertyType.BOOL)),
          List.of("firstname", "lastname", "email"),
          List.of(
              "firstname", "lastname", "email", "hs_searchable_calculated_phone_number", "company"),
          Map.of("company", "associatedcompanyid"));

  static final ObjectType LEADS =
      new ObjectType(
          "leads",
          "0-136",
          "Lead",
          properties(
              "createdate",
              "hs_lastmodifieddate",
              Property.of("hs_lead_name", PropertyType.STRING),
              Property.of("hs_lead_label", PropertyType.SELECT),
              Property.of("hs_pipeline_stage", PropertyType.SELECT),
              Property.custom("company_name", PropertyType.STRING),
              Property.custom("email", PropertyType.STRING),
              Property.custom("source", PropertyType.SELECT),
              Property.custom("employees", PropertyType.NUMBER),
              Property.custom("budget", PropertyType.NUMBER),
              Property.custom("converted", PropertyType.BOOL)),
          List.of(),
          List.of("hs_lead_name"),
          Map.of());

  static final ObjectType DEALS =
      new ObjectType(
          "deals",
          "0-3",
          "Deal",
          properties(
              "createdate",
              "hs_lastmodifieddate",
              Property.of("dealname", PropertyType.STRING),
              Property.of("amount", PropertyType.NUMBER),
              Property.of("closedate", PropertyType.DATETIME),
              Property.of("dealstage", PropertyType.SELECT),
              Property.of("pipeline", PropertyType.SELECT),
              Property.of("dealtype", PropertyType.SELECT),
              Property.of("description", PropertyType.LONG_STRING),
              Property.of("hs_next_step", PropertyType.STRING),
              Property.calculated("hs_primary_associated_company", PropertyType.REFERENCE),
              Property.custom("win_percent", PropertyType.NUMBER),
              Property.custom("source", PropertyType.SELECT),
              Property.custom("close_day", PropertyType.DATE),
              Property.custom("private_sale", PropertyType.BOOL)),
          List.of("dealname", "amount", "closedate", "pipeline", "dealstage"),
          List.of("dealname", "pipeline", "dealstage", "description", "dealtype"),
          Map.of("company", "hs_primary_associated_company"));

  static final ObjectType TASKS =
      new ObjectType(
          "tasks",
          "0-27",
          "Task",
          properties(
              "hs_createdate",
              "hs_lastmodifieddate",
              Property.of("hs_task_subject", PropertyType.STRING),
              Property.of("hs_task_body", PropertyType.LONG_STRING),
              Property.of("hs_task_status", PropertyType.SELECT),
              Property.of("hs_task_priority", PropertyType.SELECT),
              Property.of("hs_timestamp", PropertyType.DATETIME),
              Property.custom("reminder_set", PropertyType.BOOL)),
          List.of(),
          List.of("hs_task_body", "hs_task_subject"),
          Map.of());

  /** Campaigns are no searchable object of the service; this account made an object for them. */
  static final ObjectType PROMOTIONS =
      new ObjectType(
          "p4711_promotions",
          "2-4711",
          "Promotion",
          properties(
              "hs_createdate",
              "hs_lastmodifieddate",
              Property.custom("promotion_name", PropertyType.STRING),
              Property.custom("status", PropertyType.SELECT),
              Property.custom("kind", PropertyType.SELECT),
              Property.custom("active", PropertyType.BOOL),
              Property.custom("start_date", PropertyType.DATE),
              Property.custom("end_date", PropertyType.DATE),
              Property.custom("budget", PropertyType.NUMBER),
              Property.custom("cost", PropertyType.NUMBER),
              Property.custom("sent", PropertyType.NUMBER)),
          List.of(),
          List.of("promotion_name"),
          Map.of());

  static final List<ObjectType> ALL = List.of(COMPANIES, CONTACTS, LEADS, DEALS, TASKS, PROMOTIONS);

  private ObjectTypes() {}

  /** The type that a path names in exactly this spelling. */
  static Optional<ObjectType> named(String name) {
    return ALL.stream()
        .filter(type -> type.name().equals(name) || type.objectTypeId().equals(name))
        .findFirst();
  }

  private static Map<String, Property> properties(
      String created, String modified, Property... own) {
    Map<String, Property> properties = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                Property.calculated(ObjectType.ID, PropertyType.ID),
                Property.calculated(created, PropertyType.DATETIME),
                Property.calculated(modified, PropertyType.DATETIME)),
            Stream.of(own))
        .forEach(property -> properties.put(property.name(), property));
    return properties;
  }
}
