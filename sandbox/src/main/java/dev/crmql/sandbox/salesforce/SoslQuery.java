package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.salesforce.SearchTerm.Words;
import java.util.List;
import java.util.function.Predicate;

/**
 * A search as it was written; whether its names exist is not known yet.
 *
 * @param term whether a record's words are those that are looked for
 * @param returning for each object what is to be given of its records; empty for the ids of all
 * @param limit most records of the whole answer
 */
record SoslQuery(Predicate<Words> term, Group group, List<SoqlQuery> returning, long limit) {

  /** The fields that are searched. */
  enum Group {
    ALL,
    NAME,
    EMAIL,
    PHONE;

    /** Whether a column is searched. */
    boolean has(String column, ColumnType type) {
      return switch (this) {
        case ALL -> type.isText();
        case NAME -> column.endsWith("Name") || column.equals("Subject");
        case EMAIL -> type == ColumnType.EMAIL;
        case PHONE -> type == ColumnType.PHONE;
      };
    }
  }
}
