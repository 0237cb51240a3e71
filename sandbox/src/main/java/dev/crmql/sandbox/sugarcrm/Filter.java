package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A filter as it was sent, its fields and operators known to exist. */
sealed interface Filter {

  /** What is joined by AND, or by OR; may be empty, which is no condition at all. */
  record Group(boolean any, List<Filter> parts) implements Filter {
    public Group {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One operator on one field.
   *
   * @param link null for the module's own field
   * @param operand as it was sent; checked to be a list where the operator needs one
   */
  record Test(Field.Relation link, Field field, Operator operator, JsonNode operand)
      implements Filter {}

  /** Favourites, followed or owned records: the sandbox's user has none. */
  record NoRecord() implements Filter {}
}
