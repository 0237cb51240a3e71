package dev.crmql.oracle;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.regex.Pattern;

/** What a name can be: it is sent as it is. */
final class OracleNames {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private OracleNames() {}

  static void check(String name, String kind, NodeLocation at, List<Diagnostic> faults) {
    if (!isName(name)) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.INVALID_NAME,
              at,
              "no " + kind + " of Oracle has such a name",
              "names are letters, digits and underscores"));
    }
  }

  /** Whether a resource or an attribute can have this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
