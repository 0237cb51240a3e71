package dev.crmql.sandbox.pipeliner;

import dev.crmql.sandbox.data.SampleData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entities with records, and those that describe them. There are no campaigns in Pipeliner, and
 * the views over several entities (LeadOppties, Activities) are not emulated.
 *
 * <p>Text is kept as the sample has it, null or empty.
 */
final class Entities {
  private static final String ACCOUNTS = "Accounts";

  private final List<Entity> records;
  private final Map<String, Entity> all = new LinkedHashMap<>();

  Entities(SampleData data) {
    Map<Integer, String> accountNames =
        data.accounts().stream()
            .collect(Collectors.toMap(SampleData.Account::number, SampleData.Account::name));
    records =
        List.of(
            accounts(data),
            contacts(data, accountNames),
            leads(data),
            opportunities(data),
            tasks(data));
    Stream.concat(records.stream(), Stream.of(fieldList(), entityList(), options(data)))
        .forEach(entity -> all.put(entity.name(), entity));
  }

  /** Those with records. */
  List<Entity> records() {
    return records;
  }

  List<Entity> all() {
    return List.copyOf(all.values());
  }

  /** The entity of that name, which is plural and spelled exactly so. */
  Optional<Entity> named(String name) {
    return Optional.ofNullable(all.get(name));
  }

  private static Entity accounts(SampleData data) {
    return new EntityBuilder<>(ACCOUNTS, "Account", data.accounts(), SampleData.Account::number)
        .text("name", SampleData.Account::name)
        .numbered("email", FieldType.EMAIL, Entities::officeAddress)
        .numbered("phone", FieldType.PHONE, SampleData.Account::phone)
        .field("home_page", FieldType.URL, SampleData.Account::website)
        .text("address", account -> null)
        .text("city", SampleData.Account::city)
        .text("country", SampleData.Account::country)
        .option("industry_id", SampleData.Account::industry)
        .option("unit_id", account -> "Sales")
        .field("cf_employees", FieldType.INTEGER, SampleData.Account::employees)
        .field("cf_revenue", FieldType.FLOAT, SampleData.Account::annualRevenue)
        .field("cf_credit_hold", FieldType.CHECKBOX, SampleData.Account::onCreditHold)
        .field("cf_notes", FieldType.TEXT_AREA, SampleData.Account::description)
        .common(SampleData.Account::created, SampleData.Account::modified)
        .build();
  }

  private static String officeAddress(SampleData.Account account) {
    return switch (account.number() % 4) {
      case 0 -> null;
      case 1 -> "";
      default -> "Office" + account.number() % 31 + "@kl.example";
    };
  }

  private static Entity contacts(SampleData data, Map<Integer, String> accountNames) {
    return new EntityBuilder<>("Contacts", "Contact", data.contacts(), SampleData.Contact::number)
        .text("first_name", SampleData.Contact::firstName)
        .text("middle_name", contact -> contact.number() % 5 == 0 ? "M." : null)
        .text("last_name", SampleData.Contact::lastName)
        .field("formatted_name", FieldType.COMPUTED, Entities::formattedName)
        .text("title", contact -> contact.number() % 3 == 0 ? "Dr." : null)
        .text("position", SampleData.Contact::title)
        .numbered("email", FieldType.EMAIL, SampleData.Contact::email)
        .numbered("phone", FieldType.PHONE, SampleData.Contact::phone)
        .text("city", SampleData.Contact::city)
        .text("quick_account_name", contact -> accountNames.get(contact.account()))
        .reference("primary_account_id", ACCOUNTS, "primary_account", SampleData.Contact::account)
        .field("cf_birthdate", FieldType.DATE, SampleData.Contact::birthdate)
        .field("cf_do_not_call", FieldType.CHECKBOX, SampleData.Contact::doNotCall)
        .common(SampleData.Contact::created, SampleData.Contact::modified)
        .build();
  }

  private static String formattedName(SampleData.Contact contact) {
    return joined(contact.firstName(), contact.lastName());
  }

