package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.sandbox.Fault;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchCommandTest {

  private static final String QUERY =
      "SELECT id, name FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name LIMIT 9";

  @TempDir private Path folder;
  private Sandbox sandbox;
  private String config;

  @BeforeEach
  void startServices() throws IOException {
    sandbox =
        Sandbox.builder()
            .service("salesforce", 0)
            .service("dynamics", 0)
            .service("sugarcrm", 0)
            .start();
    StringBuilder accounts = new StringBuilder("accounts:\n");
    int id = 1;
    for (SandboxService service : sandbox.services()) {
      accounts.append(
          "  - {id: a%d, service: %s, url: \"%s\", token: %s, allow_private_address: true}\n"
              .formatted(id++, service.name(), service.baseUri(), service.accessToken()));
    }
    config = Files.writeString(folder.resolve("accounts.yaml"), accounts).toString();
  }

  @AfterEach
  void stopServices() {
    sandbox.close();
  }

  private CommandRun search(String accounts, String format) {
    return CommandRun.of(
        "search", "--accounts", accounts, "--config", config, "--format", format, QUERY);
  }

  @Test
  void rowsOfAllAccountsAreOneTable() {
    CommandRun run = search("a1,a2,a3", "table");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("account  id ").contains("Jim").endsWith("9 rows\n");
  }

  @Test
  void csvHasAHeaderAndALineForEachRow() {
    CommandRun run = search("a1,a2", "csv");

    assertThat(run.out().lines()).hasSize(10).first().isEqualTo("account,id,name");
  }

  @Test
  void jsonIsTheEndpointsAnswer() throws IOException {
    JsonNode answer = new ObjectMapper().readTree(search("a1,a3", "json").out());

    assertThat(answer.get("count").intValue()).isEqualTo(9);
    assertThat(answer.get("errors").isEmpty()).isTrue();
    assertThat(answer.at("/objects/0/account_id").textValue()).startsWith("a");
  }

  @Test
  void aFailedAccountIsReportedBesideTheOthersRows() {
    sandbox.service("dynamics").close();

    CommandRun run = search("a1,a2,a3", "table");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("9 rows");
    assertThat(run.err()).startsWith("account a2: ").hasLineCount(1);
  }

  @Test
  void whereNoAccountAnswersTheExitCodeSaysSo() {
    sandbox.close();

    CommandRun run = search("a1,a3", "table");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("0 rows");
    assertThat(run.err()).hasLineCount(2);
  }

  @Test
  void aQueryAtFaultIsAPicture() {
    CommandRun run =
        CommandRun.of("search", "--accounts", "a1", "--config", config, "SELECT id FROM");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("line 1:15");
  }

  @Test
  void whatAServiceRejectsIsShownInTheQuery() {
    sandbox
        .service("salesforce")
        .inject(
            new Fault.Unavailable(),
            SandboxService.ALWAYS,
            request -> request.path().endsWith("/describe"));

    CommandRun run =
        CommandRun.of(
            "search", "--accounts", "a1", "--config", config, "SELECT id, nmae FROM Account");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nmae").contains("line 1:12");
  }

  @Test
  void anUnknownAccountIsOneLineThatListsThem() {
    CommandRun run = CommandRun.of("search", "--accounts", "a9", "--config", config, QUERY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("crmql search: no account a9; there are a1, a2, a3" + System.lineSeparator());
  }

  @Test
  void tokensAreNeverPrinted() {
    for (SandboxService service : sandbox.services()) {
      service.close();
    }

    CommandRun run = search("a1,a2,a3", "json");

    for (SandboxService service : sandbox.services()) {
      assertThat(run.out() + run.err()).doesNotContain(service.accessToken());
    }
  }

  /** All rows of the accounts, which need no LIMIT, with these limits in the configuration. */
  private CommandRun limited(String limits, String accounts) throws IOException {
    String text = Files.readString(Path.of(config));
    Files.writeString(Path.of(config), text + "limits: {" + limits + "}\n");
    return CommandRun.of(
        "search", "--accounts", accounts, "--config", config, "SELECT id FROM Accounts");
  }

  @Test
  void anAnswerHasNoMoreRowsThanTheConfigurationHasIt() throws IOException {
    CommandRun run = limited("max_rows: 5", "a1,a2,a3");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("more than the 5 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan_rows", "search_scan_rows"})
  void noMoreIsReadThanTheConfigurationHasIt(String key) throws IOException {
    CommandRun run = limited(key + ": 5", "a2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("account a2: scan-budget-exhausted: ").contains("5 rows");
  }

  @Test
  void anAnswerOfAServiceIsNoLongerThanTheConfigurationHasIt() throws IOException {
    sandbox
        .service("dynamics")
        .inject(new Fault.OversizedBody(3 << 20), SandboxService.ALWAYS, request -> true);

    CommandRun run = limited("response_mebibytes: 2", "a2");

    assertThat(run.err()).startsWith("account a2: unexpected-answer: ").contains("2097152");
  }

  @Test
  void anAccountHasTheTimeThatTheConfigurationGivesIt() throws IOException {
    sandbox
        .service("dynamics")
        .inject(
            new Fault.Latency(Duration.ofSeconds(3)),
            SandboxService.ALWAYS,
            request -> request.path().endsWith("/accounts"));

    CommandRun run = limited("account_timeout_seconds: 1", "a2");

    assertThat(run.err()).startsWith("account a2: timeout: ");
  }

  @ParameterizedTest
  @CsvSource({"attempts: 1, 1", "attempts: 2, 2", "spare_attempts: 0, 1"})
  void aRequestIsMadeAgainAsOftenAsTheConfigurationHasIt(String limit, int attempts)
      throws IOException {
    sandbox
        .service("dynamics")
        .inject(
            new Fault.Unavailable(),
            SandboxService.ALWAYS,
            request -> request.path().endsWith("/accounts"));

    CommandRun run = limited(limit + ", first_retry_delay_milliseconds: 1", "a2");

    assertThat(run.err()).startsWith("account a2: unavailable: ");
    assertThat(sandbox.service("dynamics").received())
        .filteredOn(request -> request.path().endsWith("/accounts"))
        .hasSize(attempts);
  }

  @Test
  void noMoreRequestsWaitThanTheConfigurationHasIt() throws IOException {
    for (SandboxService service : sandbox.services()) {
      service.inject(
          new Fault.Latency(Duration.ofMillis(500)), SandboxService.ALWAYS, request -> true);
    }

    CommandRun run = limited("in_flight: 1, waiting: 0", "a1,a2,a3");

    assertThat(run.err()).contains(": overloaded: ");
  }

  private CommandRun dql(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("search", "--accounts", "a2", "--config", config, "--lang", "dql"));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void aFullPageOfDqlSaysThatThereMayBeMore() {
    CommandRun full = dql("--page-size", "2", "SELECT name FROM account");
    CommandRun usual = dql("SELECT name FROM account");
    CommandRun all = dql("--page-size", "1000", "SELECT name FROM account WHERE name = 'A & B'");

    assertThat(full.exitCode()).isZero();
    assertThat(full.out()).endsWith("2 rows" + System.lineSeparator());
    assertThat(full.err())
        .isEqualTo("note: one page of 2 rows; --page-size says how many" + System.lineSeparator());
    assertThat(usual.err()).startsWith("note: one page of 30 rows;");
    assertThat(all.err()).isEmpty();
  }

  @Test
  void aPageSizeIsFrom1To1000AndForDql() {
    assertThat(dql("--page-size", "1001", "SELECT name FROM account").err())
        .startsWith("crmql search: --page-size is from 1 to 1000, not 1001");
    assertThat(dql("--page-size", "x", "SELECT name FROM account").exitCode()).isEqualTo(2);
    CommandRun kql =
        CommandRun.of("search", "--accounts", "a1", "--config", config, "--page-size", "5", QUERY);
    assertThat(kql.err()).startsWith("crmql search: --page-size is for dql");
    assertThat(kql.exitCode()).isEqualTo(2);
  }

  @Test
  void explainingSendsNothing() {
    sandbox.close();

    CommandRun run =
        CommandRun.of("search", "--accounts", "a1,a3", "--config", config, "--explain", QUERY);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("account a1, salesforce\n  GET /services/data/")
        .contains("\naccount a3, sugarcrm\n  POST /rest/")
        .contains("  note: ");
  }

  @Test
  void aFailureNamesThePortAndEachThingOnce() {
    sandbox.service("dynamics").close();
    String host = sandbox.service("dynamics").baseUri().getAuthority();

    CommandRun run = search("a2", "table");

    assertThat(run.err())
        .isEqualTo("account a2: unavailable: can't connect to " + host + System.lineSeparator());
  }

  @Test
  void aRefusalHasTheDiagnosticsCodeAndEachMessageOnce() {
    CommandRun run =
        CommandRun.of(
            "search",
            "--accounts",
            "a1,a2",
            "--config",
            config,
            "SELECT id FROM Contacts WHERE name = 'x' ORDER BY name");

    assertThat(run.err().lines().findFirst())
        .hasValue("account a2: unknown-property: contact has no property name");
  }

  @ParameterizedTest
  @CsvSource({
    "--format, xml, no format xml",
    "--lang, sql, there is no language sql",
    "--completion, all, no completion all",
  })
  void argumentsAreCheckedBeforeAccountsAreLookedFor(String option, String value, String message) {
    CommandRun run =
        CommandRun.of(
            "search", "--accounts", "a1", "--config", "no-such-file", option, value, QUERY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("crmql search: " + message);
  }

  @Test
  void anAccountThatTheDemoLacksIsOneLineThatListsThem() {
    CommandRun run = CommandRun.of("search", "--accounts", "999", "--demo", QUERY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "crmql search: no account 999; there are 123, 456, 789, 234, 345, 567, 678, 890"
                + System.lineSeparator());
  }

  @Test
  void whatIsMissingIsNamedAndCommandsAreListed() {
    assertThat(CommandRun.of("search", "--accounts", "a1").err())
        .startsWith("crmql search: Missing required");
    assertThat(CommandRun.of("search", "--accounts", "a1", QUERY).err())
        .startsWith("crmql search: Missing required argument");
    CommandRun unknown = CommandRun.of("serach");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("serach", "crmql search")
        .contains(
            "commands: demo, serve, search, compile, parse, services, token-hash, config-schema,"
                + " conform");
  }
}
