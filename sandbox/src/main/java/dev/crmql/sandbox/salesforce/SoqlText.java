package dev.crmql.sandbox.salesforce;

/**
 * String literals: their escapes, and what of them the parser must not see (SOQL Reference, Quoted
 * String Escapes).
 */
final class SoqlText {
  private SoqlText() {}

  /**
   * The query with {@code \_} and {@code \%} inside literals overwritten, since the grammar knows
   * no escapes of LIKE. Every other character keeps its place.
   *
   * @throws SoqlException if a literal goes on over a line's end
   */
  static String withoutLikeEscapes(String soql) {
    StringBuilder masked = new StringBuilder(soql);
    boolean inside = false;
    for (int i = 0; i < soql.length(); i++) {
      char c = soql.charAt(i);
      if (c == '\'') {
        inside = !inside;
      } else if (inside && (c == '\n' || c == '\r')) {
        throw SoqlException.at(
            soql, i, "MALFORMED_QUERY", "line breaks not allowed in string literals");
      } else if (inside && c == '\\' && i + 1 < soql.length()) {
        i++;
        if (soql.charAt(i) == '_' || soql.charAt(i) == '%') {
          masked.replace(i - 1, i + 1, "xx");
        }
      }
    }
    return masked.toString();
  }

  /** Whether a literal holds an escape that is legal in a LIKE pattern only. */
  static boolean hasLikeEscapes(String literal) {
    return !withoutLikeEscapes(literal).equals(literal);
  }

  /** The text that a literal with its quotes stands for. */
  static String unescaped(String literal) {
    StringBuilder text = new StringBuilder(literal.length());
    for (int i = 1; i < literal.length() - 1; i++) {
      char c = literal.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (literal.charAt(i + 1) == 'u' || literal.charAt(i + 1) == 'U') {
        text.append((char) Integer.parseInt(literal, i + 2, i + 6, 16));
        i += 5;
      } else {
        text.append(escaped(literal.charAt(++i)));
      }
    }
    return text.toString();
  }

  /**
   * The pattern that a literal with its quotes stands for, in which a backslash takes away the
   * meaning of the character after it. A doubled backslash before a wildcard is taken as a
   * backslash and a live wildcard.
   */
  static String likePattern(String literal) {
    StringBuilder pattern = new StringBuilder(literal.length());
    for (int i = 1; i < literal.length() - 1; i++) {
      char c = literal.charAt(i);
      if (c != '\\') {
        pattern.append(c);
        continue;
      }
      char next = literal.charAt(i + 1);
      if (next == '_' || next == '%' || next == '\\') {
        pattern.append('\\').append(next);
        i++;
      } else if (next == 'u' || next == 'U') {
        pattern.append(quotedIfSpecial((char) Integer.parseInt(literal, i + 2, i + 6, 16)));
        i += 5;
      } else {
        pattern.append(escaped(next));
        i++;
      }
    }
    return pattern.toString();
  }

  private static String quotedIfSpecial(char c) {
    return c == '\\' ? "\\\\" : String.valueOf(c);
  }

  private static char escaped(char afterBackslash) {
    return switch (afterBackslash) {
      case 'n', 'N' -> '\n';
      case 'r', 'R' -> '\r';
      case 't', 'T' -> '\t';
      case 'b', 'B' -> '\b';
      case 'f', 'F' -> '\f';
      default -> afterBackslash;
    };
  }
}
