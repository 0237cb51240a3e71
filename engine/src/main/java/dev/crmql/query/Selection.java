package dev.crmql.query;

import java.util.List;

/** What stands after SELECT. */
public sealed interface Selection {

  /** Where it was written. */
  NodeLocation at();

  /** {@code *}: every property. */
  record All(NodeLocation at) implements Selection {}

  /** One or more properties, in the order asked for; the same one may stand twice. */
  record Fields(List<FieldPath> fields, NodeLocation at) implements Selection {
    /** Checks that there is a property. */
    public Fields {
      fields = List.copyOf(fields);
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("SELECT needs a property");
      }
    }
  }
}
