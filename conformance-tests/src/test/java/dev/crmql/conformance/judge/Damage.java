package dev.crmql.conformance.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with one thing wrong, made of a right one.
 *
 * @param kind what is wrong
 * @param text the text that no judge may accept
 */
record Damage(String kind, String text) {

  /** Makes all kinds of damage to one text. */
  static final class Maker {

    private final String text;
    private final List<Quotes.Part> quoted;
    private final List<Damage> made = new ArrayList<>();

    /** Damages the text, of which these parts are quoted. */
    Maker(String text, List<Quotes.Part> quoted) {
      this.text = text;
      this.quoted = quoted;
    }

    List<Damage> made() {
      return made;
    }

    /** Puts something else in the place of one part after the other that is not quoted. */
    Maker replace(String kind, String pattern, String replacement) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      while (matcher.find()) {
        int start = matcher.start();
        if (quoted.stream().noneMatch(part -> part.first() < start && start <= part.last())) {
          StringBuilder damaged = new StringBuilder();
          Matcher one = matcher.pattern().matcher(text);
          one.region(start, text.length()).useTransparentBounds(true).lookingAt();
          one.appendReplacement(damaged, replacement);
          one.appendTail(damaged);
          add(kind, damaged.toString());
        }
      }
      return this;
    }

    Maker dropQuotes() {
      for (Quotes.Part part : quoted) {
        add("a quote dropped", without(part.first()));
        add("a quote dropped", without(part.last()));
      }
      return this;
    }

    /** Swaps the brackets of each pair. */
    Maker swap(char open, char close) {
      Deque<Integer> opened = new ArrayDeque<>();
      for (int i = 0; i < text.length(); i++) {
        int at = i;
        if (quoted.stream().anyMatch(part -> part.contains(at))) {
          continue;
        }
        if (text.charAt(i) == open) {
          opened.push(i);
        } else if (text.charAt(i) == close) {
          StringBuilder swapped = new StringBuilder(text);
          swapped.setCharAt(opened.pop(), close);
          swapped.setCharAt(i, open);
          add("brackets swapped", swapped.toString());
        }
      }
      return this;
    }

    private String without(int index) {
      return text.substring(0, index) + text.substring(index + 1);
    }

