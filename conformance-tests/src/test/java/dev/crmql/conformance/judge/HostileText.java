package dev.crmql.conformance.judge;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Text that tries to be more than text. */
public final class HostileText {

  private static final String[] SIGNS = {
    "'", "''", "\"", "\\", "\\'", "%", "_", "[", "]", "(", ")", "{", "}", "$", "&", "#", "+", "?",
    "/", ";", ":", ",", "=", "!", "@", "*", "^", "|", "`", "~", "<", ">", ".", " ", "--", "/*",
    "*/", "//", "\r\n", "\n", "\r", "\t", "\0", "\b", "\u007F", "\u0085", "\u2028", "\u202E",
    "\u200F", "\u2066", "\uFEFF", "\uFFFF", "\u00AD"
  };

  private static final String[] FRAGMENTS = {
    " OR Name != '",
    "' OR Id != null",
    "') OR (Id != '",
    " LIMIT 1",
    "\\u0027",
    "\\n",
    "\\_",
    " or 1 eq 1",
    "' or name ne '",
    "&$filter=true",
    "$top=1",
    "Microsoft.Dynamics.CRM.In(",
    "\"}},{\"id\":{\"$not_null\":\"",
    "{\"$field\":\"id\"}",
    "[^a]",
    "[%]",
    "],\"max_num\":9",
    "%27",
    "%00",
    "%0D%0A",
    "%u0027",
    "%2",
    "+",
    "\r\n\r\nGET / HTTP/1.1",
    "\r\n--batch_crmql--",
    "null",
    "NULL",
    "true",
    "2024-01-01'",
    "SELECT Id FROM User",
    ":name",
    "${x}",
    "{0}"
  };

  private static final String[] LETTERS = {
    "x", "Y", "0", "\u0436", "\u00E9", "\uD83D\uDE00", "\u5317"
  };

  private static final String[] HALVES = {"\uD800", "\uDC00"};

  private HostileText() {}

  /** Of one to eight pieces; a few have half a character in them. */
  public static Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.of(SIGNS)),
            Tuple.of(10, Arbitraries.of(FRAGMENTS)),
            Tuple.of(8, Arbitraries.of(LETTERS)),
            Tuple.of(
                4,
                Arbitraries.chars()
                    .all()
                    .filter(c -> !Character.isSurrogate(c))
                    .map(String::valueOf)),
            Tuple.of(1, Arbitraries.of(HALVES)));
    return pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list));
  }

  /** Names: hostile texts, {@link #words}, and what is nearly a name. */
  static Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, texts()),
        Tuple.of(1, texts().map(text -> "x" + text)),
        Tuple.of(1, texts().map(text -> "x" + text + "y")),
        Tuple.of(2, words()));
  }

  /** Words that mean something to a service, and what is nearly a name. */
  static Arbitrary<String> words() {
    return Arbitraries.of(
        "null",
        "true",
        "false",
        "not",
        "eq",
        "and",
        "or",
        "in",
        "INF",
        "NaN",
        "any",
        "all",
        "asc",
        "desc",
        "contains",
        "cast",
        "isof",
        "now",
        "NULL",
        "TRUE",
        "NOT",
        "SELECT",
        "FROM",
        "LIMIT",
        "ORDER",
        "GROUP",
        "TODAY",
        "TYPEOF",
        "FIELDS",
        "COUNT",
        "IN",
        "LIKE",
        "x__",
        "_x",
        "__",
        "9x",
        "x-y",
        "x.y",
        "x y",
        "x,y",
        "x'y",
        "x%20y",
        "x:desc",
        "$and",
        "$or",
        "$favorite",
        "$it",
        "$count",
        "x/y",
        "..",
        "\u0436",
        "x\u0000");
  }

  /** Whether it holds half of a character, which can not be sent. */
  public static boolean hasHalfOfACharacter(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