  private static String joined(String first, String last) {
    return Stream.of(first, last)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static Entity leads(SampleData data) {
    return new EntityBuilder<>("Leads", "Lead", data.leads(), SampleData.Lead::number)
        .text("name", SampleData.Lead::lastName)
        .text("quick_account_name", SampleData.Lead::company)
        .text("quick_contact_name", lead -> joined(lead.firstName(), lead.lastName()))
        .field("quick_email", FieldType.EMAIL, SampleData.Lead::email)
        .field("quick_phone", FieldType.PHONE, SampleData.Lead::phone)
        .field("status", FieldType.ENUM, lead -> lead.status().equals("Closed") ? 2 : 1)
        .option("lead_source_id", SampleData.Lead::source)
        .option("lead_type_id", SampleData.Lead::rating)
        .field(
            "ranking",
            FieldType.FLOAT,
            lead -> lead.employees() == null ? null : BigDecimal.valueOf(lead.employees() % 101, 1))
        .common(SampleData.Lead::created, SampleData.Lead::modified)
        .build();
  }

  private static Entity opportunities(SampleData data) {
    return new EntityBuilder<>(
            "Opportunities", "Opportunity", data.opportunities(), SampleData.Opportunity::number)
        .text("name", SampleData.Opportunity::name)
        .field("closing_date", FieldType.DATE, SampleData.Opportunity::closeDate)
        .field("status", FieldType.ENUM, Entities::saleStatus)
        .option("step_id", SampleData.Opportunity::stage)
        .field("value", FieldType.MONEY, SampleData.Opportunity::amount)
        .option(
            "reason_of_close_id", sale -> sale.stage().startsWith("Closed") ? sale.stage() : null)
        .field("cf_private_sale", FieldType.CHECKBOX, SampleData.Opportunity::privateSale)
        .text("cf_next_step", SampleData.Opportunity::nextStep)
        .common(SampleData.Opportunity::created, SampleData.Opportunity::modified)
        .build();
  }

  private static int saleStatus(SampleData.Opportunity sale) {
    return switch (sale.stage()) {
      case "Closed Lost" -> 2;
      case "Closed Won" -> 3;
      default -> 1;
    };
  }

  private static Entity tasks(SampleData data) {
    return new EntityBuilder<>("Tasks", "Task", data.tasks(), SampleData.Task::number)
        .text("subject", SampleData.Task::subject)
        .field("description", FieldType.TEXT_AREA, SampleData.Task::description)
        .field("due_date", FieldType.DATE, SampleData.Task::dueDate)
        .field(
            "start_date",
            FieldType.DATE,
            task -> task.dueDate() == null ? null : task.dueDate().minusDays(task.number() % 9))
        .field("status", FieldType.ENUM, Entities::taskStatus)
        .field("priority", FieldType.ENUM, Entities::priority)
        .option("activity_type_id", task -> task.number() % 2 == 0 ? "Call" : "To-do")
        .common(SampleData.Task::created, SampleData.Task::modified)
        .build();
  }

  private static int taskStatus(SampleData.Task task) {
    return switch (task.status()) {
      case "Not Started" -> 1;
      case "In Progress" -> 2;
      case "Completed" -> 4;
      default -> 5;
    };
  }

  private static int priority(SampleData.Task task) {
    return switch (task.priority()) {
      case "Low" -> 1;
      case "Normal" -> 2;
      default -> 3;
    };
  }

  private Entity fieldList() {
    record Described(Entity entity, Field field) {}
    List<Described> described = new ArrayList<>();
    for (Entity entity : records) {
      entity.fields().forEach(field -> described.add(new Described(entity, field)));
    }
    return EntityBuilder.withIds(
            "Fields",
            "Field",
            described,
            one -> EntityBuilder.id(one.entity().name(), one.field().name()))
        .text("entity_name", one -> one.entity().singular())
        .text("api_name", one -> one.field().name())
        .text("name", one -> one.field().label())
        .text("type_id", one -> one.field().type().typeId())
        .field("use_in_global_search", FieldType.CHECKBOX, one -> one.field().isSearched())
        .field("is_custom", FieldType.CHECKBOX, one -> one.field().isCustom())
        .build();
  }

  private Entity entityList() {
    return EntityBuilder.withIds(
            "Entities", "Entity", records, entity -> EntityBuilder.id("Entities", entity.name()))
        .text("name", Entity::singular)
        .build();
  }

  /** The labels of the options that records hold ids of. */
  private static Entity options(SampleData data) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    labels.put("industry_id", distinct(data.accounts().stream().map(SampleData.Account::industry)));
    labels.put("unit_id", List.of("Sales"));
    labels.put("lead_source_id", distinct(data.leads().stream().map(SampleData.Lead::source)));
    labels.put("lead_type_id", distinct(data.leads().stream().map(SampleData.Lead::rating)));
    List<String> stages =
        distinct(data.opportunities().stream().map(SampleData.Opportunity::stage));
    labels.put("step_id", stages);
    labels.put("reason_of_close_id", stages.stream().filter(s -> s.startsWith("Closed")).toList());
    labels.put("activity_type_id", List.of("Call", "To-do"));
    record Option(String field, String label) {}
    List<Option> options = new ArrayList<>();
    labels.forEach((field, each) -> each.forEach(label -> options.add(new Option(field, label))));
    return EntityBuilder.withIds(
            "Data", "Data", options, option -> EntityBuilder.id(option.field(), option.label()))
        .text("option_name", Option::label)
        .build();
  }

  private static List<String> distinct(Stream<String> labels) {
    return labels.filter(Objects::nonNull).distinct().sorted().toList();
  }
}
