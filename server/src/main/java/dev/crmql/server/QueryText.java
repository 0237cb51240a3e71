package dev.crmql.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The query that a command was given, as an argument or on standard input. */
final class QueryText {

  private QueryText() {}

  static String given(String argument) throws IOException {
    return argument.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : argument;
  }
}
