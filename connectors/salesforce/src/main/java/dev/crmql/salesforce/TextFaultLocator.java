package dev.crmql.salesforce;

import dev.crmql.query.NodeLocation;
import dev.crmql.salesforce.TextTokens.Kind;
import dev.crmql.salesforce.TextTokens.Token;
import dev.crmql.spi.FaultLocator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the part of the caller's own SOQL or SOSL that a rejection is about: by the row and column
 * that Salesforce gives, else by the first name in quotes that the text has too.
 */
final class TextFaultLocator implements FaultLocator {

  private static final Pattern PLACE =
      Pattern.compile("ERROR at Row:([0-9]{1,9}):Column:([0-9]{1,9})");

  /** A quote that is no apostrophe, and what it holds. */
  private static final Pattern QUOTED = Pattern.compile("(?<![A-Za-z0-9])'([A-Za-z0-9_.]+)'");

  private final String text;

  /**
   * A locator.
   *
   * @param text as it was sent; {@link TextTokens} can read it
   */
  TextFaultLocator(String text) {
    this.text = text;
  }

  @Override
  public NodeLocation locate(String upstreamMessage) {
    List<Token> tokens = TextTokens.of(text);
    Matcher place = PLACE.matcher(upstreamMessage);
    if (place.find()) {
      Optional<NodeLocation> at =
          at(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), tokens);
      if (at.isPresent()) {
        return at.get();
      }
    }
    Matcher quoted = QUOTED.matcher(upstreamMessage);
    int clause = clause(upstreamMessage.toLowerCase(Locale.ROOT), tokens);
    while (quoted.find()) {
      Optional<NodeLocation> at =
          named(quoted.group(1), tokens.subList(clause, tokens.size()))
              .or(() -> named(quoted.group(1), tokens));
      if (at.isPresent()) {
        return at.get();
      }
    }
    return NodeLocation.NONE;
  }

  /** What stands at a row and column, both from 1; empty if the text has no such place. */
  private Optional<NodeLocation> at(int row, int column, List<Token> tokens) {
    int lineStart = 0;
    for (int i = 1; i < row; i++) {
      lineStart = text.indexOf('\n', lineStart) + 1;
      if (lineStart == 0) {
        return Optional.empty();
      }
    }
    int index = lineStart + column - 1;
    if (index < lineStart || index > text.length()) {
      return Optional.empty();
    }
    return tokens.stream()
        .filter(token -> token.start() <= index && index < token.end())
        .findFirst()
        .map(this::whole)
        .or(() -> Optional.of(NodeLocation.of(index, index)));
  }

  /** The index of the token at which the clause begins that the message is about; else 0. */
  private static int clause(String message, List<Token> tokens) {
    if (message.contains("filter")) {
      return first("WHERE", tokens);
    }
    return message.contains("sort") || message.contains("order") ? first("ORDER", tokens) : 0;
  }

  private static int first(String word, List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(word)) {
        return i;
      }
    }
    return 0;
  }

  private Optional<NodeLocation> named(String name, List<Token> tokens) {
    for (Token token : tokens) {
      if (token.kind() == Kind.WORD) {
        NodeLocation whole = whole(token);
        boolean isName =
            token.text().equalsIgnoreCase(name)
                || whole
                    .span()
                    .filter(s -> text.substring(s.start(), s.end()).equalsIgnoreCase(name))
                    .isPresent();
        if (isName) {
          return Optional.of(whole);
        }
      }
    }
    return Optional.empty();
  }

  /** The path that a word is a part of. */
  private NodeLocation whole(Token token) {
    int start = token.start();
    int end = token.end();
    if (token.kind() == Kind.WORD) {
      while (start > 0 && isPathPart(text.charAt(start - 1))) {
        start--;
      }
      while (end < text.length() && isPathPart(text.charAt(end))) {
        end++;
      }
    }
    return NodeLocation.of(start, end);
  }

  private static boolean isPathPart(char c) {
    return c == '.' || TextTokens.isWordPart(c);
  }
}
