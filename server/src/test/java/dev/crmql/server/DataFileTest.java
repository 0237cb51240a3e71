package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.search.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataFileTest {

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("file.yaml"), content.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: A\\nfields: no | line 2: fields must be a list
          name: A | line 1: fields is missing
          name: A\\nfields: []\\nfeilds: [] | line 3: unknown key feilds
          name: A\\nname: B\\nfields: [] | line 2: Duplicate field 'name'
          name: A\\nfields:\\n  - {name: x, type: txt} | line 3: no type txt; there are text, id
          name: A\\nfields:\\n  - {name: x, type: text, nullable: 1} | line 3: nullable must be true
          name: A\\nfields:\\n  - just text | line 3: keys with values are expected here
          name: A\\nfields: [ | line 2: expected the node content, but found
          name: A\\nfields: []\\nidField: Key | line 3: idField Key is not among the fields
          name: B\\nfields: [] | line 1: the schema is that of B, and the query is FROM A
          [] | line 1: keys with values are expected here
          """)
  void aFaultOfASchemaFileHasFileAndLine(String content, String message) throws IOException {
    Path file = file(content);

    assertThatThrownBy(() -> SchemaFile.read(file, "A"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> SchemaFile.read(missing, "A")).hasMessage(missing + ": no such file");
  }

  @Test
  void anEmptyFileAndOneOfBytesAreFaults() throws IOException {
    assertThatThrownBy(() -> SchemaFile.read(file(""), "A"))
        .hasMessageContaining("the file is empty");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> SchemaFile.read(bytes, "A")).hasMessageContaining("not UTF-8 text");
  }

  @Test
  void accountsAreReadInTheirOrder() throws IOException {
    List<Account> accounts =
        ServerConfig.read(
                file(
                    """
                accounts:
                  - {id: 7, service: dynamics, url: "https://a.example", token: t-one}
                  - {id: b, service: salesforce, url: "https://b.example", token: t-two}
                """))
            .accountList();

    assertThat(accounts).extracting(Account::id).containsExactly("7", "b");
    assertThat(accounts.toString()).doesNotContain("t-one").doesNotContain("t-two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          siebel | https://a.example | t-secret | no service siebel; there are salesforce
          dynamics | not a url | t-secret | line 5
          dynamics | ftp://a.example | t-secret | needs a base URI
          dynamics | https://a.example | ${CRMQL_NOT_SET} | the environment has no CRMQL_NOT_SET
          """)
  void aFaultOfAnAccountsFileHasItsLineAndNoToken(
      String service, String url, String token, String message) throws IOException {
    Path file =
        file(
            "# accounts\naccounts:\n  - id: 1\n    service: %s\n    url: %s\n    token: %s\n"
                .formatted(service, url, token));

    assertThatThrownBy(() -> ServerConfig.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("t-secret");
  }

  @Test
  void twoAccountsOfOneIdAreAFault() throws IOException {
    Path file =
        file(
            """
            accounts:
              - {id: 7, service: dynamics, url: "https://a.example", token: t}
              - {id: "7", service: salesforce, url: "https://b.example", token: t}
            """);

    assertThatThrownBy(() -> ServerConfig.read(file))
        .hasMessageContaining("line 3: there are two accounts 7");
  }

  @Test
  void aVariableInsideBracesNeedsQuotes() throws IOException {
    Path file = file("accounts:\n  - {id: 1,\n     token: ${NOPE}}\n");

    assertThatThrownBy(() -> ServerConfig.read(file))
        .hasMessageStartingWith(file + ", line 3: expected ',' or '}'")
        .hasMessageEndingWith("; ${..} inside { } needs quotes");
  }
}
