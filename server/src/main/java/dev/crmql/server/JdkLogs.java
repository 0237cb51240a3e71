package dev.crmql.server;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes what the JDK's own classes log, such as its HTTP client with header fields, to where all
 * lines go, so that secrets are taken out of it too.
 */
final class JdkLogs extends Handler {

  private final SimpleFormatter messages = new SimpleFormatter();

  private JdkLogs() {}

  /** Replaces the console, which lines of the JDK go to at first. */
  static void redirect() {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new JdkLogs());
  }

  @Override
  public void publish(LogRecord line) {
    LoggerFactory.getLogger(String.valueOf(line.getLoggerName()))
        .atLevel(level(line.getLevel().intValue()))
        .setCause(line.getThrown())
        .log(messages.formatMessage(line));
  }

  private static Level level(int value) {
    if (value >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    if (value >= java.util.logging.Level.WARNING.intValue()) {
      return Level.WARN;
    }
    return value >= java.util.logging.Level.INFO.intValue() ? Level.INFO : Level.DEBUG;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
