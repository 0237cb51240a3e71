package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.endpoint.ErrorBody;
import dev.crmql.endpoint.ObjectList;
import dev.crmql.language.Language;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.RetrySettings;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A search of the suite, asked of services whose answers are fuzzed. */
final class FuzzedSearch {

  private static final String SECRET = "00DxToken!AQ4AQ_secret/of.the-account";

  private static final List<Integer> FAILURES =
      List.of(204, 299, 302, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 599);

  private static final List<String> RETRY_AFTER =
      List.of(
          "1", "", "-1", "99999999999999999999", "Wed, 21 Oct 2026 07:28:00 GMT", "\u0661", SECRET);

  private final JsonNode json;
  private final String text;
  private final String language;
  private final Random random;
  private final FuzzedAnswers answers;
  private final Map<String, List<String>> bodies = new HashMap<>();
  private final List<String> said = new ArrayList<>();

  FuzzedSearch(ConformanceCase search, long seed) {
    json = search.json().get("search");
    text = search.query().text();
    language = search.query().language();
    random = new Random(seed);
    answers = new FuzzedAnswers(random);
  }

  /** Nothing but rows with ids, failures of accounts and refusals may come of it. */
  void check() {
    List<Account> accounts = new ArrayList<>();
    for (JsonNode account : json.get("accounts")) {
      String id = account.get("id").textValue();
      List<String> real = new ArrayList<>();
      account.path("answers").forEach(answer -> real.add(answer.path("body").toString()));
      bodies.put(id, real);
      accounts.add(
          new Account(
              id,
              account.get("service").textValue(),
              URI.create("https://crm.example"),
              Credentials.fixed(SECRET)));
    }
    SearchEngine.Builder builder =
        SearchEngine.builder()
            .accounts(AccountDirectory.of(accounts))
            .scanBudget(1_000, 10)
            .transport(this::answer)
            .retries(RetrySettings.NEVER);
    Services.all().forEach(builder::connector);
    try (SearchEngine engine = builder.build()) {
      check(engine.search(request(accounts)), accounts.size());
    } catch (QueryException refusal) {
      assertThat(ErrorBody.of(refusal.withText(text), "1").toJson()).isNotEmpty();
      assertThat(refusal.toString()).as(said()).doesNotContain(SECRET);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      throw new AssertionError(said(), failure);
    }
  }

  private SearchRequest request(List<Account> accounts) {
    return SearchRequest.builder()
        .accounts(accounts.stream().map(Account::id).toList())
        .language(Language.of(language))
        .text(text)
        .completion(random.nextBoolean() ? Completion.LOCAL : Completion.STRICT)
        .build();
  }

  private void check(SearchResult result, int accounts) {
    for (AccountError error : result.errors().values()) {
      assertThat(error.code()).as(said()).isNotEqualTo(AccountError.Code.INTERNAL);
      assertThat(error.toString()).as(said()).doesNotContain(SECRET);
    }
    for (SearchObject object : result.objects()) {
      assertThat(object.id()).as(said()).isNotEmpty();
    }
    byte[] shown =
        accounts > 1 || result.errors().isEmpty()
            ? (accounts > 1 ? ObjectList.ofSeveral(result, "1") : ObjectList.ofOne(result)).toJson()
            : ErrorBody.of(result.errors().values().iterator().next(), "1").toJson();
    assertThat(shown).as(said()).isNotEmpty();
  }

  private CompletableFuture<UpstreamResponse> answer(HttpCall call) {
    List<String> real = bodies.get(call.accountId());
    String body = real.isEmpty() ? "{}" : real.get(random.nextInt(real.size()));
    int status = random.nextInt(4) > 0 ? 200 : FAILURES.get(random.nextInt(FAILURES.size()));
    byte[] fuzzed = answers.of(body, status < 300 ? "no secret" : SECRET);
    String retryAfter = RETRY_AFTER.get(random.nextInt(RETRY_AFTER.size()));
    said.add(status + " " + readable(fuzzed));
    return CompletableFuture.completedFuture(
        new UpstreamResponse(status, Map.of("Retry-After", List.of(retryAfter)), fuzzed));
  }

  private static String readable(byte[] body) {
    String utf8 = new String(body, StandardCharsets.UTF_8);
    return body.length > 5_000
        ? utf8.substring(0, 200) + "... of " + body.length
        : utf8 + " (base64: " + Base64.getEncoder().encodeToString(body) + ")";
  }

  private String said() {
    return text + System.lineSeparator() + String.join(System.lineSeparator(), said);
  }
}
