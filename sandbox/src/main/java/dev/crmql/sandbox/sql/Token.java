package dev.crmql.sandbox.sql;

/**
 * A piece of a query.
 *
 * @param text of a string what it stands for, of the others what was written; empty at the end
 * @param at index of its first character, in UTF-16 units
 */
public record Token(Kind kind, String text, int at) {

  /** What a token is. */
  public enum Kind {
    /** A name or a keyword; names may be joined by dots. */
    WORD,
    /** Text in quotes. */
    STRING,
    /** Digits, perhaps with a sign and a fraction. */
    NUMBER,
    /** An operator, a comma or a bracket. */
    SYMBOL,
    /** The end of the text. */
    END
  }

  /** Whether this is a keyword, in any casing, or a symbol. */
  public boolean is(String wordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
  }
}
