package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.search.Account;
import dev.crmql.spi.TokenHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ServerConfigTest {

  private static final String ACCOUNT =
      "accounts:\n  - {id: 7, service: dynamics, url: 'https://a.example', token: t-secret}\n";

  private static final String HASH =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("crmql.yaml"), content);
  }

  private ServerConfig read(String content) throws IOException {
    return ServerConfig.read(file(content), name -> name.equals("NOT_SET") ? null : "env-secret");
  }

  private static boolean fitsSchema(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(ConfigSchemaCommand.schema());
    String json = new ObjectMapper().writeValueAsString(new YAMLMapper().readTree(yaml));
    return schema.validate(json, InputFormat.JSON).isEmpty();
  }

  static List<String> examplesOfTheDocumentation() throws IOException {
    String text = Files.readString(Path.of("../docs/configuration.md"));
    List<String> blocks =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(text)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(4);
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("examplesOfTheDocumentation")
  void whatTheDocumentationShowsIsReadAndFitsTheSchema(String example) throws IOException {
    for (String secret : List.of("page.key", "salesforce.token", "dynamics.token")) {
      Files.writeString(folder.resolve(secret), "0123456789abcdef0123456789abcdef\n");
    }
    Files.writeString(folder.resolve("sugarcrm.token"), "r");
    Files.writeString(folder.resolve("hubspot.token"), "r");

    assertThat(read(example).accountList()).isNotEmpty();
    assertThat(fitsSchema(example)).isTrue();
  }

  static Stream<String> faults() {
    String oauth =
        "accounts:\n  - id: 7\n    service: %s\n    url: https://a.example\n    oauth: {%s}\n";
    return Stream.of(
        "{}",
        "[]",
        "accounts: none\n",
        ACCOUNT + "acounts: []\n",
        ACCOUNT.replace("t-secret", "''"),
        ACCOUNT.replace("id: 7", "id: 'a,b'"),
        ACCOUNT.replace("dynamics", "siebel"),
        ACCOUNT.replace("https:", "ftp:"),
        ACCOUNT.replace("https://", "https://user:pass@"),
        ACCOUNT.replace(", token: t-secret", ""),
        ACCOUNT.replace("token:", "oauth: {grant: refresh_token}, token:"),
        ACCOUNT.replace("t-secret", "{path: x}"),
        ACCOUNT.replace("token:", "token_kind: basic, token:"),
        ACCOUNT.replace("dynamics", "oracle").replace("token:", "token_kind: api_token, token:"),
        ACCOUNT.replace("dynamics", "pipedrive").replace("token:", "token_kind: basic, token:"),
        ACCOUNT.replace("dynamics", "pipedrive").replace("token:", "token_kind: cookie, token:"),
        oauth
            .formatted(
                "oracle",
                "grant: refresh_token, client_id: c, refresh_token: r, token_url:"
                    + " 'https://a.example'")
            .replace("id: 7", "id: 7\n    token_kind: basic"),
        ACCOUNT.replace("token:", "allow_private_address: 'yes', token:"),
        ACCOUNT + "page_key: too-short\n",
        ACCOUNT + "tokens:\n  - {sha256: abc, accounts: '*'}\n",
        ACCOUNT + "tokens:\n  - {sha256: " + HASH + "}\n",
        ACCOUNT + "tokens:\n  - {sha256: " + HASH + ", accounts: all}\n",
        oauth.formatted("dynamics", "grant: password, client_id: c, tenant: t"),
        oauth.formatted("pipeliner", "grant: refresh_token, client_id: c, refresh_token: r"),
        oauth.formatted("dynamics", "grant: client_credentials, client_id: c, tenant: t"),
        oauth.formatted("dynamics", "grant: client_credentials, client_id: c, client_secret: s"),
        oauth.formatted(
            "dynamics",
            "grant: client_credentials, client_id: c, client_secret: s, tenant: t, refresh_token:"
                + " r"),
        oauth.formatted("salesforce", "grant: client_credentials, client_id: c, client_secret: s"),
        oauth.formatted("salesforce", "grant: refresh_token, client_id: c"),
        oauth.formatted("salesforce", "grant: refresh_token, refresh_token: r"),
        oauth.formatted(
            "salesforce", "grant: refresh_token, client_id: c, refresh_token: r, tenant: t"),
        oauth.formatted(
            "salesforce", "grant: refresh_token, client_id: c, refresh_token: r, platform: p"),
        oauth.formatted(
            "salesforce",
            "grant: refresh_token, client_id: c, refresh_token: r, token_url:"
                + " 'http://a.example/t'"),
        oauth.formatted(
            "hubspot", "grant: refresh_token, client_id: c, refresh_token: r, tenant: t"),
        oauth.formatted("hubspot", "grant: client_credentials, client_id: c, client_secret: s"),
        oauth.formatted(
            "sugarcrm", "grant: refresh_token, client_id: c, refresh_token: r, tenant: t"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatTheReaderRefusesTheSchemaRefusesToo(String bad) throws IOException {
    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(folder + "/crmql.yaml, line ")
        .hasMessageNotContaining("t-secret")
        .hasMessageNotContaining("pass");
    assertThat(fitsSchema(bad)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          token: 't-${NOT_SET}' | line 5: the environment has no NOT_SET
          token: '${}' | line 5: the environment has no
          token: {file: missing.txt} | line 5: no such file:
          token: {file: crmql.yaml/x} | line 5:
          token: 'two words' | line 5: an access token is one or more visible
          """)
  void aFaultOfWhatAValueNamesHasItsLine(String token, String message) throws IOException {
    String config =
        "accounts:\n  - id: 7\n    service: dynamics\n    url: https://a.example\n    " + token;

    assertThatThrownBy(() -> read(config))
        .hasMessageContaining(message.strip())
        .hasMessageNotContaining("two words");
  }

  @Test
  void variablesAndFilesGiveTexts() throws IOException {
    Files.writeString(folder.resolve("secret"), "from-a-file\n");
    ServerConfig config =
        read(
            "accounts:\n"
                + "  - {id: 'a-${X}', service: dynamics, url: 'https://${X}.example', token: {file:"
                + " secret}}\n"
                + "  - {id: '$${X}', service: dynamics, url: 'https://a.example', token: 'a-${X}',"
                + " label: Acme}\n");

    assertThat(config.accountList())
        .extracting(Account::id)
        .containsExactly("a-env-secret", "${X}");
    assertThat(config.accountList().get(0).baseUri()).hasHost("env-secret.example");
    assertThat(config.accountList().get(0).credentials().token().toCompletableFuture().join())
        .isEqualTo(dev.crmql.transport.Secret.of("from-a-file"));
    assertThat(config.accounts().find("${X}").orElseThrow().label()).contains("Acme");
    assertThat(config.files()).contains(folder.resolve("secret"));
  }

  @Test
  void aKindOfTokenSaysHowTheServiceIsShownIt() throws IOException {
    ServerConfig config =
        read(
            "accounts:\n"
                + "  - {id: 1, service: oracle, url: 'https://a.example', token: 'u:p', token_kind:"
                + " basic}\n"
                + "  - {id: 2, service: pipedrive, url: 'https://a.example', token: t, token_kind:"
                + " api_token}\n"
                + "  - {id: 3, service: pipedrive, url: 'https://a.example', token: t}\n");

    assertThat(config.accountList())
        .extracting(Account::tokenHeader)
        .containsExactly(
            Optional.of(TokenHeader.BASIC),
            Optional.of(TokenHeader.field("x-api-token")),
            Optional.empty());
  }

  @Test
  void anAddressThatIsNotPublicIsAllowedByItsAccountAlone() throws IOException {
    ServerConfig config =
        read(
            ACCOUNT
                + "  - {id: 8, service: dynamics, url: 'https://crm.corp.example', token: t,"
                + " allow_private_address: true}\n"
                + "  - {id: 9, service: dynamics, url: 'https://a.example', token: t,"
                + " allow_private_address: false}\n");

    assertThat(config.accountList())
        .extracting(Account::privateAddressAllowed)
        .containsExactly(false, true, false);
  }

  @Test
  void callersTokensSeeTheirAccounts() throws IOException {
    ServerConfig config =
        read(
            ACCOUNT
                + "tokens:\n  - {sha256: "
                + HashedTokens.hash("one")
                + ", accounts: [7]}\n  - {sha256: "
                + HashedTokens.hash("all").toUpperCase(java.util.Locale.ROOT)
                + ", accounts: '*'}\npage_key: '0123456789abcdef0123456789abcdef'\n");

    assertThat(config.tokens().accounts("one").orElseThrow().test("7")).isTrue();
    assertThat(config.tokens().accounts("one").orElseThrow().test("8")).isFalse();
    assertThat(config.tokens().accounts("all").orElseThrow().test("8")).isTrue();
    assertThat(config.tokens().accounts("other")).isEmpty();
    assertThat(config.pageKey().orElseThrow()).hasSize(32);
    assertThat(read(ACCOUNT).tokens().accounts("one")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example | {file: none} | s | 6 | no such file",
        "https://a.example | {file: \"a\\0b\"} | s | 6 | file is not a path",
        "https://a.example | r | {file: empty} | 7 | is empty",
        "mailto:sales | r | s | 4 | needs a base URI",
      })
  void aFaultBesideASecretIsToldAtItsOwnLine(
      String url, String refresh, String secret, int line, String message) throws IOException {
    Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(
            () ->
                read(
                    "accounts:\n  - id: 7\n    service: salesforce\n    url: '"
                        + url
                        + "'\n    oauth:\n      refresh_token: "
                        + refresh
                        + "\n      client_secret: "
                        + secret
                        + "\n      client_id: c\n      grant: refresh_token\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line " + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void anIdThatNoAccountHasIsAFault() throws IOException {
    assertThatThrownBy(
            () -> read(ACCOUNT + "tokens:\n  - sha256: " + HASH + "\n    accounts: [8]\n"))
        .hasMessageContaining("line 5: accounts has an id that no account has");
  }

  @Test
  void theSchemaIsPrinted() throws IOException {
    assertThat(CommandRun.of("config-schema").out()).isEqualTo(ConfigSchemaCommand.schema());
  }

  @Test
  void theHashOfATokenIsPrinted() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("foo\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(CommandRun.of("token-hash").out()).isEqualTo(HASH + System.lineSeparator());
    } finally {
      System.setIn(before);
    }
  }
}
