package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fuzzing has found, each input for itself. */
class FoundByFuzzingTest {

  private static final String TOKEN = "a-token!of/the_account";

  @Test
  void aNameThatTurnsTheTextRoundIsNotPrintedAsItIs() {
    String text = "SELECT \"\u0000\u202Eeman\" FROM a";
    QueryException refusal =
        catchThrowableOfType(
            QueryException.class,
            () ->
                connector("salesforce")
                    .plan(parse(text), ObjectSchema.unknown(), Completion.STRICT));
    assertThat(DiagnosticPrinter.print(refusal.withText(text)))
        .contains("the name \u2400\uFFFDeman")
        .doesNotContain("\u0000", "\u202E");
  }

  @ParameterizedTest
  @CsvSource({"salesforce, records", "dynamics, value", "sugarcrm, records"})
  void anExponentThatNoNumberHasIsNoJson(String service, String rows) {
    String body =
        "{\"" + rows + "\": [{\"Id\": 1e99999999999999}], \"done\": true, \"next_offset\": -1}";
    assertThatThrownBy(() -> decode(service, body)).isInstanceOf(UpstreamException.class);
    assertThat(connector(service).fault(response(500, body), Optional.empty()).message())
        .contains("500");
  }

  @ParameterizedTest
  @CsvSource({"salesforce, records, Id", "dynamics, value, aid", "sugarcrm, records, id"})
  void aRecordWhoseIdIsEmptyIsNone(String service, String rows, String id) {
    String body =
        "{\"" + rows + "\": [{\"" + id + "\": \"\"}], \"done\": true, \"next_offset\": -1}";
    assertThatThrownBy(() -> decode(service, body)).isInstanceOf(UpstreamException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E999999999", "1E-999999999"})
  void aNumberWithGigabytesOfZerosIsComparedWithAPattern(String number) {
    String body = "{\"next_offset\": -1, \"records\": [{\"id\": \"1\", \"name\": " + number + "}]}";
    SearchResult result = search("SELECT id FROM a WHERE NOT name LIKE '%x%'", 200, body);
    assertThat(result.errors()).isEmpty();
    assertThat(result.objects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, "a-token!of\\/the_account", "\\u0061\\u002dtoken!of/the_account"})
  void aServiceThatRepeatsTheTokenIsNotQuoted(String repeated) {
    String body = "{\"error\": \"no\", \"error_message\": \"bad token " + repeated + "!\"}";
    AccountError error = search("SELECT id FROM a", 403, body).errors().get("1");
    assertThat(error.message()).isEqualTo("bad token ***!");
    assertThat(error.toString()).doesNotContain(TOKEN);
  }

  @Test
  void norIfItSaysThatItIsASuccess() {
    String body = "{\"success\": false, \"name\": \"E\", \"message\": \"bad token " + TOKEN + "\"}";
    AccountError error =
        search("pipeliner", "SELECT id FROM Accounts", 200, body).errors().get("1");
    assertThat(error.message()).isEqualTo("bad token ***");
    assertThat(error.toString()).doesNotContain(TOKEN);
  }

  @Test
  void norIfItIsAskedForADescription() {
    String body =
        "{\"error\": \"no\", \"error_message\": \"bad token "
            + TOKEN.replace("a", "\\u0061")
            + "\"}";
    SearchResult result = search("SELECT id FROM a", 403, body);
    assertThat(result.reports().get("1").notes()).anyMatch(note -> note.contains("bad token ***"));
    assertThat(result.reports().toString()).doesNotContain(TOKEN);
  }

  private static SearchResult search(String text, int status, String body) {
    return search("sugarcrm", text, status, body);
  }

  private static SearchResult search(String service, String text, int status, String body) {
    Account account =
        new Account("1", service, URI.create("https://crm.example"), Credentials.fixed(TOKEN));
    try (SearchEngine engine =
        SearchEngine.builder()
            .connector(connector(service))
            .accounts(AccountDirectory.of(List.of(account)))
            .transport(call -> CompletableFuture.completedFuture(response(status, body)))
            .build()) {
      return engine.search(
          SearchRequest.builder()
              .accounts("1")
              .language(Language.KQL)
              .text(text)
              .completion(Completion.LOCAL)
              .build());
    }
  }

  private static void decode(String service, String body) {
    Connector connector = connector(service);
    SearchPlan plan =
        connector.plan(parse("SELECT id FROM a"), ObjectSchema.unknown(), Completion.STRICT);
    var unused = connector.decode(plan.requests().get(0), response(200, body), plan);
  }

  private static UpstreamResponse response(int status, String body) {
    return new UpstreamResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Query parse(String text) {
    return QueryParser.kql().parse(text);
  }

  private static Connector connector(String service) {
    return Services.all().stream()
        .filter(known -> known.service().equals(service))
        .findFirst()
        .orElseThrow();
  }
}
