package dev.crmql.sandbox.zoho;

import static dev.crmql.sandbox.data.ColumnType.BOOLEAN;
import static dev.crmql.sandbox.data.ColumnType.CHOICE;
import static dev.crmql.sandbox.data.ColumnType.CURRENCY;
import static dev.crmql.sandbox.data.ColumnType.DATE;
import static dev.crmql.sandbox.data.ColumnType.DATETIME;
import static dev.crmql.sandbox.data.ColumnType.EMAIL;
import static dev.crmql.sandbox.data.ColumnType.ID;
import static dev.crmql.sandbox.data.ColumnType.INTEGER;
import static dev.crmql.sandbox.data.ColumnType.LONG_TEXT;
import static dev.crmql.sandbox.data.ColumnType.PERCENT;
import static dev.crmql.sandbox.data.ColumnType.PHONE;
import static dev.crmql.sandbox.data.ColumnType.TEXT;
import static dev.crmql.sandbox.data.ColumnType.URL;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.data.TableDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * The sample records as Zoho CRM stores them: standard modules and field API names, no empty text
 * (it becomes null), no boolean without a value (it becomes false). Leads that were converted are
 * not there at all, since no API returns them.
 */
final class ZohoModules {
  static final String KEY = "id";

  /** Ids are whole numbers of up to 64 bits, written as text. */
  private static final String ORGANISATION = "5545974000";

  /** Prime to ten, so that different numbers have different ids, in an order that is not theirs. */
  private static final long SCATTER = 38_271_947;

  private static final String ACCOUNTS = "Accounts";
  private static final String CONTACTS = "Contacts";
  private static final String LEADS = "Leads";
  private static final String DEALS = "Deals";
  private static final String CAMPAIGNS = "Campaigns";
  private static final String TASKS = "Tasks";
  private static final List<String> NAMES =
      List.of(ACCOUNTS, CONTACTS, LEADS, DEALS, CAMPAIGNS, TASKS);

  private ZohoModules() {}

  static List<Table> of(SampleData data) {
    return List.of(
        accounts(data), contacts(data), leads(data), deals(data), campaigns(data), tasks(data));
  }

  private static Table accounts(SampleData data) {
    return ZohoModules.<SampleData.Account>module(ACCOUNTS)
        .required(KEY, ID, r -> id(ACCOUNTS, r.number()))
        .required("Account_Name", TEXT, SampleData.Account::name)
        .column("Website", URL, SampleData.Account::website)
        .column("Industry", CHOICE, SampleData.Account::industry)
        .column("Account_Type", CHOICE, SampleData.Account::type)
        .column("Rating", CHOICE, SampleData.Account::rating)
        .column("Phone", PHONE, SampleData.Account::phone)
        .column("Billing_City", TEXT, SampleData.Account::city)
        .column("Billing_Country", TEXT, SampleData.Account::country)
        .column("Employees", INTEGER, SampleData.Account::employees)
        .column("Annual_Revenue", CURRENCY, SampleData.Account::annualRevenue)
        .required("Credit_Hold", BOOLEAN, r -> flag(r.onCreditHold()))
        .reference("Parent_Account", ACCOUNTS, "Parent_Account", r -> id(ACCOUNTS, r.parent()))
        .column("Description", LONG_TEXT, SampleData.Account::description)
        .required("Created_Time", DATETIME, SampleData.Account::created)
        .required("Modified_Time", DATETIME, SampleData.Account::modified)
        .of(data.accounts());
  }

  private static Table contacts(SampleData data) {
    return ZohoModules.<SampleData.Contact>module(CONTACTS)
        .required(KEY, ID, r -> id(CONTACTS, r.number()))
        .column("First_Name", TEXT, SampleData.Contact::firstName)
        .required("Last_Name", TEXT, SampleData.Contact::lastName)
        .required("Full_Name", TEXT, r -> fullName(r.firstName(), r.lastName()))
        .column("Email", EMAIL, SampleData.Contact::email)
        .column("Phone", PHONE, SampleData.Contact::phone)
        .column("Title", TEXT, SampleData.Contact::title)
        .column("Mailing_City", TEXT, SampleData.Contact::city)
        .reference("Account_Name", ACCOUNTS, "Account_Name", r -> id(ACCOUNTS, r.account()))
        .column("Date_of_Birth", DATE, SampleData.Contact::birthdate)
        .required("Email_Opt_Out", BOOLEAN, r -> flag(r.doNotCall()))
        .column("Description", LONG_TEXT, SampleData.Contact::description)
        .required("Created_Time", DATETIME, SampleData.Contact::created)
        .required("Modified_Time", DATETIME, SampleData.Contact::modified)
        .of(data.contacts());
  }

