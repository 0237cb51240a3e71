package dev.crmql.server;

import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.search.Account;
import dev.crmql.search.Credentials;
import java.util.List;

/** The three accounts of the demo: 123, 456 and 789, on emulated services. */
final class DemoAccounts {

  /** The accounts' ids. */
  static final List<String> IDS = List.of("123", "456", "789");

  private static final List<String> SERVICES = List.of("salesforce", "dynamics", "sugarcrm");

  private DemoAccounts() {}

  /** Starts the three services. */
  static Sandbox sandbox() {
    Sandbox.Builder sandbox = Sandbox.builder();
    SERVICES.forEach(name -> sandbox.service(name, 0));
    return sandbox.start();
  }

  static List<Account> of(Sandbox sandbox) {
    return List.of(
        account(IDS.get(0), sandbox.service(SERVICES.get(0))),
        account(IDS.get(1), sandbox.service(SERVICES.get(1))),
        account(IDS.get(2), sandbox.service(SERVICES.get(2))));
  }

  private static Account account(String id, SandboxService service) {
    return new Account(
        id, service.name(), service.baseUri(), Credentials.fixed(service.accessToken()));
  }
}
