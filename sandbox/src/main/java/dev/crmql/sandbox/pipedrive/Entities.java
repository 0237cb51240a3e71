package dev.crmql.sandbox.pipedrive;

import dev.crmql.sandbox.data.SampleData;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of records: deals, persons, organizations, activities and leads. There are no campaigns
 * in Pipedrive. A record without a value has null; there is no empty text.
 *
 * <p>Three deals are archived, three deleted and three leads archived: those are in no table that
 * the sandbox shows, as they are in no list unless they are asked for.
 */
final class Entities {
  /** The stages of the one pipeline; ids count from 1. */
  static final List<String> STAGES =
      List.of(
          "Prospecting", "Qualification", "Proposal", "Negotiation", "Closed Won", "Closed Lost");

  private static final List<String> LABELS = List.of("Hot", "Warm", "Cold");

  /** Owners are users 1 to 3. */
  private static final int USERS = 3;

  private final Map<String, Entity> all;

  Entities(SampleData data) {
    all =
        Stream.of(deals(data), persons(data), organizations(data), activities(data), leads(data))
            .collect(
                Collectors.toMap(
                    Entity::name, entity -> entity, (one, other) -> one, LinkedHashMap::new));
  }

  List<Entity> all() {
    return List.copyOf(all.values());
  }

