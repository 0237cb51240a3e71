package dev.crmql.sandbox.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes the sample records, always the same ones. */
final class SampleGenerator {
  private static final int ACCOUNTS = 400;

  /** More than a Salesforce page or its largest OFFSET, both 2,000. */
  private static final int CONTACTS = 2_300;

  /** The contact of this number is called Eliot Sun, whom the API document's example looks for. */
  private static final int ELIOT_SUN = 1_000;

  private static final int LEADS = 400;
  private static final int OPPORTUNITIES = 400;
  private static final int CAMPAIGNS = 120;
  private static final int TASKS = 300;

  private static final List<String> AMOUNTS =
      List.of(
          "0",
          "0.01",
          "-0.01",
          "-250.50",
          "12500.50",
          "12500.5",
          "12500.51",
          "1000",
          "20000",
          "999999999.99");

  private static final List<Integer> COUNTS = List.of(0, 1, 5, 10, 10, 50, 100, 250, 1000, 100_000);

  private static final Instant FIRST_INSTANT = Instant.parse("2017-01-01T00:00:00Z");

  /** Days on whose midnights, and the seconds around them, many records fall. */
  private static final List<LocalDate> NOTED_DAYS =
      List.of(
          LocalDate.of(2018, 2, 23),
          LocalDate.of(2020, 2, 29),
          LocalDate.of(2024, 7, 1),
          LocalDate.of(2023, 12, 31),
          LocalDate.of(2024, 1, 1));

  private final Random random = new Random(20180223);

  SampleData generate() {
    return new SampleData(
        list(ACCOUNTS, this::account),
        list(CONTACTS, this::contact),
        list(LEADS, this::lead),
        list(OPPORTUNITIES, this::opportunity),
        list(CAMPAIGNS, this::campaign),
        list(TASKS, this::task));
  }

  private SampleData.Account account(int number) {
    Instant created = instant();
    return new SampleData.Account(
        number,
        name(number, SampleText.COMPANIES),
        text(website(number)),
        maybe(pick(SampleText.INDUSTRIES)),
        maybe(pick(SampleText.ACCOUNT_TYPES)),
        maybe(pick(SampleText.RATINGS)),
        text(phone()),
        text(pick(SampleText.CITIES)),
        text(pick(SampleText.COUNTRIES)),
        maybe(pick(COUNTS)),
        maybe(amount()),
        maybe(random.nextBoolean()),
        number > 1 && chance(30) ? 1 + random.nextInt(number - 1) : null,
        created,
        later(created),
        text(pick(SampleText.NOTES)));
  }

