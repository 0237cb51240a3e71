package dev.crmql.conformance.chaos;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What is searched for. Services give it in pages of {@link ChaosServices#PAGE_ROWS} rows. */
enum ChaosQuery {
  ALL("SELECT id FROM Accounts", false),
  FIRST("SELECT id FROM Accounts LIMIT 12", false),
  NAMED("SELECT id, name FROM Accounts WHERE name LIKE '%a%'", true),
  SORTED("SELECT id, name FROM Accounts ORDER BY name DESC", true),
  WINDOW("SELECT id, name FROM Accounts ORDER BY name LIMIT 9 OFFSET 4", true);

  /** These call the name of an account otherwise. */
  private static final Set<String> WITHOUT_NAME = Set.of("oracle", "zoho");

  private final String kql;
  private final boolean byName;

  ChaosQuery(String kql, boolean byName) {
    this.kql = kql;
    this.byName = byName;
  }

  String kql() {
    return kql;
  }

  /** Whether one account's rows decide which of another are answered. */
  boolean isCut() {
    return kql.contains("LIMIT");
  }

  /** The numbers of the accounts that can be asked. */
  List<Integer> accounts() {
    return IntStream.range(0, ChaosServices.ACCOUNTS)
        .filter(number -> !byName || !WITHOUT_NAME.contains(ChaosServices.service(number)))
        .boxed()
        .toList();
  }
}
