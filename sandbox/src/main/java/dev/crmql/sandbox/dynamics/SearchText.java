package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.data.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A search text in the simple syntax (Dataverse Search query, Simple search syntax): words, {@code
 * "phrases"}, beginnings{@code *}, {@code +} for and, {@code |} for or, {@code -} for not, and a
 * backslash before what stands for itself. Brackets are not emulated.
 *
 * @param alternatives of which one must hold: all of its terms
 */
record SearchText(List<List<Term>> alternatives) {

  /**
   * What is looked for.
   *
   * @param words in lower case; all of them must be in a text, one after the other in a phrase
   * @param beginning whether the last word is only the beginning of one
   */
  record Term(List<String> words, boolean phrase, boolean beginning, boolean negated) {

    /** How often the text holds this. */
    int matches(List<String> text) {
      if (words.isEmpty()) {
        return 0;
      }
      if (!phrase) {
        return (int)
            words.stream()
                .mapToLong(word -> text.stream().filter(w -> is(word, w)).count())
                .min()
                .orElse(0);
      }
      int found = 0;
      for (int at = 0; at + words.size() <= text.size(); at++) {
        boolean here = true;
        for (int i = 0; i < words.size(); i++) {
          here &= is(words.get(i), text.get(at + i));
        }
        found += here ? 1 : 0;
      }
      return found;
    }

    private boolean is(String wanted, String word) {
      boolean open = beginning && wanted.equals(words.get(words.size() - 1));
      return open ? word.startsWith(wanted) : word.equals(wanted);
    }
  }

  /**
   * Reads a text.
   *
   * @param all whether blanks between words mean and, not or
   */
  static SearchText read(String text, boolean all) {
    return new Reader(text, all).read();
  }

  private static final class Reader {
    private final String text;
    private final boolean all;
    private final List<List<Term>> alternatives = new ArrayList<>(List.of(new ArrayList<>()));
    private int at;

    /** Whether the next term belongs to the alternative that is being read. */
    private boolean joined = true;

    private Reader(String text, boolean all) {
      this.text = text;
      this.all = all;
    }

    private SearchText read() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
          joined &= all;
          at++;
          skipBlanks();
        } else if (c == '+') {
          joined = true;
          at++;
          skipBlanks();
        } else if (c == '|') {
          joined = false;
          at++;
          skipBlanks();
        } else if (c == '(' || c == ')') {
          throw KeywordSearch.fault("Brackets in a search text are not emulated.");
        } else {
          term();
        }
      }
      return new SearchText(alternatives.stream().filter(terms -> !terms.isEmpty()).toList());
    }

    private void skipBlanks() {
      while (at < text.length()
          && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '+')) {
        joined |= text.charAt(at) == '+';
        at++;
      }
    }

    private static boolean endsTerm(char c, boolean phrase) {
      return phrase ? c == '"' : Character.isWhitespace(c) || "+|()".indexOf(c) >= 0;
    }

    private void term() {
      boolean negated = text.charAt(at) == '-';
      at += negated ? 1 : 0;
      boolean phrase = at < text.length() && text.charAt(at) == '"';
      at += phrase ? 1 : 0;
      StringBuilder word = new StringBuilder();
      boolean beginning = false;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (endsTerm(c, phrase)) {
          break;
        }
        at++;
        beginning = !phrase && c == '*';
        if (c == '\\') {
          if (at == text.length()) {
            throw KeywordSearch.fault("A backslash must stand before another character.");
          }
          c = text.charAt(at++);
        }
        word.append(c);
      }
      at += phrase ? 1 : 0; // a phrase that is not closed ends with the text
      List<String> words = Words.of(word.toString());
      if (!words.isEmpty()) {
        if (!joined && !alternatives.get(alternatives.size() - 1).isEmpty()) {
          alternatives.add(new ArrayList<>());
        }
        alternatives.get(alternatives.size() - 1).add(new Term(words, phrase, beginning, negated));
      }
      joined = true;
    }
  }
}
