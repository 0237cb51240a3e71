package dev.crmql.diagnostics;

import java.util.Locale;

/** The kinds of things that can be wrong with a query. Programs see {@link #wireName}. */
public enum DiagnosticCode {
  /** The text ends, or goes on, where the grammar does not let it. */
  SYNTAX_ERROR,
  /** A keyword that is not in upper case. */
  KEYWORD_CASE,
  /** A text literal or delimited name that is not closed. */
  UNTERMINATED_LITERAL,
  /** A character that no word of the language holds. */
  UNEXPECTED_CHARACTER,
  /** A typographic quote. */
  TYPOGRAPHIC_QUOTE,
  /** A value in double quotes. */
  DOUBLE_QUOTED_VALUE,
  /** {@code ==}. */
  DOUBLE_EQUALS,
  /** A value, or a property, on the wrong side of an operator. */
  VALUE_ON_THE_LEFT,
  /** A property where a value must stand. */
  VALUE_EXPECTED,
  /** {@code = NULL}, or NULL within a list. */
  NULL_COMPARISON,
  /** A wildcard within a LIKE pattern. */
  LIKE_PATTERN,
  /** A number that is too long or too large, or a LIMIT that is not a whole number. */
  NUMBER_OUT_OF_RANGE,
  /** A function. */
  FUNCTION,
  /** Arithmetic. */
  ARITHMETIC,
  /** JOIN, or two object types. */
  JOIN,
  /** A query within a query. */
  SUBQUERY,
  /** GROUP BY or HAVING. */
  GROUPING,
  /** DISTINCT. */
  DISTINCT,
  /** UNION, INTERSECT or EXCEPT. */
  SET_OPERATION,
  /** BETWEEN. */
  BETWEEN,
  /** CASE, EXISTS, ANY and other parts of SQL that the language does not have. */
  NOT_IN_LANGUAGE,
  /** Text, tokens, nesting or a list over its limit. */
  QUERY_TOO_LARGE,
  /** A part of the language that the service can't be asked. */
  UNSUPPORTED_CONSTRUCT,
  /** An object type that the service does not have. */
  UNKNOWN_OBJECT,
  /** A property that the object type does not have. */
  UNKNOWN_PROPERTY,
  /** A name that no property of the service can have. */
  INVALID_NAME,
  /** A property that the service can't filter by. */
  NOT_FILTERABLE,
  /** A property that the service can't sort by. */
  NOT_SORTABLE,
  /** A value that the property's type does not take. */
  TYPE_MISMATCH,
  /** A parameter that no value was given for. */
  UNBOUND_PARAMETER,
  /** A language that the service does not speak, or that nobody does. */
  UNSUPPORTED_LANGUAGE,
  /** A clause that would lock, mark or change records. */
  NOT_READ_ONLY,
  /** A keyword that the service can't look for. */
  SEARCH_TERM,
  /** What the service would be sent is longer than it takes. */
  REQUEST_TOO_LONG,
  /** The service's own rejection, traced back to the query. */
  REJECTED_BY_SERVICE,
  /** A query without LIMIT that finds more rows than one answer may hold. */
  TOO_MANY_ROWS;

  /** The code as answers carry it, such as {@code unsupported-construct}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
