package dev.crmql.sandbox.oracle;

import static dev.crmql.sandbox.data.ColumnType.BOOLEAN;
import static dev.crmql.sandbox.data.ColumnType.CHOICE;
import static dev.crmql.sandbox.data.ColumnType.CURRENCY;
import static dev.crmql.sandbox.data.ColumnType.DATE;
import static dev.crmql.sandbox.data.ColumnType.DATETIME;
import static dev.crmql.sandbox.data.ColumnType.DECIMAL;
import static dev.crmql.sandbox.data.ColumnType.EMAIL;
import static dev.crmql.sandbox.data.ColumnType.ID;
import static dev.crmql.sandbox.data.ColumnType.INTEGER;
import static dev.crmql.sandbox.data.ColumnType.LONG_TEXT;
import static dev.crmql.sandbox.data.ColumnType.PHONE;
import static dev.crmql.sandbox.data.ColumnType.TEXT;
import static dev.crmql.sandbox.data.ColumnType.URL;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.data.TableDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sample records as Oracle Sales Cloud stores them. Empty text is null. Tasks are activities,
 * beside appointments. Ids are numbers of which some do not fit a double.
 */
final class OracleResources {
  static final String OPPORTUNITIES = "opportunities";

  /** The resource that owns an opportunity. */
  static final String OWNER = "OwnerResourcePartyId";

  /** The party id of the user whom the sandbox's credentials stand for. */
  static final BigDecimal CALLER = new BigDecimal("300000000000001");

  private static final int APPOINTMENTS = 40;

  /** Prime to ten, so that different numbers have different ids, in an order that is not theirs. */
  private static final long SCATTER = 38_271_947;

  private OracleResources() {}

  static List<Table> of(SampleData data) {
    return List.of(
        accounts(data),
        contacts(data),
        leads(data),
        opportunities(data),
        campaigns(data),
        activities(data));
  }

  private static Table accounts(SampleData data) {
    return new TableDefinition<SampleData.Account>("accounts", "PartyNumber")
        .required("PartyNumber", ID, r -> "CDRM_1" + scattered(r.number()))
        .required("PartyId", DECIMAL, r -> accountId(r.number()))
        .required("OrganizationName", TEXT, SampleData.Account::name)
        .column("Type", CHOICE, SampleData.Account::type)
        .column("IndustryCode", CHOICE, SampleData.Account::industry)
        .column("URL", URL, SampleData.Account::website)
        .column("FormattedPhoneNumber", PHONE, SampleData.Account::phone)
        .column("City", TEXT, SampleData.Account::city)
        .column("Country", TEXT, SampleData.Account::country)
        .column("EmployeesTotal", INTEGER, SampleData.Account::employees)
        .column("CurrentFiscalYearRevenueAmount", CURRENCY, SampleData.Account::annualRevenue)
        .column("ParentAccountPartyId", DECIMAL, r -> accountId(r.parent()))
        .column("Rating_c", CHOICE, SampleData.Account::rating)
        .column("CreditHold_c", CHOICE, r -> flag(r.onCreditHold()))
        .column("OrganizationDescription", LONG_TEXT, SampleData.Account::description)
        .required("CreationDate", DATETIME, SampleData.Account::created)
        .required("LastUpdateDate", DATETIME, SampleData.Account::modified)
        .of(data.accounts());
  }

  private static Table contacts(SampleData data) {
    return new TableDefinition<SampleData.Contact>("contacts", "PartyNumber")
        .required("PartyNumber", ID, r -> "CDRM_2" + scattered(r.number()))
        .required("PartyId", DECIMAL, r -> contactId(r.number()))
        .column("FirstName", TEXT, SampleData.Contact::firstName)
        .required("LastName", TEXT, SampleData.Contact::lastName)
        .required("ContactName", TEXT, r -> fullName(r.firstName(), r.lastName()))
        .column("EmailAddress", EMAIL, SampleData.Contact::email)
        .column("FormattedWorkPhoneNumber", PHONE, SampleData.Contact::phone)
        .column("JobTitle", TEXT, SampleData.Contact::title)
        .column("City", TEXT, SampleData.Contact::city)
        .column("AccountPartyId", DECIMAL, r -> accountId(r.account()))
        .column("AccountName", TEXT, r -> accountName(data, r.account()))
        .column("DateOfBirth", DATE, SampleData.Contact::birthdate)
        .column("DoNotCallFlag", BOOLEAN, SampleData.Contact::doNotCall)
        .column("Comments", LONG_TEXT, SampleData.Contact::description)
        .required("CreationDate", DATETIME, SampleData.Contact::created)
        .required("LastUpdateDate", DATETIME, SampleData.Contact::modified)
        .of(data.contacts());
  }

