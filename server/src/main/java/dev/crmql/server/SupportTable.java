package dev.crmql.server;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;
import dev.crmql.spi.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What each service can be asked, as a table in Markdown. */
public final class SupportTable {

  private SupportTable() {}

  /**
   * The table, from the dialects of every service, and their remarks under it as a numbered list;
   * ends with a line break.
   */
  public static String markdown() {
    List<String> remarks = new ArrayList<>();
    StringBuilder table = new StringBuilder("| KQL |");
    StringBuilder rule = new StringBuilder("|---|");
    for (Connector connector : Services.all()) {
      table.append(' ').append(connector.dialect().serviceTitle()).append(" |");
      rule.append("---|");
    }
    table.append('\n').append(rule).append('\n');
    for (Construct construct : Construct.values()) {
      table.append("| `").append(construct.text()).append("` |");
      for (Connector connector : Services.all()) {
        Dialect dialect = connector.dialect();
        table.append(' ').append(words(dialect.support(construct)));
        if (!dialect.remark(construct).isEmpty()) {
          table.append(' ').append(superscript(number(dialect.remark(construct), remarks)));
        }
        table.append(" |");
      }
      table.append('\n');
    }
    table.append('\n');
    for (int i = 0; i < remarks.size(); i++) {
      table.append(i + 1).append(". ").append(remarks.get(i)).append('\n');
    }
    return table.toString();
  }

  /** The number of a remark, which joins the others if it is new. */
  private static int number(String remark, List<String> remarks) {
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
    return remarks.indexOf(remark) + 1;
  }

  private static String superscript(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')))
        .collect(Collectors.joining());
  }

  private static String words(Support support) {
    return switch (support) {
      case PUSHED -> "yes";
      case CHECKED -> "yes, with the engine's help";
      case COMPLETED -> "with `completion=local`";
      case REFUSED -> "no";
    };
  }
}
