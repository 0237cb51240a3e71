package dev.crmql.spi;

import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the property that a service's message names, in whatever language the message is: {@code
 * Unknown field nmae}. Where it names several, the first counts; where it names none, perhaps the
 * object type.
 *
 * @param query the query as it was sent
 * @param names what the service may call a property
 */
public record NameLocator(NormalizedQuery query, Function<FieldPath, List<String>> names)
    implements FaultLocator {

  private static final int NOWHERE = Integer.MAX_VALUE;

  /** A locator for a service that calls properties by the names in their path. */
  public static NameLocator of(NormalizedQuery query) {
    return new NameLocator(query, FieldPath::names);
  }

  @Override
  public NodeLocation locate(String upstreamMessage) {
    NodeLocation best = NodeLocation.NONE;
    int first = NOWHERE;
    for (FieldPath field : fields()) {
      for (String name : names.apply(field)) {
        int at = indexOfWord(upstreamMessage, name);
        if (at < first) {
          first = at;
          best = field.at();
        }
      }
    }
    String type = query.written().from().name();
    return first == NOWHERE && indexOfWord(upstreamMessage, type) < NOWHERE
        ? query.written().from().at()
        : best;
  }

  private List<FieldPath> fields() {
    List<FieldPath> fields = new ArrayList<>(query.fields());
    query.conjuncts().forEach(condition -> ConditionFields.forEach(condition, fields::add));
    query.orderBy().stream().map(SortItem::field).forEach(fields::add);
    return fields;
  }

  /** Where the name stands as a word of its own. */
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
    return NOWHERE;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
