package dev.crmql.server;

import dev.crmql.language.Language;
import dev.crmql.search.Account;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.UnifiedType;
import dev.crmql.spi.UnifiedTypes;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the demo shows: one query over all accounts, and requests to paste. */
final class DemoTour {

  private static final String QUERY = "SELECT * FROM account ORDER BY id";

  /** More rows than all accounts have of a type; without a LIMIT an answer has 10,000 at most. */
  private static final int MORE_THAN_ALL = 20_000;

  /** For those accounts whose services call the name of a company so. */
  private static final String BY_NAME =
      "SELECT id, name FROM account WHERE name LIKE '%&%' OR name IN ('Jim''s Bikes', 'café"
          + " müller') ORDER BY name";

  private static final List<String> WITH_NAME = List.of("123", "456", "789", "345", "890");

  private final List<Account> accounts;
  private final URI server;
  private final PrintWriter out;

  DemoTour(List<Account> accounts, URI server, PrintWriter out) {
    this.accounts = accounts;
    this.server = server;
    this.out = out;
  }

  /** Prints everything, and returns the exit code of the search that it makes. */
  int present(SearchEngine engine) {
    SearchResult result =
        engine.search(
            SearchRequest.builder()
                .accounts(accounts.stream().map(Account::id).toList())
                .text(QUERY)
                .language(Language.KQL)
                .build());
    out.println("Emulated services with made-up records, and what one query finds in them:\n");
    out.println("  " + QUERY + "\n");
    out.println(found(result));
    ResultPrinter.failures(result.errors(), out);
    out.println(
        "Over HTTP, for each type and all accounts that have it, counted for each account:\n");
    out.println("  count() { grep -o '\"account_id\":\"[0-9]*' | sort | uniq -c; }");
    for (UnifiedType type : UnifiedType.values()) {
      String all = "SELECT id FROM " + type.wireName() + " ORDER BY id LIMIT " + MORE_THAN_ALL;
      out.println("  " + curl(accountsWith(type), all) + " | count");
    }
    out.println(
        "\nThe rows themselves; and a condition, for services that have a property called name:\n");
    out.println("  " + curl(accountsWith(UnifiedType.ACCOUNT), QUERY + " DESC LIMIT 20"));
    out.println("  " + curl(WITH_NAME, BY_NAME));
    out.flush();
    return result.errors().isEmpty() ? Main.DONE : Main.SOME_FAILED;
  }

  private TextTable found(SearchResult result) {
    Map<String, List<SearchObject>> rows =
        result.objects().stream().collect(Collectors.groupingBy(SearchObject::accountId));
    TextTable table = new TextTable(List.of("account", "service", "rows", "first", "address"));
    for (Account account : accounts) {
      List<SearchObject> own = rows.getOrDefault(account.id(), List.of());
      table.row(
          List.of(
              account.id(),
              account.service(),
              Integer.toString(own.size()),
              own.isEmpty() ? "" : name(own.get(0)),
              account.baseUri().getAuthority()));
    }
    return table;
  }

  /** The unified attribute, whatever the service calls it. */
  private static String name(SearchObject object) {
    return object.attributes((type, id) -> id).path("name").asText("");
  }

  private List<String> accountsWith(UnifiedType type) {
    return accounts.stream()
        .filter(account -> has(Services.named(account.service()).unifiedTypes(), type))
        .map(Account::id)
        .toList();
  }

  private static boolean has(UnifiedTypes types, UnifiedType type) {
    return types.typeOf(types.objectName(type.wireName())).equals(Optional.of(type));
  }

  private String curl(List<String> ids, String query) {
    return "curl -s '"
        + server
        + "/v1/accounts/"
        + String.join(",", ids)
        + "/crm/search?lang=kql&q="
        + URLEncoder.encode(query, StandardCharsets.UTF_8)
        + "'";
  }
}
