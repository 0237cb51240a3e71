package dev.crmql.conformance;

import dev.crmql.sandbox.data.Database;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes names as KQL and SQL both read them. */
final class Names {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> KEYWORDS = Set.of("ORDER", "SELECT", "AND");

  private Names() {}

  /** The name, delimited if it must be. */
  static String written(String name) {
    boolean plain =
        PLAIN.matcher(name).matches() && !KEYWORDS.contains(name.toUpperCase(Locale.ROOT));
    return plain ? name : Database.quoted(name);
  }
}