  private static Table leads(SampleData data) {
    return new TableDefinition<SampleData.Lead>("leads", "LeadNumber")
        .required("LeadNumber", ID, r -> "LD-" + scattered(r.number()))
        .required("LeadId", DECIMAL, r -> id(300_100_000_000_000L, r.number()))
        .required("Name", TEXT, SampleData.Lead::lastName)
        .required("StatusCode", CHOICE, r -> leadStatus(r.status()))
        .column("Rank", CHOICE, r -> upper(r.rating()))
        .column("SourceCode", CHOICE, r -> upper(r.source()))
        .required("CustomerPartyName", TEXT, SampleData.Lead::company)
        .column("PrimaryContactPersonFirstName", TEXT, SampleData.Lead::firstName)
        .column("PrimaryContactEmailAddress", EMAIL, SampleData.Lead::email)
        .column("PrimaryPhoneNumber", PHONE, SampleData.Lead::phone)
        .column("BudgetAmount", CURRENCY, SampleData.Lead::annualRevenue)
        .column("Score", INTEGER, SampleData.Lead::employees)
        .column("Description", LONG_TEXT, SampleData.Lead::description)
        .required("CreationDate", DATETIME, SampleData.Lead::created)
        .required("LastUpdateDate", DATETIME, SampleData.Lead::modified)
        .of(data.leads());
  }

  private static Table opportunities(SampleData data) {
    return new TableDefinition<SampleData.Opportunity>(OPPORTUNITIES, "OptyNumber")
        .required("OptyNumber", ID, r -> "3" + scattered(r.number()))
        .required("OptyId", DECIMAL, r -> id(300_200_000_000_000L, r.number()))
        .required("Name", TEXT, SampleData.Opportunity::name)
        .required("StatusCode", CHOICE, r -> saleStatus(r.stage()))
        .required("SalesStage", CHOICE, r -> salesStage(r.stage()))
        .column("Revenue", CURRENCY, SampleData.Opportunity::amount)
        .column("WinProb", INTEGER, SampleData.Opportunity::probability)
        .column("TargetPartyId", DECIMAL, r -> accountId(r.account()))
        .column("TargetPartyName", TEXT, r -> accountName(data, r.account()))
        .required("EffectiveDate", DATE, SampleData.Opportunity::closeDate)
        .required(OWNER, DECIMAL, r -> CALLER.add(BigDecimal.valueOf(r.number() % 3)))
        .column("PrivateSale_c", CHOICE, r -> flag(r.privateSale()))
        .column("NextStep_c", TEXT, SampleData.Opportunity::nextStep)
        .column("Description", LONG_TEXT, SampleData.Opportunity::description)
        .required("CreationDate", DATETIME, SampleData.Opportunity::created)
        .required("LastUpdateDate", DATETIME, SampleData.Opportunity::modified)
        .of(data.opportunities());
  }

  private static Table campaigns(SampleData data) {
    return new TableDefinition<SampleData.Campaign>("campaigns", "CampaignNumber")
        .required("CampaignNumber", ID, r -> "CMP-" + scattered(r.number()))
        .required("CampaignId", DECIMAL, r -> id(300_300_000_000_000L, r.number()))
        .required("Name", TEXT, SampleData.Campaign::name)
        .column("TypeCode", CHOICE, r -> upper(r.type()))
        .column("StatusCode", CHOICE, r -> upper(r.status()))
        .column("ActiveFlag", BOOLEAN, SampleData.Campaign::active)
        .column("StartDate", DATE, SampleData.Campaign::startDate)
        .column("EndDate", DATE, SampleData.Campaign::endDate)
        .column("BudgetAmount", CURRENCY, SampleData.Campaign::budgetedCost)
        .column("Description", LONG_TEXT, SampleData.Campaign::description)
        .required("CreationDate", DATETIME, SampleData.Campaign::created)
        .required("LastUpdateDate", DATETIME, SampleData.Campaign::modified)
        .of(data.campaigns());
  }

