package dev.crmql.hubspot;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.NameRule;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a name can be, and which object types can't be searched. */
final class HubSpotNames {

  /** The property by which filters and sort keys know the record's id. */
  static final String ID = "hs_object_id";

  static final NameRule RULE =
      new NameRule(
          "HubSpot",
          Pattern.compile("[A-Za-z0-9_-]+"),
          "names are letters, digits, hyphens and underscores");

  private HubSpotNames() {}

  /**
   * Checks all names of a query.
   *
   * @throws QueryException if the object type can't be searched, or a name can't be one
   */
  static void check(NormalizedQuery query, String object) {
    RULE.check(query, object);
    Optional<Diagnostic> fault = checkObject(object, query.written().from().at());
    if (fault.isPresent()) {
      throw new QueryException(fault.get());
    }
  }

  /** Why the object type can't be searched: campaigns have an API of their own, without one. */
  static Optional<Diagnostic> checkObject(String object, NodeLocation at) {
    return RULE.allows(object) && !object.matches("(?i)campaigns?")
        ? Optional.empty()
        : Optional.of(
            Diagnostic.of(
                DiagnosticCode.UNKNOWN_OBJECT,
                at,
                "HubSpot has no search for " + object,
                "there are companies, contacts, leads, deals, tasks, and custom objects such as"
                    + " p123_orders"));
  }
}
