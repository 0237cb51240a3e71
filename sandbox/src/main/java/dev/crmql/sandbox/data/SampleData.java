package dev.crmql.sandbox.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The sandbox's records in terms of no service: made up, and the same in every run.
 *
 * <p>Text may be null, empty, blank or of any script; see {@link SampleText}. A link to another
 * record is its {@code number}, or null. A record without a value has null. Each service's package
 * turns these into its own rows.
 */
public record SampleData(
    List<Account> accounts,
    List<Contact> contacts,
    List<Lead> leads,
    List<Opportunity> opportunities,
    List<Campaign> campaigns,
    List<Task> tasks) {

  /** Copies the lists. */
  public SampleData {
    accounts = List.copyOf(accounts);
    contacts = List.copyOf(contacts);
    leads = List.copyOf(leads);
    opportunities = List.copyOf(opportunities);
    campaigns = List.copyOf(campaigns);
    tasks = List.copyOf(tasks);
  }

  /** The one data set. */
  public static SampleData create() {
    return new SampleGenerator().generate();
  }

  /**
   * A company.
   *
   * @param number from 1, unique among accounts
   * @param name neither null nor blank
   * @param parent the number of another account
   */
  public record Account(
      int number,
      String name,
      String website,
      String industry,
      String type,
      String rating,
      String phone,
      String city,
      String country,
      Integer employees,
      BigDecimal annualRevenue,
      Boolean onCreditHold,
      Integer parent,
      Instant created,
      Instant modified,
      String description) {}

  /**
   * A person at a company.
   *
   * @param number from 1, unique among contacts
   * @param lastName neither null nor blank
   * @param account the number of an account
   */
  public record Contact(
      int number,
      String firstName,
      String lastName,
      String email,
      String phone,
      String title,
      String city,
      Integer account,
      LocalDate birthdate,
      Boolean doNotCall,
      Instant created,
      Instant modified,
      String description) {}

  /**
   * A person who may become a customer.
   *
   * @param number from 1, unique among leads
   * @param lastName neither null nor blank
   * @param company neither null nor blank
   * @param status neither null nor blank
   */
  public record Lead(
      int number,
      String firstName,
      String lastName,
      String company,
      String email,
      String phone,
      String status,
      String source,
      String rating,
      Boolean converted,
      Integer employees,
      BigDecimal annualRevenue,
      Instant created,
      Instant modified,
      String description) {}

  /**
   * A possible sale.
   *
   * @param number from 1, unique among opportunities
   * @param name neither null nor blank
   * @param account the number of an account
   * @param stage neither null nor blank
   * @param probability in percent, 0 to 100
   * @param closeDate never null
   */
  public record Opportunity(
      int number,
      String name,
      Integer account,
      String stage,
      String type,
      String source,
      BigDecimal amount,
      Integer probability,
      LocalDate closeDate,
      Boolean privateSale,
      String nextStep,
      Instant created,
      Instant modified,
      String description) {}

  /**
   * A marketing campaign.
   *
   * @param number from 1, unique among campaigns
   * @param name neither null nor blank
   */
  public record Campaign(
      int number,
      String name,
      String status,
      String type,
      Boolean active,
      LocalDate startDate,
      LocalDate endDate,
      BigDecimal budgetedCost,
      BigDecimal actualCost,
      Integer numberSent,
      Instant created,
      Instant modified,
      String description) {}

  /**
   * Something to do.
   *
   * @param number from 1, unique among tasks
   * @param status neither null nor blank
   * @param priority neither null nor blank
   * @param account the number of the account that it is about
   * @param contact the number of the contact that it is about
   */
  public record Task(
      int number,
      String subject,
      String status,
      String priority,
      LocalDate dueDate,
      Boolean reminderSet,
      Integer account,
      Integer contact,
      Instant created,
      Instant modified,
      String description) {}
}