  private static Table leads(SampleData data) {
    return ZohoModules.<SampleData.Lead>module(LEADS)
        .required(KEY, ID, r -> id(LEADS, r.number()))
        .column("First_Name", TEXT, SampleData.Lead::firstName)
        .required("Last_Name", TEXT, SampleData.Lead::lastName)
        .required("Full_Name", TEXT, r -> fullName(r.firstName(), r.lastName()))
        .required("Company", TEXT, SampleData.Lead::company)
        .column("Email", EMAIL, SampleData.Lead::email)
        .column("Phone", PHONE, SampleData.Lead::phone)
        .required("Lead_Status", CHOICE, SampleData.Lead::status)
        .column("Lead_Source", CHOICE, SampleData.Lead::source)
        .column("Rating", CHOICE, SampleData.Lead::rating)
        .column("No_of_Employees", INTEGER, SampleData.Lead::employees)
        .column("Annual_Revenue", CURRENCY, SampleData.Lead::annualRevenue)
        .column("Description", LONG_TEXT, SampleData.Lead::description)
        .required("Created_Time", DATETIME, SampleData.Lead::created)
        .required("Modified_Time", DATETIME, SampleData.Lead::modified)
        .of(data.leads().stream().filter(lead -> !flag(lead.converted())).toList());
  }

  private static Table deals(SampleData data) {
    return ZohoModules.<SampleData.Opportunity>module(DEALS)
        .required(KEY, ID, r -> id(DEALS, r.number()))
        .required("Deal_Name", TEXT, SampleData.Opportunity::name)
        .reference("Account_Name", ACCOUNTS, "Account_Name", r -> id(ACCOUNTS, r.account()))
        .required("Stage", CHOICE, SampleData.Opportunity::stage)
        .column("Type", CHOICE, SampleData.Opportunity::type)
        .column("Lead_Source", CHOICE, SampleData.Opportunity::source)
        .column("Amount", CURRENCY, SampleData.Opportunity::amount)
        .column("Probability", PERCENT, r -> decimal(r.probability()))
        .required("Closing_Date", DATE, SampleData.Opportunity::closeDate)
        .required("Private_Sale", BOOLEAN, r -> flag(r.privateSale()))
        .column("Next_Step", TEXT, SampleData.Opportunity::nextStep)
        .column("Description", LONG_TEXT, SampleData.Opportunity::description)
        .required("Created_Time", DATETIME, SampleData.Opportunity::created)
        .required("Modified_Time", DATETIME, SampleData.Opportunity::modified)
        .of(data.opportunities());
  }

  private static Table campaigns(SampleData data) {
    return ZohoModules.<SampleData.Campaign>module(CAMPAIGNS)
        .required(KEY, ID, r -> id(CAMPAIGNS, r.number()))
        .required("Campaign_Name", TEXT, SampleData.Campaign::name)
        .column("Type", CHOICE, SampleData.Campaign::type)
        .column("Status", CHOICE, SampleData.Campaign::status)
        .column("Start_Date", DATE, SampleData.Campaign::startDate)
        .column("End_Date", DATE, SampleData.Campaign::endDate)
        .column("Budgeted_Cost", CURRENCY, SampleData.Campaign::budgetedCost)
        .column("Actual_Cost", CURRENCY, SampleData.Campaign::actualCost)
        .column("Num_sent", INTEGER, SampleData.Campaign::numberSent)
        .column("Description", LONG_TEXT, SampleData.Campaign::description)
        .required("Created_Time", DATETIME, SampleData.Campaign::created)
        .required("Modified_Time", DATETIME, SampleData.Campaign::modified)
        .of(data.campaigns());
  }

  /** What_Id leads to records of several modules, so that its paths name the module. */
  private static Table tasks(SampleData data) {
    return ZohoModules.<SampleData.Task>module(TASKS)
        .required(KEY, ID, r -> id(TASKS, r.number()))
        .column("Subject", TEXT, SampleData.Task::subject)
        .column("Due_Date", DATE, SampleData.Task::dueDate)
        .required("Status", CHOICE, SampleData.Task::status)
        .required("Priority", CHOICE, SampleData.Task::priority)
        .reference("Who_Id", CONTACTS, "Who_Id", r -> id(CONTACTS, r.contact()))
        .reference("What_Id", ACCOUNTS, "What_Id->Accounts", r -> id(ACCOUNTS, r.account()))
        .required("Send_Notification_Email", BOOLEAN, r -> flag(r.reminderSet()))
        .column("Description", LONG_TEXT, SampleData.Task::description)
        .required("Created_Time", DATETIME, SampleData.Task::created)
        .required("Modified_Time", DATETIME, SampleData.Task::modified)
        .of(data.tasks());
  }

  /** The field that a lookup of the module shows. */
  static String nameField(String module) {
    return switch (module) {
      case ACCOUNTS -> "Account_Name";
      case CONTACTS -> "Full_Name";
      default -> throw new IllegalArgumentException("no lookup leads to " + module);
    };
  }

  private static <R> TableDefinition<R> module(String name) {
    return new TableDefinition<>(name, KEY);
  }

  private static String id(String module, Integer number) {
    return number == null
        ? null
        : String.format(
            Locale.ROOT,
            "%s%d%08d",
            ORGANISATION,
            1 + NAMES.indexOf(module),
            number * SCATTER % 100_000_000);
  }

  private static String fullName(String first, String last) {
    return first == null || first.isEmpty() ? last : first + " " + last;
  }

  private static Boolean flag(Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  private static BigDecimal decimal(Integer number) {
    return number == null ? null : BigDecimal.valueOf(number);
  }
}
