package dev.crmql.benchmarks.load;

import dev.crmql.language.Language;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.transport.HttpTransport;
import dev.crmql.transport.Targets;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * One search over 1,000 accounts, each of one page that takes its service 20 ms, held against a
 * loop that sends the same requests with the JDK's client and throws the answers away. The two take
 * turns.
 */
public final class FanOutLoad {

  private static final int ACCOUNTS = 1_000;
  private static final int DELAY = 20;
  private static final int ROWS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int WARM_UPS = 10;
  private static final int ROUNDS = 30;
  private static final String QUERY = "SELECT Id, Name FROM Account WHERE Name LIKE 'C%'";

  private FanOutLoad() {}

  /**
   * Takes how many requests may be in flight, 64 if left out. Prints the medians, in milliseconds,
   * their ratio, and the most threads of the process while it only searched.
   */
  public static void main(String[] args) {
    int inFlight = args.length == 0 ? 64 : Integer.parseInt(args[0]);
    try (SlowUpstream upstream = SlowUpstream.start(DELAY, 1, ROWS)) {
      List<Account> accounts =
          IntStream.range(0, ACCOUNTS).mapToObj(i -> account(i, upstream.baseUri())).toList();
      try (SearchEngine engine =
          SearchEngine.builder()
              .connector(new SalesforceConnector())
              .accounts(AccountDirectory.of(accounts))
              .transport(HttpTransport.builder().maxInFlight(inFlight).build())
              .accountTimeout(PATIENCE)
              .searchTimeout(PATIENCE)
              .maxRows((long) ACCOUNTS * ROWS)
              .build()) {
        SearchRequest request =
            SearchRequest.builder()
                .accounts(accounts.stream().map(Account::id).toList())
                .text(QUERY)
                .language(Language.KQL)
                .build();
        LongSupplier search = () -> search(engine, request);
        for (int round = 0; round < WARM_UPS; round++) {
          var unused = search.getAsLong();
        }
        int threads = ManagementFactory.getThreadMXBean().getPeakThreadCount();
        UpstreamRequest sent = engine.explain(request).plans().get("0").plan().requests().get(0);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<HttpRequest> requests =
            accounts.stream().map(account -> request(account, sent)).toList();
        LongSupplier loop = () -> loop(client, requests);
        long[][] nanos = new long[2][ROUNDS];
        measure(search, loop, nanos);
        report(nanos, threads);
      }
    }
  }

  private static Account account(int number, URI baseUri) {
    return new Account(
            Integer.toString(number), "salesforce", baseUri, Credentials.fixed("token" + number))
        .allowingPrivateAddress();
  }

  private static HttpRequest request(Account account, UpstreamRequest sent) {
    return HttpRequest.newBuilder(Targets.of(account.baseUri(), sent))
        .header("Authorization", "Bearer token" + account.id())
        .header("Accept", "application/json")
        .build();
  }

  private static long search(SearchEngine engine, SearchRequest request) {
    long begun = System.nanoTime();
    SearchResult result = engine.search(request);
    long elapsed = System.nanoTime() - begun;
    if (result.objects().size() != ACCOUNTS * ROWS) {
      throw new IllegalStateException("failed: " + result.errors().values().iterator().next());
    }
    return elapsed;
  }

  private static long loop(HttpClient client, List<HttpRequest> requests) {
    long begun = System.nanoTime();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (HttpRequest request : requests) {
      answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
    }
    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      if (answer.join().statusCode() != 200) {
        throw new IllegalStateException("the stand-in failed");
      }
    }
    return System.nanoTime() - begun;
  }

  private static void measure(LongSupplier search, LongSupplier loop, long[][] nanos) {
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      long searched = search.getAsLong();
      long looped = loop.getAsLong();
      if (round >= 0) {
        nanos[0][round] = searched;
        nanos[1][round] = looped;
      }
    }
  }

  private static void report(long[][] nanos, int threads) {
    double search = median(nanos[0]);
    double loop = median(nanos[1]);
    System.out.printf(
        "search %.0f ms, loop %.0f ms, ratio %.2f; %d threads at most before the loop began%n",
        search, loop, search / loop, threads);
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }
}
