package dev.crmql.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads what stands between FIND's braces: words of which all must be found, phrases in double
 * quotes, {@code AND}, {@code OR}, {@code AND NOT}, parentheses, {@code *} and {@code ?} (SOQL and
 * SOSL Reference, FIND). Like the index, it knows letters and digits only: {@code c\+\+} finds
 * {@code c}.
 */
final class SearchTerm {

  /** Characters that stand for themselves only after a backslash. */
  private static final String RESERVED = "?&|!{}[]()^~*:\\\"'+-";

  private static final int SHORTEST = 2;
  private static final int MAX_NESTING = 100;

  /** The words of a record, field by field. */
  record Words(List<List<String>> fields) {

    /** Whether a field holds words that match these, one after the other. */
    boolean have(List<Pattern> phrase) {
      return fields.stream().anyMatch(field -> has(field, phrase));
    }

    private static boolean has(List<String> field, List<Pattern> phrase) {
      for (int start = 0; start + phrase.size() <= field.size(); start++) {
        int same = 0;
        while (same < phrase.size()
            && phrase.get(same).matcher(field.get(start + same)).matches()) {
          same++;
        }
        if (same == phrase.size()) {
          return true;
        }
      }
      return false;
    }
  }

  private final String sosl;
  private final int end;
  private int at;
  private int characters;
  private int depth;

  private SearchTerm(String sosl, int start, int end) {
    this.sosl = sosl;
    this.at = start;
    this.end = end;
  }

  /**
   * Whether a record's words are those that are looked for.
   *
   * @param sosl the whole text, in which the term stands from {@code start} to before {@code end}
   * @throws SoqlException if Salesforce would refuse it
   */
  static Predicate<Words> read(String sosl, int start, int end) {
    SearchTerm reader = new SearchTerm(sosl, start, end);
    Predicate<Words> term = reader.either();
    if (reader.at < end) {
      throw reader.unexpected();
    }
    if (reader.characters < SHORTEST) {
      throw new SoqlException(
          SoslReader.MALFORMED,
          "search term must be longer than one character: " + sosl.substring(start, end));
    }
    return term;
  }

  /** The words of a text as the index has them. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isIndexed(c)) {
                word.appendCodePoint(c);
              } else {
                flush(word, words);
              }
            });
    flush(word, words);
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  private Predicate<Words> either() {
    Predicate<Words> any = all();
    while (takeOperator("OR")) {
      any = any.or(all());
    }
    return any;
  }

  /** AND binds tighter than OR, and goes without saying. */
  private Predicate<Words> all() {
    Predicate<Words> all = unit();
    while (true) {
      skipBlanks();
      if (at == end || sosl.charAt(at) == ')' || isOperator("OR")) {
        return all;
      }
      boolean and = takeOperator("AND");
      boolean not = and && takeOperator("NOT");
      Predicate<Words> next = unit();
      all = all.and(not ? next.negate() : next);
    }
  }

  private Predicate<Words> unit() {
    skipBlanks();
    if (at == end || isOperator("AND") || isOperator("OR") || isOperator("NOT")) {
      throw unexpected();
    }
    char c = sosl.charAt(at);
    if (c == '(') {
      return parenthesised();
    }
    List<Pattern> phrase = c == '"' ? phrase() : word();
    return words -> !phrase.isEmpty() && words.have(phrase);
  }

  private Predicate<Words> parenthesised() {
    if (++depth > MAX_NESTING) {
      throw unexpected();
    }
    at++;
    Predicate<Words> inner = either();
    if (at == end || sosl.charAt(at) != ')') {
      throw unexpected();
    }
    at++;
    depth--;
    return inner;
  }

  private List<Pattern> phrase() {
    at++;
    List<Pattern> phrase = runs(true);
    if (at == end) {
      throw unexpected();
    }
    at++;
    return phrase;
  }

  private List<Pattern> word() {
    return runs(false);
  }

  /** The indexed words up to the phrase's closing quote, or else up to a blank or parenthesis. */
  private List<Pattern> runs(boolean inPhrase) {
    List<Pattern> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    while (at < end) {
      int c = sosl.codePointAt(at);
      boolean closes = inPhrase ? c == '"' : isBlank(c) || c == ')' || c == '(' || c == '"';
      if (closes) {
        break;
      }
      boolean escaped = c == '\\' && at + 1 < end;
      if (escaped) {
        at++;
        c = sosl.codePointAt(at);
      }
      if (!escaped && (c == '*' || c == '?')) {
        if (run.isEmpty()) {
          throw unexpected();
        }
        run.append(c == '*' ? ".*" : ".");
      } else if (!escaped && RESERVED.indexOf(c) >= 0) {
        throw unexpected();
      } else {
        characters += isBlank(c) ? 0 : 1;
        if (isIndexed(c)) {
          run.append(Pattern.quote(Character.toString(c).toLowerCase(Locale.ROOT)));
        } else {
          end(run, runs);
        }
      }
      at += Character.charCount(c);
    }
    end(run, runs);
    return runs;
  }

  private static void end(StringBuilder run, List<Pattern> runs) {
    if (!run.isEmpty()) {
      runs.add(Pattern.compile(run.toString(), Pattern.DOTALL));
      run.setLength(0);
    }
  }

  private boolean takeOperator(String operator) {
    skipBlanks();
    if (!isOperator(operator)) {
      return false;
    }
    at += operator.length();
    return true;
  }

  /** Operators are taken in any case, the stricter of two readings. */
  private boolean isOperator(String operator) {
    int after = at + operator.length();
    return after <= end
        && sosl.regionMatches(true, at, operator, 0, operator.length())
        && (after == end || isBlank(sosl.charAt(after)) || "()\"".indexOf(sosl.charAt(after)) >= 0);
  }

  private void skipBlanks() {
    while (at < end && isBlank(sosl.charAt(at))) {
      at++;
    }
  }

  private SoqlException unexpected() {
    return SoqlException.at(
        sosl,
        at,
        SoslReader.MALFORMED,
        at < end ? "unexpected character: '" + sosl.charAt(at) + "'" : "unexpected end of term");
  }

  private static boolean isIndexed(int c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