    private void add(String kind, String damaged) {
      if (damaged.equals(text)) {
        throw new IllegalStateException("nothing was damaged: " + text);
      }
      made.add(new Damage(kind, damaged));
    }
  }

  static List<Damage> ofSoql(String soql) {
    return new Maker(soql, Quotes.ofSoql(soql))
        .dropQuotes()
        .swap('(', ')')
        .replace("a bracket dropped", "[()]", "")
        .replace("a comma doubled", ",", ",,")
        .replace("a comma dropped", ", ", " ! ")
        .replace(
            "an operator dropped",
            "\\b(?:AND|OR|LIKE|IN|SELECT|FROM|WHERE|BY|LIMIT|OFFSET)\\b|[<>!]?=|[<>]",
            "")
        .replace("an operator unknown", "\\b(AND|OR|LIKE)\\b", "X$1")
        .replace("an operator unknown", "(?<= )([<>!]?=|[<>])(?= )", "$1~")
        .replace("an operand of the wrong kind", "(?<=LIKE |= )'(?:[^'\\\\]|\\\\.)*'", "word")
        .replace("an operand of the wrong kind", "(?<=LIMIT |OFFSET )\\d+", "'5'")
        .replace("an operand of the wrong kind", "(?<=ASC |DESC )NULLS \\w+", "NULLS 5")
        .made();
  }

  /** Damage to the value of a system query option. */
  static List<Damage> ofOData(String option, String value) {
    Maker maker = new Maker(value, Quotes.ofOData(value));
    maker.swap('(', ')').replace("a bracket dropped", "[()\\[\\]]", "");
    return switch (option) {
      case "$filter" -> filter(maker.dropQuotes()).made();
      case "$select" ->
          maker
              .replace("a comma doubled", ",", ",,")
              .replace("a name unknown", "(?<![^,])\\w+(?![^,])", "$0_none")
              .made();
      case "$orderby" ->
          maker
              .replace("a comma doubled", ",", ",,")
              .replace("an operator unknown", "(?<= )(?:asc|desc)", "down")
              .replace("a name unknown", "(?<![^,])\\w+(?= )", "$0_none")
              .made();
      case "$expand" ->
          maker
              .replace("an operator unknown", "\\$(select|expand)", "\\$$1s")
              .replace("an operator dropped", "\\$(select|expand)=", "")
              .replace("a name unknown", "\\w+(?=\\()", "$0_none")
              .made();
      case "$top" ->
          maker
              .replace("an operand of the wrong kind", "\\d+", "-$0")
              .replace("an operand of the wrong kind", "\\d+", "'$0'")
              .made();
      default -> throw new IllegalStateException("no damage to " + option);
    };
  }

  private static Maker filter(Maker maker) {
    return maker
        .replace("a comma doubled", ",", ",,")
        .replace("an operator dropped", " (?:eq|ne|lt|le|gt|ge|and|or)(?= )", "")
        .replace("an operator unknown", "(?<= )(eq|ne|lt|le|gt|ge|and|or)(?= )", "$1x")
        .replace("an operator unknown", "(contains|startswith|endswith)\\(", "$1x(")
        .replace("an operator unknown", "(Microsoft.Dynamics.CRM.)(?:In|NotIn)\\(", "$1Out(")
        .replace("a name unknown", "\\w+(?= (?:eq|ne|lt|le|gt|ge) )", "$0_none")
        .replace("an operand of the wrong kind", "(?<=(?:eq|ne) )'(?:[^']|'')*'", "5")
        .replace("an operand of the wrong kind", "(?<=(?:contains|with)\\(\\w{1,60},)'", "5,'")
        .replace("an operand of the wrong kind", "(?<=(?:eq|ne|lt|le|gt|ge) )-?\\d[^ )]*", "'$0'")
        .replace("an operand of the wrong kind", "(?<=(?:eq|ne) )(?:true|false)", "'$0'");
  }

  static List<Damage> ofSugar(String body) {
    String text = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    String wrong = "an operand of the wrong kind";
    return new Maker(body, Quotes.ofJson(body))
        .dropQuotes()
        .swap('[', ']')
        .swap('{', '}')
        .replace("a bracket dropped", "[\\[\\]{}]", "")
        .replace("a comma doubled", ",", ",,")
        .replace("a comma dropped", ",", " ")
        .replace("a colon dropped", ":", "")
        .replace("an operator unknown", "\"\\$(\\w+)\":", "\"\\$not\":")
        .replace("an operator unknown", "\"\\$(\\w+)\":", "\"$1\":")
        .replace("an operator dropped", "\\{\"\\$\\w+\":([^\\[{])", "{$1")
        .replace("two operators in one object", "(?<=:)\\{(?=\"\\$)", "{\"\\$gt\":1,")
        .replace(
            "two names in one object", "\\{(?=\"[a-z$][\\w.]*\":[{\\[])", "{\"x\":{\"\\$gt\":1},")
        .replace("two names in one object", "\\{(?=\"\\$(and|or)\":\\[)", "{\"x\":{\"\\$gt\":1},")
        .replace(
            wrong, "(\"\\$\\w+\":)(?:" + text + "|[^\"\\[{}]+)(?=\\})", "$1{\"\\$field\":\"x\"}")
        .replace(wrong, "(\"\\$\\w+\":)(?:" + text + "|[^\"\\[{}]+)(?=\\})", "$1[[\"x\"]]")
        .replace(wrong, "(\"\\$(?:starts|ends|contains|not_contains)\":)" + text, "$1 5")
        .replace(wrong, "(\"\\$(?:in|not_in|and|or)\":)\\[[^\\[\\]]*\\]", "$1\"x\"")
        .replace(wrong, "(\"\\$(?:in|not_in)\":)\\[", "$1[\"\",")
        .replace(wrong, "(\"max_num\":)\\d+", "$1 0")
        .replace(wrong, "(\"max_num\":)\\d+", "$1\"x\"")
        .replace(wrong, "(\"offset\":)\\d+", "$1\"end\"")
        .replace(wrong, "(\"order_by\":\"\\w+:)(asc|desc)", "$1up")
        .replace(wrong, "(\"fields\":\"\\w+)", "$1 ")
        .made();
  }
}
