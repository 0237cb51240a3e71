package dev.crmql.conformance;

import dev.crmql.sandbox.data.Database;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes SQL of KQL. It is the same text, but for the one departure of KQL: compared with empty
 * text, NULL is as good as empty. A path becomes the one name of the column that {@link Paths} has
 * for it.
 */
final class SqlText {

  private static final String LITERAL = "'[^']*+(?:''[^']*+)*+'";

  /** A delimited name is consumed as a name, and a literal as a whole, whatever they hold. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          LITERAL
              + "|(?<name>\\w++(?:\\.[A-Za-z_]\\w*+)*+|\"[^\"]*+\")(?: (?<operator>=|!=|<>) (?<value>"
              + LITERAL
              + ")| (?<not>NOT )?IN \\((?<list>(?:[^')]++|"
              + LITERAL
              + ")*+)\\))?");

  private static final Pattern ITEM = Pattern.compile(LITERAL);

  private SqlText() {}

  static String of(String kql) {
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
    String name = matcher.group("name");
    if (name == null) {
      return text;
    }
    String column = column(name);
    text = column + text.substring(name.length());
    if (!empty) {
      return text;
    }
    boolean equal =
        list == null ? matcher.group("operator").equals("=") : matcher.group("not") == null;
    return "("
        + text
        + (equal ? " OR " : " AND ")
        + column
        + (equal ? " IS NULL)" : " IS NOT NULL)");
  }

  private static String column(String name) {
    boolean path = !name.startsWith("\"") && name.indexOf('.') >= 0;
    return path ? Database.quoted(Paths.column(List.of(name.split("\\.")))) : name;
  }

  private static boolean holdsEmpty(String list) {
    return ITEM.matcher(list).results().anyMatch(item -> item.group().equals("''"));
  }
}
