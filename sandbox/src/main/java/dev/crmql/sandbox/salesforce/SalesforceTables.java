package dev.crmql.sandbox.salesforce;

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
import static dev.crmql.sandbox.data.ColumnType.REFERENCE;
import static dev.crmql.sandbox.data.ColumnType.TEXT;
import static dev.crmql.sandbox.data.ColumnType.URL;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The sample records as Salesforce stores them: standard objects and field names, no empty or blank
 * text (it becomes null), no boolean without a value (it becomes false).
 */
final class SalesforceTables {
  private static final String ACCOUNT = "001";
  private static final String CONTACT = "003";
  private static final String LEAD = "00Q";
  private static final String OPPORTUNITY = "006";
  private static final String CAMPAIGN = "701";
  private static final String TASK = "00T";

  private SalesforceTables() {}

  static List<Table> of(SampleData data) {
    return List.of(
        accounts(data.accounts()),
        contacts(data.contacts()),
        leads(data.leads()),
        opportunities(data.opportunities()),
        campaigns(data.campaigns()),
        tasks(data.tasks()));
  }

  private static Table accounts(List<SampleData.Account> accounts) {
    return new Definition("Account", ACCOUNT)
        .required("Name", TEXT)
        .column("Type", CHOICE)
        .reference("ParentId", "Account", "Parent")
        .column("BillingCity", TEXT)
        .column("BillingCountry", TEXT)
        .column("Phone", PHONE)
        .column("Website", URL)
        .column("Industry", CHOICE)
        .column("AnnualRevenue", CURRENCY)
        .column("NumberOfEmployees", INTEGER)
        .column("Description", LONG_TEXT)
        .column("Rating", CHOICE)
        .required("OnCreditHold__c", BOOLEAN)
        .rows(
            accounts,
            (account, row) ->
                row.record(account.number(), account.created(), account.modified())
                    .set("Name", account.name())
                    .set("Type", account.type())
                    .link("ParentId", ACCOUNT, account.parent())
                    .set("BillingCity", account.city())
                    .set("BillingCountry", account.country())
                    .set("Phone", account.phone())
                    .set("Website", account.website())
                    .set("Industry", account.industry())
                    .set("AnnualRevenue", account.annualRevenue())
                    .set("NumberOfEmployees", account.employees())
                    .set("Description", account.description())
                    .set("Rating", account.rating())
                    .flag("OnCreditHold__c", account.onCreditHold()));
  }

  private static Table contacts(List<SampleData.Contact> contacts) {
    return new Definition("Contact", CONTACT)
        .reference("AccountId", "Account", "Account")
        .required("LastName", TEXT)
        .column("FirstName", TEXT)
        .required("Name", TEXT)
        .column("MailingCity", TEXT)
        .column("Phone", PHONE)
        .column("Email", EMAIL)
        .column("Title", TEXT)
        .column("Birthdate", DATE)
        .column("Description", LONG_TEXT)
        .required("DoNotCall", BOOLEAN)
        .rows(
            contacts,
            (contact, row) ->
                row.record(contact.number(), contact.created(), contact.modified())
                    .link("AccountId", ACCOUNT, contact.account())
                    .person(contact.firstName(), contact.lastName())
                    .set("MailingCity", contact.city())
                    .set("Phone", contact.phone())
                    .set("Email", contact.email())
                    .set("Title", contact.title())
                    .set("Birthdate", contact.birthdate())
                    .set("Description", contact.description())
                    .flag("DoNotCall", contact.doNotCall()));
  }

  private static Table leads(List<SampleData.Lead> leads) {
    return new Definition("Lead", LEAD)
        .required("LastName", TEXT)
        .column("FirstName", TEXT)
        .required("Name", TEXT)
        .required("Company", TEXT)
        .column("Phone", PHONE)
        .column("Email", EMAIL)
        .column("Description", LONG_TEXT)
        .column("LeadSource", CHOICE)
        .required("Status", CHOICE)
        .column("Rating", CHOICE)
        .column("AnnualRevenue", CURRENCY)
        .column("NumberOfEmployees", INTEGER)
        .required("IsConverted", BOOLEAN)
        .rows(
            leads,
            (lead, row) ->
                row.record(lead.number(), lead.created(), lead.modified())
                    .person(lead.firstName(), lead.lastName())
                    .set("Company", lead.company())
                    .set("Phone", lead.phone())
                    .set("Email", lead.email())
                    .set("Description", lead.description())
                    .set("LeadSource", lead.source())
                    .set("Status", lead.status())
                    .set("Rating", lead.rating())
                    .set("AnnualRevenue", lead.annualRevenue())
                    .set("NumberOfEmployees", lead.employees())
                    .flag("IsConverted", lead.converted()));
  }

