package dev.crmql.sandbox.hubspot;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample records as HubSpot stores them: empty text is no value, options are stored by their
 * internal values, and ids are numbers of ten digits.
 */
final class HubSpotTables {
  private static final long COMPANY_IDS = 2_000_000_000L;
  private static final long CONTACT_IDS = 3_000_000_000L;
  private static final long LEAD_IDS = 4_000_000_000L;
  private static final long DEAL_IDS = 5_000_000_000L;
  private static final long TASK_IDS = 6_000_000_000L;
  private static final long PROMOTION_IDS = 7_000_000_000L;

  private static final List<String> STAGES_OF_LIFE =
      List.of("subscriber", "lead", "customer", "opportunity");
  private static final List<String> MARKETS =
      List.of("north", "south;north", "East", "South West;north;East");

  private final Map<Integer, String> companyNames;

  private HubSpotTables(SampleData data) {
    companyNames =
        data.accounts().stream()
            .collect(Collectors.toMap(SampleData.Account::number, SampleData.Account::name));
  }

  static List<Table> of(SampleData data) {
    HubSpotTables tables = new HubSpotTables(data);
    return List.of(
        table(ObjectTypes.COMPANIES, data.accounts(), HubSpotTables::company),
        table(ObjectTypes.CONTACTS, data.contacts(), tables::contact),
        table(ObjectTypes.LEADS, data.leads(), HubSpotTables::lead),
        table(ObjectTypes.DEALS, data.opportunities(), HubSpotTables::deal),
        table(ObjectTypes.TASKS, data.tasks(), HubSpotTables::task),
        table(ObjectTypes.PROMOTIONS, data.campaigns(), HubSpotTables::promotion));
  }

  private static void company(SampleData.Account account, Row row) {
    row.record(id(COMPANY_IDS, account.number()), account.created(), account.modified())
        .set("name", account.name())
        .set("domain", domain(account.website()))
        .set("website", account.website())
        .set("industry", upperCaseOption(account.industry()))
        .set("type", upperCaseOption(account.type()))
        .phone(account.phone())
        .set("city", account.city())
        .set("country", account.country())
        .set("numberofemployees", number(account.employees()))
        .set("annualrevenue", account.annualRevenue())
        .set("hs_parent_company_id", id(COMPANY_IDS, account.parent()))
        .set("description", account.description())
        .set("rating", account.rating())
        .set(
            "markets",
            account.number() % 3 == 0 ? null : MARKETS.get(account.number() % MARKETS.size()))
        .set("on_credit_hold", account.onCreditHold());
  }

  private void contact(SampleData.Contact contact, Row row) {
    row.record(id(CONTACT_IDS, contact.number()), contact.created(), contact.modified())
        .set("firstname", contact.firstName())
        .set("lastname", contact.lastName())
        .set("email", contact.email())
        .phone(contact.phone())
        .set("jobtitle", contact.title())
        .set("company", companyNames.get(contact.account()))
        .set("city", contact.city())
        .set(
            "lifecyclestage",
            contact.number() % 5 == 0
                ? null
                : STAGES_OF_LIFE.get(contact.number() % STAGES_OF_LIFE.size()))
        .set("message", contact.description())
        .set("associatedcompanyid", id(COMPANY_IDS, contact.account()))
        .set("birth_date", contact.birthdate())
        .set("do_not_call", contact.doNotCall());
  }