  /** The type of that name in addresses, {@code deals}. */
  Optional<Entity> named(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /** The first type that a condition holds for. */
  Optional<Entity> first(Predicate<Entity> condition) {
    return all.values().stream().filter(condition).findFirst();
  }

  private static int owner(int number) {
    return 1 + number % USERS;
  }

  /** None, one or two of the labels, as the ids of options. */
  private static String labels(int number) {
    return switch (number % 4) {
      case 0, 1 -> null;
      case 2 -> Integer.toString(Field.FIRST_OPTION + number % 3);
      default -> Field.FIRST_OPTION + "," + (Field.FIRST_OPTION + 2);
    };
  }

  private static Entity deals(SampleData data) {
    List<String> sources =
        distinct(data.opportunities().stream().map(SampleData.Opportunity::source));
    return new EntityBuilder<>(data.opportunities(), 12_450)
        .field("id", FieldType.NUMBER_ID, SampleData.Opportunity::number)
        .text("title", FieldType.VARCHAR, SampleData.Opportunity::name)
        .field("value", FieldType.MONETARY, SampleData.Opportunity::amount)
        .field("currency", FieldType.VARCHAR, sale -> "EUR")
        .field("status", FieldType.STATUS, Entities::status)
        .field("stage_id", FieldType.STAGE, sale -> 1 + STAGES.indexOf(sale.stage()))
        .field("pipeline_id", FieldType.INT, sale -> 1)
        .field(
            "person_id",
            FieldType.PEOPLE,
            sale -> sale.number() % 3 == 0 ? null : 1 + sale.number() * 7 % data.contacts().size())
        .field("org_id", FieldType.ORG, SampleData.Opportunity::account)
        .field("owner_id", FieldType.USER, sale -> owner(sale.number()))
        .field("probability", FieldType.INT, SampleData.Opportunity::probability)
        .field("expected_close_date", FieldType.DATE, SampleData.Opportunity::closeDate)
        .field(
            "won_time",
            FieldType.DATETIME,
            sale -> status(sale).equals("won") ? sale.modified() : null)
        .field(
            "lost_time",
            FieldType.DATETIME,
            sale -> status(sale).equals("lost") ? sale.modified() : null)
        .text(
            "lost_reason",
            FieldType.VARCHAR,
            sale -> status(sale).equals("lost") ? sale.description() : null)
        .options("label_ids", "Labels", LABELS, sale -> labels(sale.number()))
        .field("is_archived", FieldType.BOOLEAN, sale -> false)
        .field("add_time", FieldType.DATETIME, SampleData.Opportunity::created)
        .field("update_time", FieldType.DATETIME, SampleData.Opportunity::modified)
        .customOption("Deal source", sources, SampleData.Opportunity::source)
        .custom("Next step", FieldType.VARCHAR, SampleData.Opportunity::nextStep)
        .build(
            "deals",
            "deal",
            "deals",
            List.of(
                Map.of("id", 90_001, "status", "deleted"),
                Map.of("id", 90_002, "status", "deleted"),
                Map.of("id", 90_003, "status", "deleted"),
                Map.of("id", 90_004, "is_archived", true),
                Map.of("id", 90_005, "is_archived", true),
                Map.of("id", 90_006, "is_archived", true)));
  }

  private static String status(SampleData.Opportunity sale) {
    return switch (sale.stage()) {
      case "Closed Won" -> "won";
      case "Closed Lost" -> "lost";
      default -> "open";
    };
  }

  private static Entity persons(SampleData data) {
    return new EntityBuilder<>(data.contacts(), 9_030)
        .field("id", FieldType.NUMBER_ID, SampleData.Contact::number)
        .text("name", FieldType.VARCHAR, person -> joined(person.firstName(), person.lastName()))
        .text("first_name", FieldType.VARCHAR, SampleData.Contact::firstName)
        .text("last_name", FieldType.VARCHAR, SampleData.Contact::lastName)
        .field("org_id", FieldType.ORG, SampleData.Contact::account)
        .text("emails", FieldType.EMAIL, SampleData.Contact::email)
        .text("phones", FieldType.PHONE, SampleData.Contact::phone)
        .field("owner_id", FieldType.USER, person -> owner(person.number()))
        .options("label_ids", "Labels", LABELS, person -> labels(person.number()))
        .field("add_time", FieldType.DATETIME, SampleData.Contact::created)
        .field("update_time", FieldType.DATETIME, SampleData.Contact::modified)
        .custom("Job title", FieldType.VARCHAR, SampleData.Contact::title)
        .custom("Birthdate", FieldType.DATE, SampleData.Contact::birthdate)
        .build("persons", "person", "people", List.of());
  }

  private static String joined(String first, String last) {
    return Stream.of(first, last)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static Entity organizations(SampleData data) {
    List<String> industries = distinct(data.accounts().stream().map(SampleData.Account::industry));
    return new EntityBuilder<>(data.accounts(), 4_001)
        .field("id", FieldType.NUMBER_ID, SampleData.Account::number)
        .text("name", FieldType.VARCHAR, SampleData.Account::name)
        .field("owner_id", FieldType.USER, company -> owner(company.number()))
        .text("address", FieldType.ADDRESS, SampleData.Account::city)
        .options("label_ids", "Labels", LABELS, company -> labels(company.number()))
        .field("add_time", FieldType.DATETIME, SampleData.Account::created)
        .field("update_time", FieldType.DATETIME, SampleData.Account::modified)
        .custom("Website", FieldType.VARCHAR, SampleData.Account::website)
        .customOption("Industry", industries, SampleData.Account::industry)
        .options(
            EntityBuilder.hash("Interests"),
            "Interests",
            List.of("Pumps", "Cranes", "Lifts"),
            company -> labels(company.number() + 1))
        .custom("Employees", FieldType.DOUBLE, Entities::employees)
        .custom("Revenue", FieldType.MONETARY, SampleData.Account::annualRevenue)
        .custom("Notes", FieldType.TEXT, SampleData.Account::description)
        .build("organizations", "organization", "org", List.of());
  }

  private static Object employees(SampleData.Account company) {
    return company.employees() == null ? null : BigDecimal.valueOf(company.employees());
  }

  private static Entity activities(SampleData data) {
    return new EntityBuilder<>(data.tasks(), 2_201)
        .field("id", FieldType.NUMBER_ID, SampleData.Task::number)
        .text("subject", FieldType.VARCHAR, SampleData.Task::subject)
        .field("type", FieldType.VARCHAR, task -> task.number() % 3 == 0 ? "call" : "task")
        .field("due_date", FieldType.DATE, SampleData.Task::dueDate)
        .field(
            "due_time",
            FieldType.TIME,
            task -> task.dueDate() == null || task.number() % 2 == 0 ? null : "17:00")
        .field("done", FieldType.BOOLEAN, task -> task.status().equals("Completed"))
        .field("owner_id", FieldType.USER, task -> owner(task.number()))
        .field(
            "deal_id",
            FieldType.INT,
            task -> task.number() % 5 == 0 ? 1 + task.number() % data.opportunities().size() : null)
        .field(
            "lead_id",
            FieldType.TEXT_ID,
            task -> task.number() % 5 == 1 ? EntityBuilder.uuid("lead", task.number()) : null)
        .field("person_id", FieldType.PEOPLE, SampleData.Task::contact)
        .field("org_id", FieldType.ORG, SampleData.Task::account)
        .text("note", FieldType.TEXT, SampleData.Task::description)
        .field("add_time", FieldType.DATETIME, SampleData.Task::created)
        .field("update_time", FieldType.DATETIME, SampleData.Task::modified)
        .build("activities", "activity", "activity", List.of());
  }

  private static Entity leads(SampleData data) {
    List<String> sources = distinct(data.leads().stream().map(SampleData.Lead::source));
    return new EntityBuilder<>(data.leads(), 15_001)
        .field("id", FieldType.TEXT_ID, lead -> EntityBuilder.uuid("lead", lead.number()))
        .text("title", FieldType.VARCHAR, SampleData.Lead::lastName)
        .field("owner_id", FieldType.USER, lead -> owner(lead.number()))
        .field("creator_id", FieldType.USER, lead -> owner(lead.number() + 1))
        .field(
            "person_id",
            FieldType.PEOPLE,
            lead -> lead.number() % 4 == 0 ? null : 1 + lead.number() * 5 % data.contacts().size())
        .field(
            "organization_id",
            FieldType.ORG,
            lead -> lead.number() % 4 == 1 ? null : 1 + lead.number() * 3 % data.accounts().size())
        .field("value", FieldType.LEAD_VALUE, SampleData.Lead::annualRevenue)
        .field(
            "expected_close_date",
            FieldType.DATE,
            lead -> lead.number() % 3 == 0 ? null : LocalDate.ofEpochDay(19_000 + lead.number()))
        .field("was_seen", FieldType.BOOLEAN, lead -> lead.number() % 2 == 0)
        .field("is_archived", FieldType.BOOLEAN, lead -> false)
        .field("add_time", FieldType.DATETIME, SampleData.Lead::created)
        .field("update_time", FieldType.DATETIME, SampleData.Lead::modified)
        .customOption("Lead source", sources, SampleData.Lead::source)
        .options(
            EntityBuilder.hash("Lead interests"),
            "Lead interests",
            List.of("Pumps", "Cranes", "Lifts"),
            lead -> labels(lead.number()))
        .custom("Budget", FieldType.MONETARY, SampleData.Lead::annualRevenue)
        .build(
            "leads",
            "lead",
            "leads",
            List.of(
                Map.of("id", EntityBuilder.uuid("archived", 1), "is_archived", true),
                Map.of("id", EntityBuilder.uuid("archived", 2), "is_archived", true),
                Map.of("id", EntityBuilder.uuid("archived", 3), "is_archived", true)));
  }

  private static List<String> distinct(Stream<String> labels) {
    return labels.filter(Objects::nonNull).distinct().sorted().toList();
  }
}
