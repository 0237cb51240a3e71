package dev.crmql.sandbox.sugarcrm;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample records as SugarCRM stores them: empty text stays empty text, booleans may have no
 * value, counts of employees and revenues are text. What it shows of joined records (the account's
 * name, the primary address) and a person's whole name are columns too.
 */
final class SugarCrmTables {
  private static final String ACCOUNTS = "Accounts";
  private static final String CONTACTS = "Contacts";
  private static final List<String> SALUTATIONS = List.of("Mr.", "Ms.", "Dr.");

  private final Map<Integer, String> accountNames;

  private SugarCrmTables(SampleData data) {
    accountNames =
        data.accounts().stream()
            .collect(Collectors.toMap(SampleData.Account::number, SampleData.Account::name));
  }

  static List<Table> of(SampleData data) {
    SugarCrmTables tables = new SugarCrmTables(data);
    return List.of(
        table(ACCOUNTS, data.accounts(), tables::account),
        table(CONTACTS, data.contacts(), tables::contact),
        table("Leads", data.leads(), tables::lead),
        table("Opportunities", data.opportunities(), tables::opportunity),
        table("Campaigns", data.campaigns(), tables::campaign),
        table("Tasks", data.tasks(), tables::task));
  }

  private void account(SampleData.Account account, Row row) {
    row.record(ACCOUNTS, account.number(), account.created(), account.modified())
        .set("name", account.name())
        .set("website", account.website())
        .set("industry", account.industry())
        .set("account_type", account.type())
        .set("rating", account.rating())
        .set("phone_office", account.phone())
        .set("billing_address_city", account.city())
        .set("billing_address_country", account.country())
        .text("employees", account.employees())
        .text("annual_revenue", account.annualRevenue())
        .set("parent_id", id(ACCOUNTS, account.parent()))
        .set("parent_name", accountNames.get(account.parent()))
        .set("description", account.description())
        .set("score_c", score(account.number()))
        .set("credit_hold_c", account.onCreditHold());
  }

  /** From 0.00 to 9.99, so that many differ by less than what rounding takes away; some without. */
  private static BigDecimal score(int number) {
    return number % 9 == 0 ? null : BigDecimal.valueOf(number * 37L % 1000, 2);
  }

  private void contact(SampleData.Contact contact, Row row) {
    row.record(CONTACTS, contact.number(), contact.created(), contact.modified())
        .person(contact.number(), contact.firstName(), contact.lastName(), contact.email())
        .set("title", contact.title())
        .set("phone_work", contact.phone())
        .set("do_not_call", contact.doNotCall())
        .set("description", contact.description())
        .set("primary_address_city", contact.city())
        .set("birthdate", contact.birthdate())
        .set("account_id", id(ACCOUNTS, contact.account()))
        .set("account_name", accountNames.get(contact.account()));
  }

  private void lead(SampleData.Lead lead, Row row) {
    row.record("Leads", lead.number(), lead.created(), lead.modified())
        .person(lead.number(), lead.firstName(), lead.lastName(), lead.email())
        .set("phone_work", lead.phone())
        .set("description", lead.description())
        .set("account_name", lead.company())
        .set("status", lead.status())
        .set("lead_source", lead.source())
        .text("opportunity_amount", lead.annualRevenue())
        .set("converted", lead.converted());
  }

  private void opportunity(SampleData.Opportunity sale, Row row) {
    row.record("Opportunities", sale.number(), sale.created(), sale.modified())
        .set("name", sale.name())
        .set("account_id", id(ACCOUNTS, sale.account()))
        .set("account_name", accountNames.get(sale.account()))
        .set("amount", sale.amount())
        .set("sales_stage", sale.stage())
        .set("opportunity_type", sale.type())
        .set("lead_source", sale.source())
        .set("probability", sale.probability())
        .set("date_closed", sale.closeDate())
        .set("next_step", sale.nextStep())
        .set("description", sale.description())
        .set("private_c", sale.privateSale());
  }

  private void campaign(SampleData.Campaign campaign, Row row) {
    row.record("Campaigns", campaign.number(), campaign.created(), campaign.modified())
        .set("name", campaign.name())
        .set("status", campaign.status())
        .set("campaign_type", campaign.type())
        .set("start_date", campaign.startDate())
        .set("end_date", campaign.endDate())
        .set("budget", campaign.budgetedCost())
        .set("actual_cost", campaign.actualCost())
        .set("impressions", campaign.numberSent())
        .set("active_c", campaign.active());
  }

  private void task(SampleData.Task task, Row row) {
    row.record("Tasks", task.number(), task.created(), task.modified())
        .set("name", task.subject())
        .set("status", task.status())
        .set("priority", task.priority())
        .set("date_start", task.created())
        .set("date_due", due(task.number(), task.dueDate()))
        .set("parent_type", task.account() == null ? null : ACCOUNTS)
        .set("parent_id", id(ACCOUNTS, task.account()))
        .set("contact_id", id(CONTACTS, task.contact()))
        .set("description", task.description());
  }

  /** Midnight in UTC, the second before it, or one of the day's hours. */
  private static Instant due(int number, LocalDate day) {
    if (day == null) {
      return null;
    }
    Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    return midnight.plusSeconds(number % 3 == 0 ? -(number % 2) : number % 24 * 3600L);
  }

  private static String id(String module, Integer number) {
    return number == null
        ? null
        : UUID.nameUUIDFromBytes((module + "/" + number).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  private static <T> Table table(String module, List<T> records, BiConsumer<T, Row> fill) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (T record : records) {
      Row row = new Row();
      fill.accept(record, row);
      rows.add(row.values);
    }
    return new Table(module, "id", columns(SugarCrmModules.ALL.get(module)), rows);
  }

  private static List<Column> columns(Module module) {
    return module.fields().values().stream()
        .filter(field -> field.type().columnType() != null)
        .map(SugarCrmTables::column)
        .toList();
  }

  private static Column column(Field field) {
    Field.Relation relation = field.relation();
    if (relation != null && relation.idName().equals(field.name())) {
      return Column.reference(field.name(), relation.module(), relation.link());
    }
    return field.name().equals("id")
        ? Column.required("id", ColumnType.ID)
        : Column.of(field.name(), field.type().columnType());
  }

  /** One row in the making. */
  private static final class Row {
    private final Map<String, Object> values = new HashMap<>();

    private Row record(String module, int number, Instant created, Instant modified) {
      return set("id", id(module, number))
          .set("date_entered", created)
          .set("date_modified", modified);
    }

    /** Names are shown as salutation, first name, last name; what is empty is left out. */
    private Row person(int number, String first, String last, String email) {
      String salutation = number % 2 == 0 ? null : SALUTATIONS.get(number % SALUTATIONS.size());
      String name =
          Stream.of(salutation, first, last)
              .filter(part -> part != null && !part.isBlank())
              .collect(Collectors.joining(" "));
      String address = email == null || email.isBlank() ? null : email;
      return set("salutation", salutation)
          .set("first_name", first)
          .set("last_name", last)
          .set("full_name", name)
          .set("name", name)
          .set("email", address)
          .set("email1", address);
    }

    private Row text(String column, Object number) {
      return set(
          column,
          number instanceof BigDecimal decimal
              ? decimal.toPlainString()
              : number == null ? null : number.toString());
    }

    private Row set(String column, Object value) {
      values.put(column, value);
      return this;
    }
  }
}
