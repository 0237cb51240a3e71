package dev.crmql.benchmarks.load;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A stand-in for Salesforce in a process of its own: it answers every query after a while with a
 * page, which is followed by as many others as it was told. Its records are made once, so that it
 * takes little of the machine.
 */
public final class SlowUpstream implements AutoCloseable {

  private static final String QUERY = "/services/data/v60.0/query";
  private static final int THREADS = 8;

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
    return new SlowUpstream(
        ChildProcess.start(
            List.of("-Xmx256m"),
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
  public static void main(String[] args) throws Exception {
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(4_000);
    server.addConnector(connector);
    server.setHandler(
        new Answers(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            records(Integer.parseInt(args[2]))));
    server.start();
    System.out.println(connector.getLocalPort());
  }

  private static final class Answers extends Handler.Abstract.NonBlocking {
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
    private final int delayMillis;
    private final int pages;
    private final String records;

    private Answers(int delayMillis, int pages, String records) {
      this.delayMillis = delayMillis;
      this.pages = pages;
      this.records = records;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      byte[] body =
          (path.startsWith(QUERY) ? head(page(path)) + records + "}" : description())
              .getBytes(StandardCharsets.UTF_8);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=UTF-8");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      var unused =
          later.schedule(
              () -> response.write(true, ByteBuffer.wrap(body), callback),
              delayMillis,
              TimeUnit.MILLISECONDS);
      return true;
    }

    private static int page(String path) {
      return path.equals(QUERY) ? 0 : Integer.parseInt(path.substring(QUERY.length() + 1));
    }

    private String head(int page) {
      String end =
          page == pages - 1
              ? "\"done\":true"
              : "\"done\":false,\"nextRecordsUrl\":\"" + QUERY + "/" + (page + 1) + "\"";
      return "{\"totalSize\":" + pages + "," + end + ",\"records\":[" + record(-page);
    }
  }

  /** All but the first of a page, which are the same of each. */
  private static String records(int rows) {
    return IntStream.range(1, rows)
        .mapToObj(row -> "," + record(row))
        .collect(Collectors.joining("", "", "]"));
  }

  private static String record(int number) {
    String id = "001%015d".formatted(number);
    return """
        {"attributes":{"type":"Account","url":"/services/data/v60.0/sobjects/Account/%1$s"},\
        "Id":"%1$s","Name":"Company number %2$d","Industry":"Manufacturing",\
        "NumberOfEmployees":%2$d,"AnnualRevenue":%2$d.5,"CreatedDate":"2026-01-02T03:04:05.000+0000"}"""
        .formatted(id, number);
  }

  private static String description() {
    String field =
        "{\"name\":\"%s\",\"type\":\"%s\",\"nillable\":true,\"filterable\":true,\"sortable\":true}";
    return "{\"name\":\"Account\",\"queryable\":true,\"fields\":["
        + String.join(
            ",",
            field.formatted("Id", "id"),
            field.formatted("Name", "string"),
            field.formatted("Industry", "picklist"),
            field.formatted("NumberOfEmployees", "int"),
            field.formatted("AnnualRevenue", "currency"),
            field.formatted("CreatedDate", "datetime"))
        + "]}";
  }
}
