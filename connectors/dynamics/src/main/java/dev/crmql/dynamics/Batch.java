package dev.crmql.dynamics;

import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One GET within {@code POST $batch}, for targets that are too long for a URL (Power Apps developer
 * guide, Execute batch operations using the Web API).
 */
final class Batch {

  /** The target and the header fields are printable ASCII in one line each: none can be this. */
  private static final String BOUNDARY = "batch_crmql";

  static final String CONTENT_TYPE = "multipart/mixed; boundary=" + BOUNDARY;

  private static final String LINE = "\r\n";
  private static final String STATUS_LINE = "HTTP/1.1 ";

  private Batch() {}

  /** The body that asks for this. */
  static String body(UpstreamRequest get) {
    StringBuilder body = new StringBuilder(get.target().length() + 512);
    body.append("--").append(BOUNDARY).append(LINE);
    header(body, "Content-Type", "application/http");
    header(body, "Content-Transfer-Encoding", "binary");
    body.append(LINE);
    body.append("GET ").append(get.target()).append(" HTTP/1.1").append(LINE);
    DynamicsConnector.HEADERS.forEach((name, value) -> header(body, name, value));
    get.headers().forEach((name, value) -> header(body, name, value));
    body.append(LINE).append(LINE);
    return body.append("--").append(BOUNDARY).append("--").append(LINE).toString();
  }

  private static void header(StringBuilder to, String name, String value) {
    to.append(name).append(": ").append(value).append(LINE);
  }

  static boolean isBatch(UpstreamRequest request) {
    return CONTENT_TYPE.equals(request.headers().get("Content-Type"));
  }

  /** The value of a header field of the GET itself, in a batch or not; empty if there is none. */
  static String headerOf(UpstreamRequest request, String name) {
    if (!isBatch(request)) {
      return request.headers().getOrDefault(name, "");
    }
    String body = request.body().orElseThrow();
    String start = LINE + name + ": ";
    int at = body.indexOf(start);
    return at < 0 ? "" : body.substring(at + start.length(), body.indexOf(LINE, at + 2));
  }

  /** The answer to the one GET. */
  static UpstreamResponse answer(UpstreamResponse response) {
    byte[] body = response.body();
    // One char for each byte, so that places in the text are places in the bytes.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int boundaryEnd = text.indexOf('\n');
    int status = text.indexOf(STATUS_LINE);
    if (!text.startsWith("--") || boundaryEnd < 0 || status < 0) {
      throw DynamicsFaults.unexpected("the answer to a batch has no parts");
    }
    String boundary = text.substring(0, boundaryEnd).strip();
    int end = text.indexOf("\n" + boundary, status);
    int head = endOfHead(text, status);
    if (end < 0 || head < 0 || head > end + 1) {
      throw DynamicsFaults.unexpected("the answer to a batch is cut");
    }
    return new UpstreamResponse(
        statusOf(text, status + STATUS_LINE.length()),
        headers(text.substring(status, head)),
        Arrays.copyOfRange(body, head, Math.max(head, end)));
  }

  /** Where the body begins: after the first line that is empty. */
  private static int endOfHead(String text, int from) {
    for (int line = text.indexOf('\n', from); line >= 0; line = text.indexOf('\n', line + 1)) {
      if (text.startsWith("\r\n", line + 1)) {
        return line + 3;
      }
      if (text.startsWith("\n", line + 1)) {
        return line + 2;
      }
    }
    return -1;
  }

  private static int statusOf(String text, int at) {
    int end = at + 3;
    if (end > text.length() || !text.substring(at, end).chars().allMatch(Character::isDigit)) {
      throw DynamicsFaults.unexpected("the answer to a batch has no status");
    }
    return Integer.parseInt(text.substring(at, end));
  }

  private static Map<String, List<String>> headers(String head) {
    Map<String, List<String>> headers = new HashMap<>();
    head.lines()
        .skip(1)
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                headers.put(line.substring(0, colon), List.of(line.substring(colon + 1).strip()));
              }
            });
    return headers;
  }
}
