package dev.crmql.sandbox.sugarcrm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The six modules with their standard fields, and some custom ones, whose names end in {@code _c}.
 */
final class SugarCrmModules {
  /** By name, spelled as the path needs it. */
  static final Map<String, Module> ALL =
      Stream.of(accounts(), contacts(), leads(), opportunities(), campaigns(), tasks())
          .collect(Collectors.toUnmodifiableMap(Module::name, Function.identity()));

  private SugarCrmModules() {}

  private static Module accounts() {
    return module(
        "Accounts",
        Field.of("name", FieldType.NAME),
        Field.of("website", FieldType.URL),
        Field.of("industry", FieldType.ENUM),
        Field.of("account_type", FieldType.ENUM),
        Field.of("rating", FieldType.VARCHAR),
        Field.of("phone_office", FieldType.PHONE),
        Field.of("billing_address_city", FieldType.VARCHAR),
        Field.of("billing_address_country", FieldType.VARCHAR),
        Field.of("employees", FieldType.VARCHAR),
        Field.of("annual_revenue", FieldType.VARCHAR),
        Field.of("parent_id", FieldType.ID),
        Field.relate("parent_name", "member_of", "parent_id", "Accounts", "name"),
        Field.link("member_of", "parent_id", "Accounts"),
        Field.of("description", FieldType.TEXT),
        Field.of("score_c", FieldType.DECIMAL),
        Field.of("credit_hold_c", FieldType.BOOL));
  }

  private static Module contacts() {
    return module(
        "Contacts",
        person(
            Field.of("primary_address_city", FieldType.VARCHAR),
            Field.of("birthdate", FieldType.DATE),
            Field.relate("account_id", "accounts", "account_id", "Accounts", "id"),
            Field.relate("account_name", "accounts", "account_id", "Accounts", "name"),
            Field.link("accounts", "account_id", "Accounts")));
  }

  private static Module leads() {
    return module(
        "Leads",
        person(
            Field.of("account_name", FieldType.VARCHAR),
            Field.of("status", FieldType.ENUM),
            Field.of("lead_source", FieldType.ENUM),
            Field.of("opportunity_amount", FieldType.VARCHAR),
            Field.of("converted", FieldType.BOOL)));
  }

  private static Module opportunities() {
    return module(
        "Opportunities",
        Field.of("name", FieldType.NAME),
        Field.relate("account_id", "accounts", "account_id", "Accounts", "id"),
        Field.relate("account_name", "accounts", "account_id", "Accounts", "name"),
        Field.link("accounts", "account_id", "Accounts"),
        Field.of("amount", FieldType.CURRENCY),
        Field.of("sales_stage", FieldType.ENUM),
        Field.of("opportunity_type", FieldType.ENUM),
        Field.of("lead_source", FieldType.ENUM),
        Field.of("probability", FieldType.INT),
        Field.of("date_closed", FieldType.DATE),
        Field.of("next_step", FieldType.VARCHAR),
        Field.of("description", FieldType.TEXT),
        Field.of("private_c", FieldType.BOOL));
  }

  private static Module campaigns() {
    return module(
        "Campaigns",
        Field.of("name", FieldType.NAME),
        Field.of("status", FieldType.ENUM),
        Field.of("campaign_type", FieldType.ENUM),
        Field.of("start_date", FieldType.DATE),
        Field.of("end_date", FieldType.DATE),
        Field.of("budget", FieldType.CURRENCY),
        Field.of("actual_cost", FieldType.CURRENCY),
        Field.of("impressions", FieldType.INT),
        Field.of("description", FieldType.NONE),
        Field.of("active_c", FieldType.BOOL));
  }

  private static Module tasks() {
    return module(
        "Tasks",
        Field.of("name", FieldType.NAME),
        Field.of("status", FieldType.ENUM),
        Field.of("priority", FieldType.ENUM),
        Field.of("date_start", FieldType.DATETIMECOMBO),
        Field.of("date_due", FieldType.DATETIMECOMBO),
        Field.of("parent_type", FieldType.VARCHAR),
        Field.of("parent_id", FieldType.ID),
        Field.of("contact_id", FieldType.ID),
        Field.link("accounts", "parent_id", "Accounts"),
        Field.link("contacts", "contact_id", "Contacts"),
        Field.of("description", FieldType.TEXT));
  }

  private static Field[] person(Field... more) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                Field.of("salutation", FieldType.ENUM),
                Field.of("first_name", FieldType.VARCHAR),
                Field.of("last_name", FieldType.VARCHAR),
                Field.of("full_name", FieldType.FULLNAME),
                Field.of("name", FieldType.FULLNAME),
                Field.of("title", FieldType.VARCHAR),
                Field.of("phone_work", FieldType.PHONE),
                Field.of("email", FieldType.EMAIL),
                Field.of("email1", FieldType.EMAIL),
                Field.of("do_not_call", FieldType.BOOL),
                Field.of("description", FieldType.TEXT)));
    fields.addAll(List.of(more));
    return fields.toArray(Field[]::new);
  }

  private static Module module(String name, Field... own) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                Field.of("id", FieldType.ID),
                Field.of("date_entered", FieldType.DATETIME),
                Field.of("date_modified", FieldType.DATETIME)));
    fields.addAll(List.of(own));
    return Module.of(name, fields);
  }
}
