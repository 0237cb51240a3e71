package dev.crmql.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Loads the search endpoint, in a process of its own, with searches over 1,000 accounts on the
 * eight emulated services, in another. Callers ask one search after the other, each over 1 to 20
 * accounts drawn by a seed, so that services that take few calls a second set no bound.
 */
public final class EndpointLoad {

  private static final int ACCOUNTS = 1_000;
  private static final int MOST_ACCOUNTS = 20;
  private static final int CALLERS = 16;
  private static final List<String> QUERIES =
      List.of(
          "SELECT id FROM Accounts LIMIT 10",
          "SELECT id FROM Contacts ORDER BY id LIMIT 20",
          "SELECT * FROM Contacts LIMIT 5");

  private final URI server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final long end;
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong accountErrors = new AtomicLong();
  private final CountDownLatch callers = new CountDownLatch(CALLERS);

  private EndpointLoad(URI server, long seconds) {
    this.server = server;
    this.end = System.nanoTime() + seconds * 1_000_000_000;
  }

  /** Takes how many seconds the load lasts; prints what it measured. */
  public static void main(String[] args) throws IOException, InterruptedException {
    long seconds = args.length == 0 ? 60 : Long.parseLong(args[0]);
    try (ChildProcess services = ChildProcess.start(List.of(), EmulatedServices.class.getName())) {
      Path config = Files.createTempFile("crmql-load", ".yaml");
      Files.writeString(config, config(services));
      try (ChildProcess server =
          ChildProcess.start(
              List.of("-Xmx256m"),
              "dev.crmql.server.Main",
              "serve",
              "--config",
              config.toString(),
              "--port",
              "0")) {
        URI uri = URI.create(server.line().replaceFirst(".* at ", ""));
        new EndpointLoad(uri, seconds / 3).run(server, "warming up");
        new EndpointLoad(uri, seconds).run(server, "measured");
        Thread.sleep(1_000);
        System.out.println("a second later: " + state(server));
      } finally {
        Files.delete(config);
      }
    }
  }

  private static String config(ChildProcess services) {
    List<String[]> all = new ArrayList<>();
    for (String line = services.line(); !line.isEmpty(); line = services.line()) {
      all.add(line.split(" "));
    }
    StringBuilder config = new StringBuilder("accounts:\n");
    for (int i = 0; i < ACCOUNTS; i++) {
      String[] service = all.get(i % all.size());
      config.append(
          "  - {id: %d, service: %s, url: '%s', token: '%s', allow_private_address: true%s}%n"
              .formatted(
                  i,
                  service[0],
                  service[1],
                  service[2],
                  service[0].equals("pipedrive") ? ", token_kind: api_token" : ""));
    }
    return config.toString();
  }

  private void run(ChildProcess process, String what) throws InterruptedException {
    long begun = System.nanoTime();
    for (int i = 0; i < CALLERS; i++) {
      ask(new Random(i));
    }
    long threads = 0;
    long sockets = 0;
    while (!callers.await(1, TimeUnit.SECONDS)) {
      threads = Math.max(threads, process.threads());
      sockets = Math.max(sockets, process.sockets());
    }
    double elapsed = (System.nanoTime() - begun) / 1e9;
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: %,d searches in %.0f s, %.0f a second; milliseconds 50%% %.0f, 90%% %.0f, 99%% %.0f,"
            + " most %.0f; %,d objects, %d account errors; at most %d threads, %d sockets%n",
        what,
        sorted.length,
        elapsed,
        sorted.length / elapsed,
        percentile(sorted, 0.5),
        percentile(sorted, 0.9),
        percentile(sorted, 0.99),
        percentile(sorted, 1),
        objects.get(),
        accountErrors.get(),
        threads,
        sockets);
    System.out.println("then: " + state(process));
  }

  private static String state(ChildProcess process) {
    return "%d threads, %d sockets, %d MiB of live heap"
        .formatted(process.threads(), process.sockets(), process.liveHeap());
  }

  private static double percentile(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * part))] / 1e6;
  }

  private void ask(Random random) {
    if (System.nanoTime() > end) {
      callers.countDown();
      return;
    }
    String accounts =
        random
            .ints(1 + random.nextInt(MOST_ACCOUNTS), 0, ACCOUNTS)
            .distinct()
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    String query =
        URLEncoder.encode(QUERIES.get(random.nextInt(QUERIES.size())), StandardCharsets.UTF_8);
    URI uri =
        server.resolve(
            "/v1/accounts/" + accounts + "/crm/search?lang=kql&completion=local&q=" + query);
    long begun = System.nanoTime();
    var unused =
        client
            .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .thenAccept(
                answer -> {
                  nanos.add(System.nanoTime() - begun);
                  count(answer);
                  ask(random);
                });
  }

  private void count(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      accountErrors.incrementAndGet();
      return;
    }
    objects.addAndGet(occurrences(answer.body(), "\"raw\":"));
    accountErrors.addAndGet(occurrences(answer.body(), "\"error_code\":"));
  }

  private static long occurrences(String text, String part) {
    return text.split(part, -1).length - 1L;
  }
}
