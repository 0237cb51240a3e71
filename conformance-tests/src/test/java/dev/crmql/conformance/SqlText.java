package dev.crmql.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes SQL of KQL. It is the same text, but for the one departure of KQL: compared with empty
 * text, NULL is as good as empty.
 */
final class SqlText {

  private static final String LITERAL = "'[^']*+(?:''[^']*+)*+'";

  /** A delimited name is consumed as a name, and a literal as a whole, whatever they hold. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          LITERAL
              + "|(?<name>\\w+|\"[^\"]*+\")(?: (?<operator>=|!=|<>) (?<value>"
              + LITERAL
              + ")| (?<not>NOT )?IN \\((?<list>(?:[^')]++|"
              + LITERAL
              + ")*+)\\))?");

  private static final Pattern ITEM = Pattern.compile(LITERAL);

  private SqlText() {}

  static String of(String kql) {
    if (!kql.contains("''")) {
      return kql;
    }
    StringBuilder sql = new StringBuilder();
    Matcher matcher = COMPARISON.matcher(kql);
    while (matcher.find()) {
      matcher.appendReplacement(sql, Matcher.quoteReplacement(replacement(matcher)));
    }
    return matcher.appendTail(sql).toString();
  }

  private static String replacement(Matcher matcher) {
    String text = matcher.group();
    String list = matcher.group("list");
    boolean empty = list == null ? "''".equals(matcher.group("value")) : holdsEmpty(list);
    if (!empty) {
      return text;
    }
    boolean equal =
        list == null ? matcher.group("operator").equals("=") : matcher.group("not") == null;
    return "("
        + text
        + (equal ? " OR " : " AND ")
        + matcher.group("name")
        + (equal ? " IS NULL)" : " IS NOT NULL)");
  }

  private static boolean holdsEmpty(String list) {
    return ITEM.matcher(list).results().anyMatch(item -> item.group().equals("''"));
  }
}