  private static void lead(SampleData.Lead lead, Row row) {
    row.record(id(LEAD_IDS, lead.number()), lead.created(), lead.modified())
        .set(
            "hs_lead_name",
            Stream.of(lead.firstName(), lead.lastName())
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" ")))
        .set("hs_lead_label", upperCaseOption(lead.rating()))
        .set("hs_pipeline_stage", option(lead.status()))
        .set("company_name", lead.company())
        .set("email", lead.email())
        .set("source", lead.source())
        .set("employees", number(lead.employees()))
        .set("budget", lead.annualRevenue())
        .set("converted", lead.converted());
  }

  private static void deal(SampleData.Opportunity sale, Row row) {
    row.record(id(DEAL_IDS, sale.number()), sale.created(), sale.modified())
        .set("dealname", sale.name())
        .set("amount", sale.amount())
        .set("closedate", moment(sale.number(), sale.closeDate()))
        .set("dealstage", option(sale.stage()))
        .set("pipeline", sale.number() % 4 == 0 ? "renewals" : "default")
        .set("dealtype", option(sale.type()))
        .set("description", sale.description())
        .set("hs_next_step", sale.nextStep())
        .set("hs_primary_associated_company", id(COMPANY_IDS, sale.account()))
        .set("win_percent", number(sale.probability()))
        .set("source", sale.source())
        .set("close_day", sale.closeDate())
        .set("private_sale", sale.privateSale());
  }

  private static void task(SampleData.Task task, Row row) {
    row.record(id(TASK_IDS, task.number()), task.created(), task.modified())
        .set("hs_task_subject", task.subject())
        .set("hs_task_body", task.description())
        .set("hs_task_status", upperCaseOption(task.status()))
        .set("hs_task_priority", upperCaseOption(task.priority()))
        .set("hs_timestamp", moment(task.number(), task.dueDate()))
        .set("reminder_set", task.reminderSet());
  }

  private static void promotion(SampleData.Campaign campaign, Row row) {
    row.record(id(PROMOTION_IDS, campaign.number()), campaign.created(), campaign.modified())
        .set("promotion_name", campaign.name())
        .set("status", campaign.status())
        .set("kind", option(campaign.type()))
        .set("active", campaign.active())
        .set("start_date", campaign.startDate())
        .set("end_date", campaign.endDate())
        .set("budget", campaign.budgetedCost())
        .set("cost", campaign.actualCost())
        .set("sent", number(campaign.numberSent()));
  }

  /** Ids of one type all have the same length, so that they sort alike as text and as numbers. */
  private static String id(long first, Integer number) {
    return number == null ? null : Long.toString(first + number * 37L);
  }

  private static String domain(String website) {
    return website == null || !website.startsWith("https://")
        ? null
        : website.substring("https://".length()).toLowerCase(Locale.ROOT).replace("www.", "");
  }

  /** {@code Closed Won} is stored as {@code closedwon}. */
  private static String option(String label) {
    return label == null ? null : label.toLowerCase(Locale.ROOT).replace(" ", "");
  }

  /** {@code Not Started} is stored as {@code NOT_STARTED}. */
  private static String upperCaseOption(String label) {
    return label == null ? null : label.toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  private static BigDecimal number(Integer number) {
    return number == null ? null : BigDecimal.valueOf(number);
  }

  /** Midnight in UTC, the second before it, or one of the day's hours. */
  private static Instant moment(int number, LocalDate day) {
    if (day == null) {
      return null;
    }
    Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    return midnight.plusSeconds(number % 3 == 0 ? -(number % 2) : number % 24 * 3600L);
  }

  private static <T> Table table(ObjectType type, List<T> records, BiConsumer<T, Row> fill) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (T record : records) {
      Row row = new Row(type);
      fill.accept(record, row);
      rows.add(row.values);
    }
    return new Table(
        type.name(),
        ObjectType.ID,
        type.properties().values().stream().map(Property::column).toList(),
        rows);
  }

  /** One row in the making. */
  private static final class Row {
    private final ObjectType type;
    private final Map<String, Object> values = new HashMap<>();

    private Row(ObjectType type) {
      this.type = type;
    }

    private Row record(String id, Instant created, Instant modified) {
      return set(ObjectType.ID, id).set(type.created(), created).set(type.modified(), modified);
    }

    /** The searchable form has the digits without the country's code. */
    private Row phone(String phone) {
      return set("phone", phone)
          .set(
              "hs_searchable_calculated_phone_number",
              phone == null ? null : phone.replaceFirst("^\\+\\d+", "").replaceAll("\\D", ""));
    }

    private Row set(String column, Object value) {
      values.put(column, "".equals(value) ? null : value);
      return this;
    }
  }
}
