package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.TableBuilder.guid;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.SampleData.Account;
import dev.crmql.sandbox.data.SampleData.Campaign;
import dev.crmql.sandbox.data.SampleData.Contact;
import dev.crmql.sandbox.data.SampleData.Lead;
import dev.crmql.sandbox.data.SampleData.Opportunity;
import dev.crmql.sandbox.data.SampleData.Task;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of the emulated organisation, in Dataverse's names (Dataverse table and column
 * reference).
 *
 * @param tables with the sample records in them
 */
record Schema(List<DataverseTable> tables) {

  static Schema of(SampleData data) {
    return new Schema(
        List.of(
            accounts(data.accounts()),
            contacts(data.contacts()),
            leads(data.leads()),
            opportunities(data.opportunities()),
            campaigns(data.campaigns()),
            tasks(data.tasks())));
  }

  /** The table of that logical name, which is known to exist. */
  DataverseTable table(String logicalName) {
    return find(logicalName).orElseThrow();
  }

  Optional<DataverseTable> find(String logicalName) {
    return tables.stream().filter(t -> t.logicalName().equals(logicalName)).findFirst();
  }

  private static DataverseTable accounts(List<Account> records) {
    return new TableBuilder<>("account", "accountid", records, Account::number)
        .text("name", Account::name)
        .text("websiteurl", Account::website)
        .text("telephone1", Account::phone)
        .text("emailaddress1", Schema::email)
        .text("address1_city", Account::city)
        .text("address1_country", Account::country)
        .choice("industrycode", AttributeType.PICKLIST, Account::industry)
        .choice("customertypecode", AttributeType.PICKLIST, Account::type)
        .choice("accountratingcode", AttributeType.PICKLIST, Account::rating)
        .column("numberofemployees", AttributeType.INTEGER, Account::employees)
        .column("revenue", AttributeType.MONEY, Account::annualRevenue)
        .flag("creditonhold", Account::onCreditHold)
        .flag("donotemail", a -> a.onCreditHold() == null ? null : !a.onCreditHold())
        .lookup("parentaccountid", a -> guid("account", a.parent()), "account", "accountid")
        .state()
        .column("createdon", AttributeType.DATE_TIME, Account::created)
        .column("modifiedon", AttributeType.DATE_TIME, Account::modified)
        .memo("description", Account::description)
        .collection("account_parent_account", "account", "parentaccountid")
        .collection("contact_customer_accounts", "contact", "parentcustomerid")
        .collection("opportunity_parent_account", "opportunity", "parentaccountid")
        .build("accounts", "name");
  }

  private static String email(Account account) {
    return account.website() == null || account.number() % 3 > 0
        ? null
        : "info." + account.number() + "@account.example";
  }

  private static DataverseTable contacts(List<Contact> records) {
    return new TableBuilder<>("contact", "contactid", records, Contact::number)
        .text("fullname", c -> fullName(c.firstName(), c.lastName()))
        .text("firstname", Contact::firstName)
        .text("lastname", Contact::lastName)
        .text("emailaddress1", Contact::email)
        .text("telephone1", Contact::phone)
        .text("jobtitle", Contact::title)
        .text("address1_city", Contact::city)
        .accountOrContact("parentcustomerid", AttributeType.CUSTOMER, "", Schema::customer)
        .column("birthdate", AttributeType.DATE_ONLY, Contact::birthdate)
        .flag("donotphone", Contact::doNotCall)
        .state()
        .column("createdon", AttributeType.DATE_TIME, Contact::created)
        .column("modifiedon", AttributeType.DATE_TIME, Contact::modified)
        .memo("description", Contact::description)
        .build("contacts", "fullname");
  }

