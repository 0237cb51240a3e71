package dev.crmql.benchmarks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for Salesforce in a process of its own: it answers every query after a while with a
 * page, which is followed by as many others as it was told. Its answers are made once, so that it
 * takes little of the machine.
 */
public final class SlowUpstream implements AutoCloseable {

  private static final String QUERY = "/services/data/v60.0/query";
  private static final int THREADS = 4;

  private final Process process;
  private final URI baseUri;

  private SlowUpstream(Process process, URI baseUri) {
    this.process = process;
    this.baseUri = baseUri;
  }

  /**
   * Starts one.
   *
   * @param delayMillis how long an answer takes
   * @param pages how many pages a query has, 1 or more
   * @param rows how many rows a page has
   */
  static SlowUpstream start(int delayMillis, int pages, int rows) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.maxIdleConnections=5000",
            "-cp",
            System.getProperty("java.class.path"),
            SlowUpstream.class.getName(),
            Integer.toString(delayMillis),
            Integer.toString(pages),
            Integer.toString(rows));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader says =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return new SlowUpstream(process, URI.create("http://127.0.0.1:" + says.readLine()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI baseUri() {
    return baseUri;
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** Serves until it is stopped; prints its port. */
  public static void main(String[] args) throws IOException {
    int delay = Integer.parseInt(args[0]);
    int pages = Integer.parseInt(args[1]);
    List<byte[]> bodies = bodies(pages, Integer.parseInt(args[2]));
    byte[] description = description();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5_000);
    ScheduledExecutorService later = Executors.newScheduledThreadPool(THREADS);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = path.startsWith(QUERY) ? bodies.get(page(path)) : description;
          later.schedule(() -> answer(exchange, body), delay, TimeUnit.MILLISECONDS);
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static int page(String path) {
    return path.length() == QUERY.length() ? 0 : Integer.parseInt(path.substring(QUERY.length() + 1));
  }

  private static void answer(HttpExchange exchange, byte[] body) {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> bodies(int pages, int rows) {
    List<byte[]> bodies = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      StringBuilder json = new StringBuilder("{\"totalSize\":").append((long) pages * rows);
      boolean last = page == pages - 1;
      json.append(",\"done\":").append(last);
      if (!last) {
        json.append(",\"nextRecordsUrl\":\"").append(QUERY).append('/').append(page + 1);
        json.append('"');
      }
      json.append(",\"records\":[");
      for (int row = 0; row < rows; row++) {
        json.append(row == 0 ? "" : ",").append(record(page * rows + row));
      }
      bodies.add(json.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }
    return bodies;
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
