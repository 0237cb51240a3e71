package dev.crmql.benchmarks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A stand-in for Salesforce in a process of its own: it answers every query after a while with a
 * page, which is followed by as many others as it was told. Its answers are made once, so that it
 * takes little of the machine.
 */
public final class SlowUpstream implements AutoCloseable {

  private static final String QUERY = "/services/data/v60.0/query";
  private static final int THREADS = 4;

  private final ChildProcess process;
  private final URI baseUri;

  private SlowUpstream(ChildProcess process) {
    this.process = process;
    this.baseUri = URI.create("http://127.0.0.1:" + process.line());
  }

  /**
   * Starts one.
   *
   * @param delayMillis how long an answer takes
   * @param pages how many pages a query has, 1 or more
   * @param rows how many rows a page has
   */
  static SlowUpstream start(int delayMillis, int pages, int rows) {
    List<String> options =
        List.of(
            "-Xmx256m",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.maxIdleConnections=5000");
    return new SlowUpstream(
        ChildProcess.start(
            options,
            SlowUpstream.class.getName(),
            Integer.toString(delayMillis),
            Integer.toString(pages),
            Integer.toString(rows)));
  }

  URI baseUri() {
    return baseUri;
  }

  @Override
  public void close() {
    process.close();
  }

  /** Serves until it is stopped; prints its port. */
  public static void main(String[] args) throws IOException {
    int delay = Integer.parseInt(args[0]);
    int pages = Integer.parseInt(args[1]);
    byte[] records = records(Integer.parseInt(args[2]));
    byte[] description = description();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5_000);
    ScheduledExecutorService later = Executors.newScheduledThreadPool(THREADS);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[][] body =
              path.startsWith(QUERY)
                  ? new byte[][] {head(page(path), pages), records, {'}'}}
                  : new byte[][] {description};
          later.schedule(() -> answer(exchange, body), delay, TimeUnit.MILLISECONDS);
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static int page(String path) {
    return path.length() == QUERY.length()
        ? 0
        : Integer.parseInt(path.substring(QUERY.length() + 1));
  }

  private static void answer(HttpExchange exchange, byte[][] body) {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(200, Arrays.stream(body).mapToLong(part -> part.length).sum());
      try (OutputStream out = exchange.getResponseBody()) {
        for (byte[] part : body) {
          out.write(part);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] head(int page, int pages) {
    String end =
        page == pages - 1
            ? "\"done\":true"
            : "\"done\":false,\"nextRecordsUrl\":\"" + QUERY + "/" + (page + 1) + "\"";
    return ("{\"totalSize\":" + pages + "," + end + ",\"records\":")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The same of each page. */
  private static byte[] records(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(SlowUpstream::record)
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String record(int number) {
    String id = "001%015d".formatted(number);
    return """
        {"attributes":{"type":"Account","url":"/services/data/v60.0/sobjects/Account/%1$s"},\
        "Id":"%1$s","Name":"Company number %2$d","Industry":"Manufacturing",\
        "NumberOfEmployees":%2$d,"AnnualRevenue":%2$d.5,"CreatedDate":"2026-01-02T03:04:05.000+0000"}"""
        .formatted(id, number);
  }

  private static byte[] description() {
    String field =
        "{\"name\":\"%s\",\"type\":\"%s\",\"nillable\":true,\"filterable\":true,\"sortable\":true}";
    return ("{\"name\":\"Account\",\"queryable\":true,\"fields\":["
            + String.join(
                ",",
                field.formatted("Id", "id"),
                field.formatted("Name", "string"),
                field.formatted("Industry", "picklist"),
                field.formatted("NumberOfEmployees", "int"),
                field.formatted("AnnualRevenue", "currency"),
                field.formatted("CreatedDate", "datetime"))
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
