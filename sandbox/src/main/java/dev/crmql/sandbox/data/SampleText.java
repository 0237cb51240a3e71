package dev.crmql.sandbox.data;

import java.util.List;

/**
 * The words of the sample records: everyday ones, and those that break careless code.
 *
 * <p>No text begins or ends with a blank, unless it is blank as a whole, since real collations
 * ignore trailing blanks. No character changes its length, or by locale, between upper and lower
 * case.
 */
final class SampleText {
  /**
   * Quotes, wildcards, escapes, and what means something in a URL, in JSON, in OData or in SOQL.
   */
  static final List<String> AWKWARD =
      List.of(
          "Jim's Bikes",
          "O'Brian & Sons",
          "''",
          "it''s twice",
          "100% Cotton",
          "50%_off",
          "a_b\\",
          "axb",
          "a_b",
          "C:\\temp\\new",
          "back\\slash%",
          "\\",
          "%",
          "_",
          "%%",
          "say \"hello\"",
          "[x]",
          "[a-c]x",
          "[^a]",
          "^caret",
          "A & B",
          "A + B",
          "A+B",
          "A # B",
          "50%25",
          "a=b;c,d",
          "q?x=1",
          "{\"$ne\":1}",
          "(parens)",
          "two  blanks",
          "tab\there",
          "line\nbreak",
          "slash/colon:",
          "null",
          "NULL",
          "Null and void",
          "true",
          "0",
          "-1",
          "1e3",
          "2018-02-23",
          "2018-02-23T03:05:45Z",
          "x' OR 'x' = 'x",
          "東京商事",
          "東京",
          "Радуга",
          "РАДУГА плюс",
          "Λάμδα",
          "شركة النور",
          "אור",
          "Café Müller",
          "CAFÉ MÜLLER",
          "Cafe Muller",
          "Łódź Tools",
          "Ñandú",
          "🚀 Rocket",
          "🚀",
          "👩‍🔬 Lab",
          "𠮷野家");

  /**
   * Names in several spellings and with common beginnings, so that filters find some and sorts find
   * ties.
   */
  static final List<String> COMPANIES =
      List.of(
          "Kloudless",
          "KLOUDLESS Ltd",
          "kloud",
          "Kloud Nine",
          "cloudless",
          "Cloudless Skies",
          "chloudless",
          "The kloudless company",
          "Jimson Tools",
          "Jim",
          "JIM",
          "jim and daughters",
          "Jimmy Foods",
          "Big Jim",
          "Acme",
          "ACME",
          "acme",
          "Acme Rockets",
          "Volt",
          "Volt Energy",
          "Hello World Ltd",
          "World Hello",
          "Farm Co",
          "Blue Ocean Shipping",
          "Green Fields",
          "Red Brick Homes",
          "Silver Lining",
          "Stone Bridge Bank",
          "North Wind Power",
          "Old Mill",
          "Quick Print",
          "Paper Moon",
          "Sun Valley Foods",
          "Bright Glass",
          "Iron Works",
          "Cedar Inn");

  static final List<String> FIRST_NAMES =
      List.of(
          "Jim", "Jimena", "JIM", "Ada", "Grace", "Linus", "Mary", "Ann", "Anna", "anna", "Bob",
          "Zoë", "Élodie", "Yuki", "Олег", "Dan", "Eve", "Frank", "Gus", "Hana", "Ivo", "Kim");

  static final List<String> LAST_NAMES =
      List.of(
          "Ito",
          "McDonald",
          "Mcbride",
          "Macleod",
          "mcgee",
          "O'Neil",
          "O'Brian",
          "Smith",
          "SMITH",
          "smithers",
          "Kloudless Buyer",
          "Lovelace",
          "Hopper",
          "Van der Berg",
          "Müller",
          "Ng",
          "Wu",
          "Иванов",
          "山田",
          "Sun",
          "Eliot",
          "Park",
          "Brown",
          "Young",
          "Zhou",
          "Quinn");

  static final List<String> INDUSTRIES =
      List.of("Banking", "Energy", "Agriculture", "Retail", "Technology", "Hospitality");
  static final List<String> ACCOUNT_TYPES =
      List.of("Prospect", "Customer", "Partner", "Competitor");
  static final List<String> RATINGS = List.of("Hot", "Warm", "Cold");
  static final List<String> CITIES =
      List.of("Oslo", "Lima", "Kyoto", "Zürich", "New York", "São Paulo", "Leeds", "Pune");
  static final List<String> COUNTRIES =
      List.of("Norway", "Peru", "Japan", "Switzerland", "USA", "Brazil", "UK", "India");
  static final List<String> TITLES =
      List.of("CEO", "CTO", "Buyer", "Head of Sales", "R&D Lead", "VP, Marketing", "ceo");
  static final List<String> LEAD_STATUSES = List.of("Open", "Working", "Nurturing", "Closed");
  static final List<String> SOURCES = List.of("Web", "Phone", "Referral", "Trade Show", "Other");
  static final List<String> STAGES =
      List.of(
          "Prospecting", "Qualification", "Proposal", "Negotiation", "Closed Won", "Closed Lost");
  static final List<String> SALE_TYPES = List.of("New Business", "Existing Business");
  static final List<String> CAMPAIGN_STATUSES =
      List.of("Planned", "In Progress", "Completed", "Aborted");
  static final List<String> CAMPAIGN_TYPES = List.of("Email", "Webinar", "Conference", "Print");
  static final List<String> TASK_STATUSES =
      List.of("Not Started", "In Progress", "Completed", "Deferred");
  static final List<String> PRIORITIES = List.of("High", "Normal", "Low");
  static final List<String> NEXT_STEPS =
      List.of("Call", "Send offer", "Visit", "Wait for budget", "call");
  static final List<String> SUBJECTS =
      List.of("Call", "call back", "Send quote", "Email Jim", "Meeting", "Follow up on kloudless");
  static final List<String> SALES =
      List.of(
          "kloudless renewal",
          "Kloud migration",
          "Spare parts",
          "Jim's order",
          "Big deal",
          "Pilot");
  static final List<String> CAMPAIGN_NAMES =
      List.of("Spring mailing", "Kloudless launch", "Jim's webinar", "Trade fair", "Newsletter");
  static final List<String> NOTES =
      List.of(
          "Met at the fair; wants a quote for kloudless.",
          "First line.\nSecond line with 'quotes' and 100% certainty.",
          "Prefers e-mail to the telephone.",
          "Do not call before 09:00.",
          "See C:\\deals\\2024 and the path /a/b?c=d&e=f.");

  private SampleText() {}
}
