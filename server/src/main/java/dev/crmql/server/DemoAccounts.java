package dev.crmql.server;

import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.pipeliner.PipelinerEmulator;
import dev.crmql.search.Account;
import dev.crmql.search.Credentials;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts of the demo, one on each emulated service. The first three are those of the API
 * document's examples: 123 is asked there without a language, so it is one of Dynamics, whose
 * default is keyword.
 */
final class DemoAccounts {

  private static final Map<String, String> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put("123", "dynamics");
    SERVICES.put("456", "salesforce");
    SERVICES.put("789", "sugarcrm");
    SERVICES.put("234", "oracle");
    SERVICES.put("345", "hubspot");
    SERVICES.put("567", "zoho");
    SERVICES.put("678", "pipedrive");
    SERVICES.put("890", "pipeliner");
  }

  private DemoAccounts() {}

  /** The accounts' ids, in the order in which the demo names them. */
  static List<String> ids() {
    return List.copyOf(SERVICES.keySet());
  }

  /** Starts the services that these accounts are on, and no others. */
  static Sandbox start(Collection<String> ids) {
    Sandbox.Builder sandbox = Sandbox.builder();
    ids.forEach(id -> sandbox.service(SERVICES.get(id), 0));
    return sandbox.start();
  }

  /** The accounts on the services that were started. */
  static List<Account> of(Sandbox sandbox) {
    Map<String, SandboxService> started = new LinkedHashMap<>();
    sandbox.services().forEach(service -> started.put(service.name(), service));
    return SERVICES.entrySet().stream()
        .filter(account -> started.containsKey(account.getValue()))
        .map(account -> account(account.getKey(), started.get(account.getValue())))
        .toList();
  }

  private static Account account(String id, SandboxService service) {
    Account account =
        new Account(id, service.name(), address(service), Credentials.fixed(service.accessToken()))
            .allowingPrivateAddress();
    // An OAuth token is not let near the leads.
    return service.name().equals("pipedrive")
        ? account.withTokenHeader(TokenKind.API_TOKEN.header())
        : account;
  }

  private static URI address(SandboxService service) {
    return service.name().equals("pipeliner")
        ? URI.create(service.baseUri() + "/api/v100/rest/spaces/" + PipelinerEmulator.SPACE)
        : service.baseUri();
  }
}