  private static DataverseTable leads(List<Lead> records) {
    return new TableBuilder<>("lead", "leadid", records, Lead::number)
        .text("fullname", l -> fullName(l.firstName(), l.lastName()))
        .text("firstname", Lead::firstName)
        .text("lastname", Lead::lastName)
        .text("companyname", Lead::company)
        .text("emailaddress1", Lead::email)
        .text("telephone1", Lead::phone)
        .choice("statuscode", AttributeType.STATUS, Lead::status)
        .choice("leadsourcecode", AttributeType.PICKLIST, Lead::source)
        .choice("leadqualitycode", AttributeType.PICKLIST, Lead::rating)
        .column("numberofemployees", AttributeType.INTEGER, Lead::employees)
        .column("revenue", AttributeType.MONEY, Lead::annualRevenue)
        .column("createdon", AttributeType.DATE_TIME, Lead::created)
        .column("modifiedon", AttributeType.DATE_TIME, Lead::modified)
        .memo("description", Lead::description)
        .build("leads", "fullname");
  }

  private static DataverseTable opportunities(List<Opportunity> records) {
    return new TableBuilder<>("opportunity", "opportunityid", records, Opportunity::number)
        .text("name", Opportunity::name)
        .lookup("parentaccountid", o -> guid("account", o.account()), "account", "accountid")
        .text("stepname", o -> o.number() % 11 == 0 ? null : o.stage())
        .choice("opportunitytypecode", AttributeType.PICKLIST, Opportunity::type)
        .column("estimatedvalue", AttributeType.MONEY, Opportunity::amount)
        .column("closeprobability", AttributeType.INTEGER, Opportunity::probability)
        .column("estimatedclosedate", AttributeType.DATE_ONLY, Opportunity::closeDate)
        .flag("isprivate", Opportunity::privateSale)
        .column("createdon", AttributeType.DATE_TIME, Opportunity::created)
        .column("modifiedon", AttributeType.DATE_TIME, Opportunity::modified)
        .memo("description", Opportunity::description)
        .build("opportunities", "name");
  }

  private static DataverseTable campaigns(List<Campaign> records) {
    return new TableBuilder<>("campaign", "campaignid", records, Campaign::number)
        .text("name", Campaign::name)
        .choice("statuscode", AttributeType.STATUS, Campaign::status)
        .choice("typecode", AttributeType.PICKLIST, Campaign::type)
        .flag("istemplate", Campaign::active)
        .column("actualstart", AttributeType.DATE_ONLY, Campaign::startDate)
        .column("actualend", AttributeType.DATE_ONLY, Campaign::endDate)
        .column("budgetedcost", AttributeType.MONEY, Campaign::budgetedCost)
        .column("totalactualcost", AttributeType.MONEY, Campaign::actualCost)
        .column("expectedresponse", AttributeType.INTEGER, Campaign::numberSent)
        .column("createdon", AttributeType.DATE_TIME, Campaign::created)
        .column("modifiedon", AttributeType.DATE_TIME, Campaign::modified)
        .memo("description", Campaign::description)
        .build("campaigns", "name");
  }

  private static DataverseTable tasks(List<Task> records) {
    return new TableBuilder<>("task", "activityid", records, Task::number)
        .text("subject", Task::subject)
        .choice("statuscode", AttributeType.STATUS, Task::status)
        .choice("prioritycode", AttributeType.PICKLIST, Task::priority)
        .column("scheduledend", AttributeType.DATE_TIME, t -> midnight(t.dueDate()))
        .accountOrContact(
            "regardingobjectid",
            AttributeType.LOOKUP,
            "_task",
            t -> t.account() == null ? guid("contact", t.contact()) : guid("account", t.account()))
        .column("createdon", AttributeType.DATE_TIME, Task::created)
        .column("modifiedon", AttributeType.DATE_TIME, Task::modified)
        .memo("description", Task::description)
        .build("tasks", "subject");
  }

  /** Most contacts belong to an account; some of those without one belong to another contact. */
  private static String customer(Contact contact) {
    return contact.account() == null && contact.number() % 2 == 0
        ? guid("contact", contact.number() - 1)
        : guid("account", contact.account());
  }

  private static Object midnight(LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String fullName(String first, String last) {
    return Stream.of(first == null ? "" : first, last)
        .filter(n -> !n.isBlank())
        .collect(Collectors.joining(" "));
  }
}
