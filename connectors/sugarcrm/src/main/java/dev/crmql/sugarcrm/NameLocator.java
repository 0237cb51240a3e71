package dev.crmql.sugarcrm;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import dev.crmql.spi.FaultLocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the name that the service's message holds, whatever the language: {@code Unknown field
 * nmae}, {@code Invalid link x for field y}. Where it holds several, the first that it holds.
 *
 * @param fields what is known of the module
 */
record NameLocator(NormalizedQuery query, SugarFields fields) implements FaultLocator {

  @Override
  public NodeLocation locate(String upstreamMessage) {
    NodeLocation best = NodeLocation.NONE;
    int first = Integer.MAX_VALUE;
    for (FieldPath field : paths()) {
      for (String name : names(field)) {
        int at = indexOfWord(upstreamMessage, name);
        if (at < first) {
          first = at;
          best = field.at();
        }
      }
    }
    boolean module =
        first == Integer.MAX_VALUE
            && indexOfWord(upstreamMessage, query.written().from().name()) < first;
    return module ? query.written().from().at() : best;
  }

  private List<FieldPath> paths() {
    List<FieldPath> paths = new ArrayList<>(query.fields());
    query.conjuncts().forEach(condition -> ConditionFields.forEach(condition, paths::add));
    query.orderBy().stream().map(SortItem::field).forEach(paths::add);
    return paths;
  }

  private List<String> names(FieldPath field) {
    if (fields.kind(field) != FieldKind.PERSON_NAME) {
      return field.names();
    }
    List<String> names = new ArrayList<>(fields.nameParts());
    names.add(field.head());
    return names;
  }

  /** Where the name stands as a word of its own; far away if it does not. */
  private static int indexOfWord(String message, String name) {
    int at = message.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      boolean alone =
          (at == 0 || !isOfName(message.charAt(at - 1)))
              && (end == message.length() || !isOfName(message.charAt(end)));
      if (alone) {
        return at;
      }
      at = message.indexOf(name, at + 1);
    }
    return Integer.MAX_VALUE;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
