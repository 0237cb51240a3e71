package dev.crmql.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are nearly queries: the suite's own with something done to them, and word soup. */
final class FuzzedTexts {

  private static final Pattern WORD =
      Pattern.compile(
          "'(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_][A-Za-z_0-9]*|[0-9.]+|<=|>=|<>|!=|\\s+|.",
          Pattern.DOTALL);

  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "ORDER",
          "BY",
          "ASC",
          "DESC",
          "LIMIT",
          "OFFSET",
          "AND",
          "OR",
          "NOT",
          "LIKE",
          "ESCAPE",
          "IN",
          "IS",
          "NULL",
          "TRUE",
          "FALSE",
          "AS",
          "DISTINCT",
          "ALL",
          "BETWEEN",
          "JOIN",
          "GROUP",
          "HAVING",
          "UNION",
          "EXISTS",
          "CASE",
          "DATE",
          "TOP",
          "COUNT",
          "select",
          "like",
          "*",
          ",",
          ".",
          "(",
          ")",
          "=",
          "!=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "==",
          "+",
          "-",
          "/",
          "%",
          "||",
          "&&",
          "!",
          ";",
          "?",
          ":",
          ":p",
          "@",
          "$1",
          "#",
          "--",
          "/*",
          "*/",
          "{",
          "}",
          "[",
          "]",
          "`",
          "'",
          "\"",
          "''",
          "'a'",
          "'a%'",
          "'%a'",
          "'a_b'",
          "'\\'",
          "'2024-01-31'",
          "'2024-01-31T10:00:00 02:00'",
          "\"a b\"",
          "\"\"",
          "0",
          "1",
          "1.5",
          ".5",
          "1.",
          "1e9",
          "1e999999999999",
          "12ab",
          "99999999999999999999",
          "id",
          "name",
          "Accounts",
          "a.b",
          "x",
          "\u2018",
          "\u201D",
          "\u00A0",
          "\u200B",
          "\u200F",
          "\u202E",
          "\u00E9",
          "e\u0301",
          "\u6771",
          "\uD83D\uDE00",
          "\uD83D",
          "\uDE00",
          "\u0000",
          "\t",
          "\n",
          "\r",
          "\r\n",
          "\u2028",
          "\uFEFF",
          "\uFFFF");

  private final Random random;

  FuzzedTexts(Random random) {
    this.random = random;
  }

  /** Words in any order, with blanks between most of them. */
  String soup() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT id FROM a WHERE " : "");
    for (int words = random.nextInt(30); words > 0; words--) {
      text.append(pick(WORDS)).append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  /** The text with one to four of its words or characters moved, lost, doubled or replaced. */
  String mutated(String text) {
    String mutated = text;
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      mutated = random.nextBoolean() ? withOtherWords(mutated) : withOtherUnits(mutated);
    }
    return mutated;
  }

  private String withOtherWords(String text) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      words.add(word.group());
    }
    change(words, WORDS);
    return String.join("", words);
  }

  private String withOtherUnits(String text) {
    List<String> units = new ArrayList<>(Arrays.asList(text.split("")));
    change(units, WORDS);
    return String.join("", units);
  }

  private void change(List<String> parts, List<String> others) {
    int at = random.nextInt(parts.size() + 1);
    if (at == parts.size()) {
      parts.add(pick(others));
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> parts.add(at, pick(others));
      case 1 -> parts.remove(at);
      case 2 -> parts.add(at, parts.get(at));
      case 3 -> parts.set(at, pick(others));
      case 4 -> parts.add(at, parts.remove(random.nextInt(parts.size())));
      default -> parts.subList(at, parts.size()).clear();
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
