package dev.crmql.sandbox.salesforce;

/** A query that Salesforce refuses, with status 400. */
final class SoqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How much of the query the picture shows on each side of the place. */
  private static final int CONTEXT = 40;

  private final String errorCode;

  SoqlException(String errorCode, String message) {
    super(message);
    this.errorCode = errorCode;
  }

  /**
   * A fault at one place, with the picture that Salesforce draws: a piece of the query, a caret
   * below the place, then row and column, both from 1.
   *
   * @param at index of the place in {@code soql}, in UTF-16 units; its length for the end
   */
  static SoqlException at(String soql, int at, String errorCode, String message) {
    int lineStart = soql.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = soql.indexOf('\n', at) < 0 ? soql.length() : soql.indexOf('\n', at);
    int row = 1 + (int) soql.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int from = Math.max(lineStart, at - CONTEXT);
    int to = Math.min(lineEnd, at + CONTEXT);
    String picture = "\n" + soql.substring(from, to) + "\n" + " ".repeat(at - from) + "^";
    String place = "\nERROR at Row:" + row + ":Column:" + (at - lineStart + 1) + "\n";
    return new SoqlException(errorCode, picture + place + message);
  }

  String errorCode() {
    return errorCode;
  }
}
