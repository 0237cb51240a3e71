package dev.crmql.sandbox.salesforce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query as it was written; whether its names exist is not known yet.
 *
 * @param where null if there is none
 * @param limit null if there is none
 * @param offset 0 if there is none
 */
record SoqlQuery(
    List<Selected> select,
    Path object,
    Optional<String> alias,
    SoqlCondition where,
    List<SortItem> orderBy,
    Long limit,
    long offset) {

  /** The query for the ids of an object's records. */
  static SoqlQuery ids(String object) {
    return new SoqlQuery(
        List.of(new Field(new Path(List.of("Id"), 0))),
        new Path(List.of(object), 0),
        Optional.empty(),
        null,
        List.of(),
        Long.MAX_VALUE,
        0);
  }

  /** The same query without LIMIT and OFFSET. */
  SoqlQuery unbounded() {
    return new SoqlQuery(select, object, alias, where, orderBy, null, 0);
  }

  /** Names joined by dots, and where the first begins in the text. */
  record Path(List<String> names, int at) {
    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  /** What SELECT lists. */
  sealed interface Selected {}

  /** A field. */
  record Field(Path path) implements Selected {}

  /** {@code FIELDS(..)}. */
  record FieldGroup(FieldSet set) implements Selected {}

  /** What {@code FIELDS(..)} may name. */
  enum FieldSet {
    ALL,
    STANDARD,
    CUSTOM
  }

  /** One key of ORDER BY. */
  record SortItem(Path path, boolean descending, boolean nullsLast) {}

  /** What stands right of an operator. */
  record Literal(Kind kind, String source, int at) {
    enum Kind {
      NULL,
      BOOLEAN,
      INTEGER,
      DECIMAL,
      STRING,
      DATE,
      DATE_TIME
    }

    /** Whether this is {@code null} or {@code ''}, which Salesforce does not tell apart. */
    boolean isEmpty() {
      return kind == Kind.NULL || (kind == Kind.STRING && source.equals("''"));
    }
  }

  /** A comparison operator; NOT LIKE does not exist. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LIKE,
    IN,
    NOT_IN,
    INCLUDES,
    EXCLUDES;

    /** The operator of that text, which has no blanks in it but may be in any casing. */
    static Operator of(String text) {
      return switch (text.toUpperCase(Locale.ROOT)) {
        case "=" -> EQUAL;
        case "!=", "<>" -> NOT_EQUAL;
        case "<" -> LESS;
        case "<=" -> LESS_OR_EQUAL;
        case ">" -> GREATER;
        case ">=" -> GREATER_OR_EQUAL;
        case "LIKE" -> LIKE;
        case "IN" -> IN;
        case "NOTIN" -> NOT_IN;
        case "INCLUDES" -> INCLUDES;
        case "EXCLUDES" -> EXCLUDES;
        default -> throw new IllegalArgumentException("not an operator of SOQL: " + text);
      };
    }
  }
}