  private record Activity(SampleData.Task task, boolean appointment) {
    private int number() {
      return task.number() + (appointment ? 5_000 : 0);
    }
  }

  private static Table activities(SampleData data) {
    List<Activity> activities = new ArrayList<>();
    data.tasks().forEach(task -> activities.add(new Activity(task, false)));
    data.tasks()
        .subList(0, Math.min(APPOINTMENTS, data.tasks().size()))
        .forEach(a -> activities.add(new Activity(a, true)));
    return new TableDefinition<Activity>("activities", "ActivityNumber")
        .required("ActivityNumber", ID, r -> "AC-" + scattered(r.number()))
        .required("ActivityId", DECIMAL, r -> id(9_300_000_000_000_000L, r.number()))
        .required("ActivityFunctionCode", CHOICE, r -> r.appointment() ? "APPOINTMENT" : "TASK")
        .column("Subject", TEXT, r -> r.task().subject())
        .required("StatusCode", CHOICE, r -> upper(r.task().status()))
        .required("PriorityCode", CHOICE, r -> priority(r.task().priority()))
        .column("DueDate", DATE, r -> r.task().dueDate())
        .column("ReminderFlag", BOOLEAN, r -> r.task().reminderSet())
        .column("AccountId", DECIMAL, r -> accountId(r.task().account()))
        .column("PrimaryContactId", DECIMAL, r -> contactId(r.task().contact()))
        .required("OwnerName", TEXT, r -> r.number() % 2 == 0 ? "Sandbox User" : "Ann O'Brien")
        .column("ActivityDescription", LONG_TEXT, r -> r.task().description())
        .required("CreationDate", DATETIME, r -> r.task().created())
        .required("LastUpdateDate", DATETIME, r -> r.task().modified())
        .of(activities);
  }

  private static String scattered(int number) {
    return String.format(Locale.ROOT, "%08d", number * SCATTER % 100_000_000);
  }

  private static BigDecimal id(long first, Integer number) {
    return number == null ? null : BigDecimal.valueOf(first + number * SCATTER % 100_000_000);
  }

  private static BigDecimal accountId(Integer number) {
    return id(300_000_100_000_000L, number);
  }

  private static BigDecimal contactId(Integer number) {
    return id(300_000_200_000_000L, number);
  }

  private static String accountName(SampleData data, Integer number) {
    return number == null ? null : data.accounts().get(number - 1).name();
  }

  private static String fullName(String first, String last) {
    return first == null || first.isEmpty() ? last : first + " " + last;
  }

  private static String flag(Boolean value) {
    return value == null ? null : value ? "Y" : "N";
  }

  private static String upper(String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  private static String leadStatus(String status) {
    return switch (status) {
      case "Working" -> "QUALIFIED";
      case "Nurturing" -> "RETIRED";
      case "Closed" -> "CONVERTED";
      default -> "UNQUALIFIED";
    };
  }

  private static String saleStatus(String stage) {
    return switch (stage) {
      case "Closed Won" -> "WON";
      case "Closed Lost" -> "LOST";
      default -> "OPEN";
    };
  }

  private static String salesStage(String stage) {
    return switch (stage) {
      case "Prospecting" -> "00 - Prospecting";
      case "Qualification" -> "01 - Qualification";
      case "Proposal" -> "02 - Proposal";
      case "Negotiation" -> "03 - Negotiation";
      default -> "04 - Closed";
    };
  }

  private static String priority(String priority) {
    return switch (priority) {
      case "High" -> "1";
      case "Normal" -> "2";
      default -> "3";
    };
  }
}
