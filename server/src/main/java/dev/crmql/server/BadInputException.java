package dev.crmql.server;

/** What the caller gave is at fault; the message is one line for a person. */
final class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }
}
