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
    String query = query(UnifiedType.ACCOUNT);
    SearchResult result =
        engine.search(
            SearchRequest.builder()
                .accounts(accounts.stream().map(Account::id).toList())
                .text(query)
                .language(Language.KQL)
                .build());
    out.println("Emulated services with made-up records, and what one query finds in them:\n");
    out.println("  " + query + "\n");
    out.println(found(result));
    ResultPrinter.failures(result.errors(), out);
    out.println("The same over HTTP, for each type of object and all accounts that have it:\n");
    for (UnifiedType type : UnifiedType.values()) {
      out.println("  " + curl(accountsWith(type), query(type) + " LIMIT 20"));
    }
    out.println("\nAn account that lacks the type says so in errors, beside the others' rows.");
    out.println("How many rows each account has, without LIMIT:\n");
    out.println(
        "  "
            + curl(accountsWith(UnifiedType.ACCOUNT), "SELECT id FROM account")
            + " | grep -o '\"account_id\":\"[0-9]*' | sort | uniq -c");
    out.println("\nProperties have their services' own names; these services have a name:\n");
    out.println("  " + curl(WITH_NAME, BY_NAME));
    out.flush();
    return result.errors().isEmpty() ? Main.DONE : Main.SOME_FAILED;
  }

  private static String query(UnifiedType type) {
    return "SELECT * FROM " + type.wireName() + " ORDER BY id";
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
    return "curl '"
        + server
        + "/v1/accounts/"
        + String.join(",", ids)
        + "/crm/search?lang=kql&q="
        + URLEncoder.encode(query, StandardCharsets.UTF_8)
        + "'";
  }
}
