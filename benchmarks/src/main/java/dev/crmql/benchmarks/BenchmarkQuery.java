package dev.crmql.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The queries that every benchmark measures, in KQL and, as near as it comes, in OData. */
public enum BenchmarkQuery {
  /** The first example of the CRM Search document. */
  FIRST_EXAMPLE(
      "SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%'"
          + " ORDER BY name DESC LIMIT 100 OFFSET 200",
      "$select=id,name,website&$filter=startswith(name,'Jim')"
          + "&$orderby=name desc&$top=100&$skip=200"),
  /** Its second example. */
  SECOND_EXAMPLE(
      "SELECT id, name, email, status FROM Leads"
          + " WHERE name LIKE '%kloudless%' AND email != '' ORDER BY name ASC",
      "$select=id,name,email,status&$filter=contains(name,'kloudless') and email ne ''"
          + "&$orderby=name asc"),
  /** A WHERE of twenty conditions of every kind. */
  TWENTY_CONDITIONS(
      "SELECT id, name FROM Accounts WHERE " + kqlConditions(),
      "$select=id,name&$filter=" + odataConditions()),
  /** An IN of a thousand values. */
  THOUSAND_VALUES(
      "SELECT id, name FROM Accounts WHERE name IN (" + thousand("'company %04d'", ", ") + ")",
      "$select=id,name&$filter=" + thousand("name eq 'company %04d'", " or "));

  private final String kql;
  private final String odata;

  BenchmarkQuery(String kql, String odata) {
    this.kql = kql;
    this.odata = odata;
  }

  /** The query in KQL, which is SQL too. */
  public String kql() {
    return kql;
  }

  /** The query as the options of an OData request for {@code Accounts}. */
  public String odata() {
    return odata;
  }

  private static String kqlConditions() {
    String five =
        "(name LIKE '%%kloud%1$d%%' OR email != '') AND employees >= %1$d"
            + " AND website IS NOT NULL AND status IN ('New', 'Open', 'Closed %1$d')";
    return repeat(five, " AND ");
  }

  private static String odataConditions() {
    String five =
        "(contains(name,'kloud%1$d') or email ne '') and employees ge %1$d and website ne null"
            + " and (status eq 'New' or status eq 'Open' or status eq 'Closed %1$d')";
    return repeat(five, " and ");
  }

  private static String repeat(String five, String separator) {
    return IntStream.range(0, 4)
        .mapToObj(i -> String.format(five, i))
        .collect(Collectors.joining(separator));
  }

  private static String thousand(String format, String separator) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> String.format(format, i))
        .collect(Collectors.joining(separator));
  }
}
