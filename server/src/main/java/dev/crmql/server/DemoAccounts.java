package dev.crmql.server;

import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.Account;
import dev.crmql.search.Credentials;
import java.util.List;

/**
 * The three accounts of the demo, on emulated services. 123 is the account of the API document's
 * first example, which names no language: one of Dynamics, whose default is keyword.
 */
final class DemoAccounts {

  /** The accounts' ids. */
  static final List<String> IDS = List.of("123", "456", "789");

  private DemoAccounts() {}

  /** Starts the services that the accounts are on, and no others. */
  static Sandbox start() {
    return Sandbox.builder()
        .service("salesforce", 0)
        .service("dynamics", 0)
        .service("sugarcrm", 0)
        .start();
  }

  static List<Account> of(Sandbox sandbox) {
    return List.of(
        account(IDS.get(0), sandbox.service("dynamics")),
        account(IDS.get(1), sandbox.service("salesforce")),
        account(IDS.get(2), sandbox.service("sugarcrm")));
  }

  private static Account account(String id, SandboxService service) {
    return new Account(
        id, service.name(), service.baseUri(), Credentials.fixed(service.accessToken()));
  }
}
