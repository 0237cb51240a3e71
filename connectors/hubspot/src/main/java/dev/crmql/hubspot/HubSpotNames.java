package dev.crmql.hubspot;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a name can be, and which object types can't be searched. */
final class HubSpotNames {

  /** The property by which filters and sort keys know the record's id. */
  static final String ID = "hs_object_id";

  /** Marketing campaigns have an API of their own, without a search. */
  private static final Set<String> NOT_SEARCHABLE = Set.of("campaign", "campaigns");

  private HubSpotNames() {}

  /** Adds what is wrong with the names of a query that knows no paths. */
  static void check(String object, NormalizedQuery query, List<Diagnostic> faults) {
    NodeLocation at = query.written().from().at();
    checkObject(object, at).ifPresent(faults::add);
    query.fields().forEach(field -> check(field, faults));
    query
        .conjuncts()
        .forEach(conjunct -> ConditionFields.forEach(conjunct, field -> check(field, faults)));
    query.orderBy().forEach(item -> check(item.field(), faults));
  }

  /** Why the object type can't be searched. */
  static Optional<Diagnostic> checkObject(String object, NodeLocation at) {
    if (NOT_SEARCHABLE.contains(object.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          Diagnostic.of(
              DiagnosticCode.UNKNOWN_OBJECT,
              at,
              "HubSpot has no search for campaigns",
              "there are companies, contacts, leads, deals, tasks and custom objects"));
    }
    return isName(object)
        ? Optional.empty()
        : Optional.of(
            Diagnostic.of(
                DiagnosticCode.INVALID_NAME,
                at,
                "no object type of HubSpot has such a name",
                "types are named as in their API, such as companies or p123_orders"));
  }

  private static void check(FieldPath field, List<Diagnostic> faults) {
    if (!field.names().stream().allMatch(HubSpotNames::isName)) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.INVALID_NAME,
              field.at(),
              "no property of HubSpot has such a name",
              "names are letters, digits, hyphens and underscores"));
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && c != '_' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