  private static Table opportunities(List<SampleData.Opportunity> opportunities) {
    return new Definition("Opportunity", OPPORTUNITY)
        .reference("AccountId", "Account", "Account")
        .required("IsPrivate", BOOLEAN)
        .required("Name", TEXT)
        .column("Description", LONG_TEXT)
        .required("StageName", CHOICE)
        .column("Amount", CURRENCY)
        .column("Probability", PERCENT)
        .required("CloseDate", DATE)
        .column("Type", CHOICE)
        .column("NextStep", TEXT)
        .column("LeadSource", CHOICE)
        .required("IsClosed", BOOLEAN)
        .required("IsWon", BOOLEAN)
        .rows(
            opportunities,
            (sale, row) ->
                row.record(sale.number(), sale.created(), sale.modified())
                    .link("AccountId", ACCOUNT, sale.account())
                    .flag("IsPrivate", sale.privateSale())
                    .set("Name", sale.name())
                    .set("Description", sale.description())
                    .set("StageName", sale.stage())
                    .set("Amount", sale.amount())
                    .set("Probability", decimal(sale.probability()))
                    .set("CloseDate", sale.closeDate())
                    .set("Type", sale.type())
                    .set("NextStep", sale.nextStep())
                    .set("LeadSource", sale.source())
                    .flag("IsClosed", sale.stage().startsWith("Closed"))
                    .flag("IsWon", sale.stage().equals("Closed Won")));
  }

  private static Table campaigns(List<SampleData.Campaign> campaigns) {
    return new Definition("Campaign", CAMPAIGN)
        .required("Name", TEXT)
        .column("Type", CHOICE)
        .column("Status", CHOICE)
        .column("StartDate", DATE)
        .column("EndDate", DATE)
        .column("BudgetedCost", CURRENCY)
        .column("ActualCost", CURRENCY)
        .column("NumberSent", INTEGER)
        .required("IsActive", BOOLEAN)
        .column("Description", LONG_TEXT)
        .rows(
            campaigns,
            (campaign, row) ->
                row.record(campaign.number(), campaign.created(), campaign.modified())
                    .set("Name", campaign.name())
                    .set("Type", campaign.type())
                    .set("Status", campaign.status())
                    .set("StartDate", campaign.startDate())
                    .set("EndDate", campaign.endDate())
                    .set("BudgetedCost", campaign.budgetedCost())
                    .set("ActualCost", campaign.actualCost())
                    .set("NumberSent", campaign.numberSent())
                    .flag("IsActive", campaign.active())
                    .set("Description", campaign.description()));
  }

  private static Table tasks(List<SampleData.Task> tasks) {
    return new Definition("Task", TASK)
        .column("WhoId", REFERENCE)
        .column("WhatId", REFERENCE)
        .reference("AccountId", "Account", "Account")
        .column("Subject", TEXT)
        .column("ActivityDate", DATE)
        .required("Status", CHOICE)
        .required("Priority", CHOICE)
        .required("IsReminderSet", BOOLEAN)
        .column("Description", LONG_TEXT)
        .rows(
            tasks,
            (task, row) ->
                row.record(task.number(), task.created(), task.modified())
                    .link("WhoId", CONTACT, task.contact())
                    .link("WhatId", ACCOUNT, task.account())
                    .link("AccountId", ACCOUNT, task.account())
                    .set("Subject", task.subject())
                    .set("ActivityDate", task.dueDate())
                    .set("Status", task.status())
                    .set("Priority", task.priority())
                    .flag("IsReminderSet", task.reminderSet())
                    .set("Description", task.description()));
  }

  private static BigDecimal decimal(Integer number) {
    return number == null ? null : BigDecimal.valueOf(number);
  }

  /** Collects a table's columns, between those that every object begins and ends with. */
  private static final class Definition {
    private final String name;
    private final String idPrefix;
    private final List<Column> columns = new ArrayList<>();

    private Definition(String name, String idPrefix) {
      this.name = name;
      this.idPrefix = idPrefix;
      required("Id", ID).required("IsDeleted", BOOLEAN);
    }

    private Definition required(String column, ColumnType type) {
      columns.add(Column.required(column, type));
      return this;
    }

    private Definition column(String column, ColumnType type) {
      columns.add(Column.of(column, type));
      return this;
    }

    private Definition reference(String column, String target, String relationship) {
      columns.add(Column.reference(column, target, relationship));
      return this;
    }

    private <T> Table rows(List<T> records, BiConsumer<T, Row> fill) {
      required("CreatedDate", DATETIME)
          .required("LastModifiedDate", DATETIME)
          .required("SystemModstamp", DATETIME);
      List<Map<String, Object>> rows = new ArrayList<>();
      for (T record : records) {
        Row row = new Row(idPrefix);
        fill.accept(record, row);
        rows.add(row.values);
      }
      return new Table(name, "Id", columns, rows);
    }
  }

  /** One row in the making. */
  private static final class Row {
    private final String idPrefix;
    private final Map<String, Object> values = new HashMap<>();

    private Row(String idPrefix) {
      this.idPrefix = idPrefix;
    }

    private Row record(int number, Instant created, Instant modified) {
      return set("Id", SalesforceIds.of(idPrefix, number))
          .flag("IsDeleted", false)
          .set("CreatedDate", created)
          .set("LastModifiedDate", modified)
          .set("SystemModstamp", modified);
    }

    private Row person(String first, String last) {
      boolean lastOnly = first == null || first.isBlank();
      return set("FirstName", first)
          .set("LastName", last)
          .set("Name", lastOnly ? last : first + " " + last);
    }

    private Row link(String column, String targetPrefix, Integer number) {
      return set(column, number == null ? null : SalesforceIds.of(targetPrefix, number));
    }

    private Row flag(String column, Boolean value) {
      return set(column, Boolean.TRUE.equals(value));
    }

    private Row set(String column, Object value) {
      values.put(column, value instanceof String text && text.isBlank() ? null : value);
      return this;
    }
  }
}
