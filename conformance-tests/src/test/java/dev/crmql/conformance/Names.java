package dev.crmql.conformance;

import dev.crmql.sandbox.data.Database;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes names as KQL reads them, and SQL too if they are no paths. */
final class Names {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> KEYWORDS = Set.of("ORDER", "SELECT", "AND", "VALUE");

  private Names() {}

  /** The column, or the path to it, as KQL has it; names are delimited if they must be. */
  static String written(String column) {
    return Paths.steps(column).stream().map(Names::name).collect(Collectors.joining("."));
  }

  private static String name(String name) {
    boolean plain =
        PLAIN.matcher(name).matches() && !KEYWORDS.contains(name.toUpperCase(Locale.ROOT));
    return plain ? name : Database.quoted(name);
  }
}