  private SampleData.Contact contact(int number) {
    Instant created = instant();
    String first = text(pick(SampleText.FIRST_NAMES));
    String last = name(number, SampleText.LAST_NAMES);
    return new SampleData.Contact(
        number,
        number == ELIOT_SUN ? "Eliot" : first,
        number == ELIOT_SUN ? "Sun" : last,
        text(email(number)),
        text(phone()),
        text(pick(SampleText.TITLES)),
        text(pick(SampleText.CITIES)),
        chance(80) ? 1 + random.nextInt(ACCOUNTS) : null,
        maybe(LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000))),
        maybe(random.nextBoolean()),
        created,
        later(created),
        text(pick(SampleText.NOTES)));
  }

  private SampleData.Lead lead(int number) {
    Instant created = instant();
    return new SampleData.Lead(
        number,
        text(pick(SampleText.FIRST_NAMES)),
        name(number, SampleText.LAST_NAMES),
        pick(SampleText.COMPANIES),
        text(email(number)),
        text(phone()),
        pick(SampleText.LEAD_STATUSES),
        maybe(pick(SampleText.SOURCES)),
        maybe(pick(SampleText.RATINGS)),
        maybe(random.nextBoolean()),
        maybe(pick(COUNTS)),
        maybe(amount()),
        created,
        later(created),
        text(pick(SampleText.NOTES)));
  }

  private SampleData.Opportunity opportunity(int number) {
    Instant created = instant();
    return new SampleData.Opportunity(
        number,
        name(number, SampleText.SALES),
        chance(80) ? 1 + random.nextInt(ACCOUNTS) : null,
        pick(SampleText.STAGES),
        maybe(pick(SampleText.SALE_TYPES)),
        maybe(pick(SampleText.SOURCES)),
        maybe(amount()),
        maybe(random.nextInt(11) * 10),
        day(),
        maybe(random.nextBoolean()),
        text(pick(SampleText.NEXT_STEPS)),
        created,
        later(created),
        text(pick(SampleText.NOTES)));
  }

  private SampleData.Campaign campaign(int number) {
    Instant created = instant();
    return new SampleData.Campaign(
        number,
        name(number, SampleText.CAMPAIGN_NAMES),
        maybe(pick(SampleText.CAMPAIGN_STATUSES)),
        maybe(pick(SampleText.CAMPAIGN_TYPES)),
        maybe(random.nextBoolean()),
        maybe(day()),
        maybe(day()),
        maybe(amount()),
        maybe(amount()),
        maybe(pick(COUNTS)),
        created,
        later(created),
        text(pick(SampleText.NOTES)));
  }

  private SampleData.Task task(int number) {
    Instant created = instant();
    return new SampleData.Task(
        number,
        text(pick(SampleText.SUBJECTS)),
        pick(SampleText.TASK_STATUSES),
        pick(SampleText.PRIORITIES),
        maybe(day()),
        maybe(random.nextBoolean()),
        chance(70) ? 1 + random.nextInt(ACCOUNTS) : null,
        chance(50) ? 1 + random.nextInt(CONTACTS) : null,
        created,
        later(created),
        text(pick(SampleText.NOTES)));
  }

  /**
   * Every awkward text is some record's name once; the other names are everyday ones, with many
   * ties.
   */
  private String name(int number, List<String> everyday) {
    return number <= SampleText.AWKWARD.size()
        ? SampleText.AWKWARD.get(number - 1)
        : pick(everyday);
  }

  /** Mostly the everyday text, else null, empty, blank or awkward. */
  private String text(String everyday) {
    int kind = random.nextInt(100);
    if (kind < 15) {
      return null;
    } else if (kind < 22) {
      return "";
    } else if (kind < 24) {
      return " ";
    }
    return kind < 32 ? pick(SampleText.AWKWARD) : everyday;
  }

  private <T> T maybe(T value) {
    return chance(80) ? value : null;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private BigDecimal amount() {
    return chance(60)
        ? new BigDecimal(pick(AMOUNTS)).setScale(2)
        : BigDecimal.valueOf(random.nextInt(5_000_000), 2);
  }

  private String website(int number) {
    return "https://" + pick(List.of("www.", "WWW.", "")) + "company" + number % 97 + ".example";
  }

  private String email(int number) {
    return pick(List.of("buyer", "Info", "jim", "no.reply+tag")) + number % 211 + "@kl.example";
  }

  private String phone() {
    return "+47 " + String.format(Locale.ROOT, "%03d %04d", random.nextInt(50), random.nextInt(3));
  }

  private LocalDate day() {
    return chance(40) ? pick(NOTED_DAYS) : LocalDate.of(2017, 1, 1).plusDays(random.nextInt(3_000));
  }

  private Instant instant() {
    return chance(30)
        ? Instant.parse(pick(NOTED_DAYS) + "T00:00:00Z").plusSeconds(random.nextInt(3) - 1)
        : FIRST_INSTANT.plusSeconds(random.nextInt(8 * 365 * 24 * 3600));
  }

  private Instant later(Instant created) {
    return chance(20) ? created : created.plusSeconds(random.nextInt(90 * 24 * 3600));
  }

  private static <T> List<T> list(int size, IntFunction<T> make) {
    return IntStream.rangeClosed(1, size).mapToObj(make).toList();
  }
}
