package dev.crmql.benchmarks.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.crmql.language.Language;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.search.SearchStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

/**
 * Streams 1,000,000 rows of one account, held against Jackson's streaming copy of the same bodies,
 * fetched one after the other by the JDK's client, and lying in memory. The three take turns. To be
 * run with a small heap.
 */
public final class StreamLoad {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int PAGES = 500;
  private static final int ROWS = 2_000;
  private static final int ROUNDS = 5;
  private static final String QUERY =
      "SELECT Id, Name, Industry, NumberOfEmployees, AnnualRevenue, CreatedDate FROM Account";

  private StreamLoad() {}

  /** Prints the rows a second of each, medians, their ratio, and the heap. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (SlowUpstream upstream = SlowUpstream.start(0, PAGES, ROWS);
        SearchEngine engine =
            SearchEngine.builder()
                .connector(new SalesforceConnector())
                .accounts(
                    AccountDirectory.of(
                        List.of(
                            new Account(
                                    "1", "salesforce", upstream.baseUri(), Credentials.fixed("t"))
                                .allowingPrivateAddress())))
                .build()) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      byte[] page = page(client, upstream.baseUri());
      double[][] rates = new double[3][ROUNDS];
      for (int round = -1; round < ROUNDS; round++) {
        double streamed = stream(engine);
        double fetched = copyFetched(client, upstream.baseUri());
        double copied = copy(page);
        if (round >= 0) {
          rates[0][round] = streamed;
          rates[1][round] = fetched;
          rates[2][round] = copied;
        }
      }
      double ours = median(rates[0]);
      System.out.printf(
          "rows a second: streamed %,.0f; fetched and copied by Jackson %,.0f, ratio %.2f;"
              + " copied from memory %,.0f, ratio %.2f; heap at most %d MiB%n",
          ours,
          median(rates[1]),
          ours / median(rates[1]),
          median(rates[2]),
          ours / median(rates[2]),
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  /** Rows a second. */
  private static double stream(SearchEngine engine) {
    long begun = System.nanoTime();
    long rows = 0;
    try (SearchStream stream =
        engine.stream(
            SearchRequest.builder().accounts("1").text(QUERY).language(Language.KQL).build())) {
      while (stream.hasNext()) {
        if (!stream.next().id().isEmpty()) {
          rows++;
        }
      }
      if (rows != (long) PAGES * ROWS) {
        throw new IllegalStateException(rows + " rows: " + stream.errors());
      }
    }
    return rate(begun);
  }

  private static double copyFetched(HttpClient client, URI baseUri)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (int number = 0; number < PAGES; number++) {
      copy(client.send(request(baseUri, number), HttpResponse.BodyHandlers.ofInputStream()).body());
    }
    return rate(begun);
  }

  private static double copy(byte[] page) throws IOException {
    long begun = System.nanoTime();
    for (int number = 0; number < PAGES; number++) {
      copy(new ByteArrayInputStream(page));
    }
    return rate(begun);
  }

  private static void copy(InputStream page) throws IOException {
    try (JsonParser parser = JSON.createParser(page);
        JsonGenerator generator = JSON.createGenerator(OutputStream.nullOutputStream())) {
      while (parser.nextToken() != null) {
        generator.copyCurrentEvent(parser);
      }
    }
  }

  private static byte[] page(HttpClient client, URI baseUri)
      throws IOException, InterruptedException {
    return client.send(request(baseUri, 0), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static HttpRequest request(URI baseUri, int page) {
    String path = "/services/data/v60.0/query" + (page == 0 ? "" : "/" + page);
    return HttpRequest.newBuilder(baseUri.resolve(path)).build();
  }

  private static double rate(long begun) {
    return (double) PAGES * ROWS / ((System.nanoTime() - begun) / 1e9);
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
