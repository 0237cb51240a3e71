package dev.crmql.spi;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What names of a service can be. Names are sent as they are, so that one which could be anything
 * else must not be sent.
 *
 * @param serviceTitle the service's name as people write it
 * @param name what the whole of a name matches
 * @param hint says so in words
 */
public record NameRule(String serviceTitle, Pattern name, String hint) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** A rule for names that are letters, digits and underscores, and start with no digit. */
  public static NameRule words(String serviceTitle) {
    return new NameRule(serviceTitle, WORD, "names are letters, digits and underscores");
  }

  /** Whether something can have this name. */
  public boolean allows(String text) {
    return name.matcher(text).matches();
  }

  /**
   * Checks all names of a query.
   *
   * @param objectName what the query asks for, as the service calls it
   * @throws QueryException with each name that can't be one
   */
  public void check(NormalizedQuery query, String objectName) {
    List<Diagnostic> faults = new ArrayList<>(0);
    check(objectName, "object type", query.written().from().at(), faults);
    query.fields().forEach(field -> check(field, faults));
    query
        .conjuncts()
        .forEach(conjunct -> ConditionFields.forEach(conjunct, field -> check(field, faults)));
    query.orderBy().forEach(item -> check(item.field(), faults));
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
  }

  private void check(FieldPath field, List<Diagnostic> faults) {
    field.names().forEach(each -> check(each, "property", field.at(), faults));
  }

  private void check(String text, String kind, NodeLocation at, List<Diagnostic> faults) {
    if (!allows(text)) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.INVALID_NAME,
              at,
              "no " + kind + " of " + serviceTitle + " has such a name",
              hint));
    }
  }
}
