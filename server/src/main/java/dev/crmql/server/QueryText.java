package dev.crmql.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The query that a command was given, as an argument or on standard input. */
final class QueryText {

  private QueryText() {}

  /**
   * The text of the query.
   *
   * @param argument the query, or {@code -} for what standard input has
   * @throws BadInputException if standard input is not UTF-8
   */
  static String given(String argument) throws IOException {
    if (!argument.equals("-")) {
      return argument;
    }
    ByteBuffer bytes = ByteBuffer.wrap(System.in.readAllBytes());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException("the query on standard input is not UTF-8 text");
    }
  }
}
