package dev.crmql.server;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Support;

/** What each service can be asked, as a table in Markdown. */
public final class SupportTable {

  private SupportTable() {}

  /** The table, from the dialects of every service; ends with a line break. */
  public static String markdown() {
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
        table.append(' ').append(words(connector.dialect().support(construct))).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
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
