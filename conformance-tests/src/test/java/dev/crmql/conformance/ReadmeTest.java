package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.server.Services;
import dev.crmql.server.SupportTable;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens. */
final class ReadmeTest {

  private static final String IMPORTS =
      """
      import dev.crmql.dynamics.DynamicsConnector;
      import dev.crmql.language.Language;
      import dev.crmql.salesforce.SalesforceConnector;
      import dev.crmql.search.*;
      import dev.crmql.sugarcrm.SugarCrmConnector;
      """;

  private final String readme = read();

  private static String read() {
    try {
      return Files.readString(Path.of("..", "README.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String block(String language, String containing) {
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (blocks.find()) {
      if (blocks.group(1).contains(containing)) {
        return blocks.group(1);
      }
    }
    throw new AssertionError("the README has no " + language + " block with " + containing);
  }

  private static Connector connector(String service) {
    return Services.all().stream()
        .filter(candidate -> candidate.service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSupportTableIsThatOfTheDialects() {
    String table =
        readme.substring(
            readme.indexOf("<!-- services -->\n") + "<!-- services -->\n".length(),
            readme.indexOf("<!-- /services -->"));

    assertThat(table).isEqualTo(SupportTable.markdown());
  }

  @Test
  void theRequestsAreTheCompiledOnes() {
    String query = block("sql", "SELECT").strip();

    for (String service : List.of("salesforce", "dynamics", "sugarcrm")) {
      SearchPlan plan =
          connector(service)
              .plan(QueryParser.kql().parse(query), ObjectSchema.unknown(), Completion.STRICT);
      assertThat(plan.requests()).hasSize(1);
      UpstreamRequest request = plan.requests().get(0);
      assertThat(readme).contains("`" + request.method() + " " + request.path() + "`");
      request
          .query()
          .forEach((name, value) -> assertThat(readme).contains(name + "=" + value + "`"));
      request.body().ifPresent(body -> assertThat(readme).contains("`" + body + "`"));
    }
  }

  @Test
  void theThreeServicesOfTheDemoAnswerTheQuery() {
    try (Sandbox sandbox =
            Sandbox.builder()
                .service("salesforce", 0)
                .service("dynamics", 0)
                .service("sugarcrm", 0)
                .start();
        SearchEngine engine = engine(accounts(sandbox))) {
      SearchResult result =
          engine.search(
              SearchRequest.builder()
                  .accounts("123", "456", "789")
                  .language(Language.KQL)
                  .text(block("sql", "SELECT").strip())
                  .build());

      assertThat(result.errors()).isEmpty();
    }
  }

  private static SearchEngine engine(List<Account> accounts) {
    SearchEngine.Builder engine = SearchEngine.builder().accounts(AccountDirectory.of(accounts));
    Services.all().forEach(engine::connector);
    return engine.build();
  }

  @Test
  void theErrorIsDrawnAsShown() {
    String picture = block("text", "NOT LIKE").stripTrailing();
    String query = picture.lines().skip(1).findFirst().orElseThrow().strip();

    QueryException fault =
        org.junit.jupiter.api.Assertions.assertThrows(
            QueryException.class,
            () ->
                connector("sugarcrm")
                    .plan(
                        QueryParser.kql().parse(query), ObjectSchema.unknown(), Completion.STRICT));

    assertThat(DiagnosticPrinter.print(fault.withText(query))).isEqualTo(picture);
  }

  @Test
  void theEmbeddingExampleCompilesAndFindsRows(@TempDir Path folder) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Example.java"),
            IMPORTS
                + "public class Example {\n"
                + "  public static void run(java.util.List<Account> accounts, String query,"
                + " java.io.PrintStream out) {\n"
                + block("java", "SearchEngine.builder()")
                + "engine.close();\n}}\n");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
    assertThat(compiled).isZero();

    try (Sandbox sandbox =
            Sandbox.builder()
                .service("salesforce", 0)
                .service("dynamics", 0)
                .service("sugarcrm", 0)
                .start();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      List<Account> accounts = accounts(sandbox);
      sandbox.service("dynamics").close();
      ByteArrayOutputStream printed = new ByteArrayOutputStream();

      loader
          .loadClass("Example")
          .getMethod("run", List.class, String.class, PrintStream.class)
          .invoke(
              null,
              accounts,
              "SELECT id, name FROM Accounts WHERE name = 'A & B'",
              new PrintStream(printed, true, StandardCharsets.UTF_8));

      assertThat(printed.toString(StandardCharsets.UTF_8))
          .contains("456 {")
          .contains("789 {")
          .contains("123: ");
    }
  }

  private static List<Account> accounts(Sandbox sandbox) {
    return List.of(
        account("123", sandbox.service("dynamics")),
        account("456", sandbox.service("salesforce")),
        account("789", sandbox.service("sugarcrm")));
  }

  private static Account account(String id, SandboxService service) {
    return new Account(
            id, service.name(), service.baseUri(), Credentials.fixed(service.accessToken()))
        .allowingPrivateAddress();
  }
}
