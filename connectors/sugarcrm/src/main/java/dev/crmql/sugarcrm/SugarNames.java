package dev.crmql.sugarcrm;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import java.util.List;

/** What a name can be: it is sent as it is. */
final class SugarNames {

  private SugarNames() {}

  static void check(FieldPath path, List<Diagnostic> faults) {
    for (String name : path.names()) {
      check(name, "property", path.at(), faults);
    }
    if (path.names().size() > 2) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              path.at(),
              "SugarCRM follows one relation, and " + path + " goes over more",
              "ask for the related records first, then for these by their id"));
    }
  }

  static void check(String name, String kind, NodeLocation at, List<Diagnostic> faults) {
    if (!isName(name)) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.INVALID_NAME,
              at,
              "no " + kind + " of SugarCRM has such a name",
              "names are letters, digits and underscores"));
    }
  }

  /** Whether a module or a field can have this name. */
  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
