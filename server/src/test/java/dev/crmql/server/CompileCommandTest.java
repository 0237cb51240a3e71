package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompileCommandTest {

  private static final String QUERY =
      "SELECT id, name FROM Accounts WHERE name LIKE 'Jim%' ORDER BY name DESC LIMIT 100";

  @ParameterizedTest
  @ValueSource(strings = {"salesforce", "dynamics", "sugarcrm"})
  void jsonIsOneObjectWithTheRequest(String service) throws IOException {
    CommandRun run = CommandRun.of("compile", "--service", service, "--json", QUERY);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("service").textValue()).isEqualTo(service);
    assertThat(json.get("requests")).hasSize(1);
    JsonNode request = json.get("requests").get(0);
    assertThat(request.fieldNames()).toIterable().contains("method", "path", "query", "body");
    assertThat(json.get("residual").isNull()).isTrue();
    assertThat(json.get("notes").isArray()).isTrue();
  }

  @Test
  void eachServiceGetsItsOwnLanguage() {
    assertThat(CommandRun.of("compile", "--service", "salesforce", QUERY).out())
        .contains("q=SELECT id, name FROM Account WHERE name LIKE 'Jim%' ORDER BY name DESC");
    assertThat(CommandRun.of("compile", "--service", "dynamics", QUERY).out())
        .contains("$filter=startswith(name,'Jim')");
    assertThat(CommandRun.of("compile", "--service", "sugarcrm", QUERY).out())
        .contains("{\"name\":{\"$starts\":\"Jim\"}}");
  }

  @Test
  void aBodyThatIsJsonStandsThereAsJson() throws IOException {
    CommandRun run = CommandRun.of("compile", "--service", "sugarcrm", "--json", QUERY);

    JsonNode body = new ObjectMapper().readTree(run.out()).at("/requests/0/body");
    assertThat(body.at("/filter/0/name/$starts").textValue()).isEqualTo("Jim");
  }

  @Test
  void aFaultIsAPictureOnStandardError() {
    CommandRun run =
        CommandRun.of(
            "compile",
            "--service",
            "sugarcrm",
            "SELECT id FROM Accounts WHERE name NOT LIKE '%kloud%'");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("line 1:31")
        .contains("SELECT id FROM Accounts WHERE name NOT LIKE '%kloud%'")
        .contains("                                ^^^^^^^^^^^^^^^^^^^^^^^");
  }

  @Test
  void aFaultIsJsonWhereJsonIsAskedFor() throws IOException {
    CommandRun run =
        CommandRun.of(
            "compile",
            "--service",
            "sugarcrm",
            "--json",
            "SELECT id FROM Accounts WHERE name NOT LIKE '%kloud%'");

    assertThat(run.exitCode()).isEqualTo(2);
    JsonNode fault = new ObjectMapper().readTree(run.err()).at("/diagnostics/0");
    assertThat(fault.get("code").textValue()).isEqualTo("unsupported-construct");
    assertThat(fault.get("line").intValue()).isEqualTo(1);
    assertThat(fault.get("column").intValue()).isEqualTo(31);
  }

  @Test
  void whatAServiceCannotDoTheEngineMayComplete() {
    CommandRun run =
        CommandRun.of(
            "compile",
            "--service",
            "sugarcrm",
            "--completion",
            "local",
            "SELECT id FROM Accounts WHERE name NOT LIKE 'kloud%'");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("checked again: name NOT LIKE 'kloud%'");
  }

  @Test
  void dqlIsForDynamicsAlone() {
    String dql = "SELECT accountid FROM account WHERE name = 'x'";

    assertThat(CommandRun.of("compile", "--service", "dynamics", "--lang", "dql", dql).exitCode())
        .isZero();
    CommandRun refused = CommandRun.of("compile", "--service", "salesforce", "--lang", "dql", dql);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("salesforce can't be asked in dql");
  }

  @Test
  void unknownNamesAreOneLineThatListsTheChoices() {
    assertThat(CommandRun.of("compile", "--service", "siebel", QUERY).err())
        .isEqualTo(
            "crmql compile: no service siebel; there are salesforce, dynamics, sugarcrm, hubspot"
                + System.lineSeparator());
    assertThat(CommandRun.of("compile", "--service", "dynamics", "--lang", "sql", QUERY).err())
        .isEqualTo(
            "crmql compile: there is no language sql, only keyword, soql, sosl, dql, kql"
                + System.lineSeparator());
    CommandRun completion =
        CommandRun.of("compile", "--service", "dynamics", "--completion", "all", QUERY);
    assertThat(completion.err()).contains("no completion all; there are strict, local");
    assertThat(completion.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "SELECT", "((((", "'", "\ud800", "SELECT 'x"})
  void anyTextGivesADiagnostic(String text) {
    CommandRun run = CommandRun.of("compile", "--service", "dynamics", text);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isNotEmpty().doesNotContain("Exception", "\tat ");
  }

  @Test
  void aSchemaFileGivesValuesTheirTypes(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("account.yaml"),
            """
            name: Account
            idField: Id
            fields:
              - {name: Id, type: id, nullable: false, nativeType: id}
              - {name: Code__c, type: text, nativeType: string}
              - {name: Day__c, type: date, nativeType: date}
            """);

    CommandRun run =
        CommandRun.of(
            "compile",
            "--service",
            "salesforce",
            "--schema",
            file.toString(),
            "SELECT Id FROM Account WHERE Code__c = '2024-01-31' AND Day__c = '2024-01-31'");

    assertThat(run.out()).contains("Code__c = '2024-01-31' AND Day__c = 2024-01-31");
  }

  @Test
  void aPropertyThatTheSchemaLacksIsShown(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("account.json"),
            "{\"name\": \"Account\", \"fields\": [{\"name\": \"Name\", \"type\": \"text\"}]}");

    CommandRun run =
        CommandRun.of(
            "compile",
            "--service",
            "salesforce",
            "--schema",
            file.toString(),
            "SELECT Nmae FROM Account");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("line 1:8").contains("did you mean Name?");
  }

  @Test
  void aSchemaOfAnotherTypeIsRefused(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("account.yaml"),
            "name: account\ncollection: accounts\nfields:\n  - {name: name, type: text}\n");

    CommandRun other =
        CommandRun.of(
            "compile",
            "--service",
            "dynamics",
            "--schema",
            file.toString(),
            "SELECT name FROM contact");
    CommandRun same =
        CommandRun.of(
            "compile",
            "--service",
            "dynamics",
            "--schema",
            file.toString(),
            "SELECT name FROM Accounts");

    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err())
        .startsWith("crmql compile: " + file + ", line 1: the schema is that of account");
    assertThat(same.exitCode()).isZero();
  }

  @Test
  void aQueryOnStandardInputIsUtf8() {
    InputStream usual = System.in;
    try {
      System.setIn(new ByteArrayInputStream("SELECT id FROM A".getBytes(StandardCharsets.UTF_8)));
      assertThat(CommandRun.of("parse", "-").exitCode()).isZero();
      System.setIn(
          new ByteArrayInputStream(
              "SELECT id FROM A WHERE b = 'é'".getBytes(StandardCharsets.ISO_8859_1)));
      CommandRun broken = CommandRun.of("parse", "-");
      assertThat(broken.exitCode()).isEqualTo(2);
      assertThat(broken.err())
          .isEqualTo(
              "crmql parse: the query on standard input is not UTF-8 text"
                  + System.lineSeparator());
    } finally {
      System.setIn(usual);
    }
  }
}
