package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.search.Account;
import dev.crmql.search.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the accounts that can be searched:
 *
 * <pre>{@code
 * accounts:
 *   - id: 123
 *     service: salesforce
 *     url: https://acme.my.salesforce.com
 *     token: ${SALESFORCE_TOKEN}
 * }</pre>
 *
 * <p>{@code ${NAME}} is the environment variable of that name.
 */
final class AccountsFile {

  private AccountsFile() {}

  /**
   * The accounts that the file holds, in its order.
   *
   * @throws BadInputException if it can't be read; the message has file, line and what is wrong,
   *     and no token
   */
  static List<Account> read(Path path) {
    DataFile file = DataFile.read(path);
    file.requireKeys(file.root(), "accounts");
    List<Account> accounts = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode entry : file.list(file.root(), "accounts")) {
      file.requireKeys(entry, "id", "service", "url", "token");
      Account account = account(file, entry);
      if (!ids.add(account.id())) {
        throw file.fault(entry, "id", "there are two accounts " + account.id());
      }
      accounts.add(account);
    }
    return accounts;
  }

  private static Account account(DataFile file, JsonNode entry) {
    String service = file.text(entry, "service");
    try {
      Services.named(service);
    } catch (BadInputException e) {
      throw file.fault(entry, "service", e.getMessage());
    }
    Credentials credentials = Credentials.fixed(token(file, entry));
    try {
      return new Account(
          file.text(entry, "id"), service, URI.create(file.text(entry, "url")), credentials);
    } catch (IllegalArgumentException e) {
      throw file.fault(entry, "url", e.getMessage());
    }
  }

  private static String token(DataFile file, JsonNode entry) {
    String written = file.text(entry, "token");
    if (!written.startsWith("${") || !written.endsWith("}")) {
      return written;
    }
    String variable = written.substring(2, written.length() - 1);
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      throw file.fault(entry, "token", "the environment has no " + variable);
    }
    return value;
  }
}
