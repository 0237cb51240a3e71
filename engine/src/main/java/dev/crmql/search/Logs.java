package dev.crmql.search;

import java.util.Optional;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Lines of the log. A search goes on on whatever thread an answer arrives on, and searches share
 * answers, so that each line names its request itself and takes it from no thread.
 */
public final class Logs {

  /** The key of a request's id in a line. */
  public static final String REQUEST_ID = "request_id";

  private Logs() {}

  /** The line, with the request's id if it has one. */
  public static LoggingEventBuilder ofRequest(
      LoggingEventBuilder line, Optional<String> requestId) {
    return requestId.map(id -> line.addKeyValue(REQUEST_ID, id)).orElse(line);
  }
}
