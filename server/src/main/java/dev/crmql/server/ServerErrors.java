package dev.crmql.server;

import dev.crmql.endpoint.ErrorBody;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, such as a header that is too long, like every other error. */
final class ServerErrors extends ErrorHandler {

  /** The route that such requests are counted under, whose path may not even have come. */
  private static final String ROUTE = "refused";

  private final RequestLog log;

  ServerErrors(RequestLog log) {
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    log.answered(request, ROUTE, 0, status, code(status));
    ErrorBody error = ErrorBody.of(status, code(status), message(status), RequestIds.of(request));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Answers.secure(response.getHeaders(), error.id());
    response.write(true, ByteBuffer.wrap(error.toJson()), callback);
    return true;
  }

  private static String code(int status) {
    return switch (status) {
      case 404 -> "not-found";
      case 413 -> "body-too-large";
      case 414 -> "uri-too-long";
      case 431 -> "headers-too-large";
      case 503 -> "unavailable";
      default -> status < 500 ? "bad-request" : "internal";
    };
  }

  private static String message(int status) {
    return switch (status) {
      case 404 -> "there is nothing here";
      case 413 -> "a request for a search has no body";
      case 414, 431 ->
          "a request line and its header fields may have "
              + SearchServer.MOST_HEADER_BYTES
              + " bytes; ask for less in one query";
      case 503 -> "the server is stopping";
      default -> status < 500 ? "the request is not HTTP as it should be" : "the server failed";
    };
  }
}
