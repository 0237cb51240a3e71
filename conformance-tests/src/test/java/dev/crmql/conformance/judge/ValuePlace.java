package dev.crmql.conformance.judge;

import dev.crmql.language.Parameters;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Where text can stand as a value: in written queries and in built ones. */
enum ValuePlace {
  EQUAL("a = #"),
  NOT_EQUAL("a != #"),
  LESS("a < #"),
  GREATER_OR_EQUAL("a >= #"),
  IN("a IN ('other1', #, 'other2')"),
  LONG_IN("a IN (#, " + others() + ")"),
  NOT_IN("a NOT IN (#, 'other')"),
  LONG_NOT_IN("a NOT IN (#, " + others() + ")"),
  PREFIX("a LIKE '*%' ESCAPE '!'"),
  SUFFIX("a LIKE '%*' ESCAPE '!'"),
  CONTAINS("a LIKE '%*%' ESCAPE '!'"),
  EXACT("a LIKE '*' ESCAPE '!'"),
  NOT_PREFIX("a NOT LIKE '*%' ESCAPE '!'"),
  NOT_CONTAINS("a NOT LIKE '%*%' ESCAPE '!'"),
  ALL_OR("a = # OR (b != 'other' AND c LIKE '%*' ESCAPE '!') OR d IN ('other', #)"),
  ALL_AND("(a = # OR b = #) AND c LIKE '*%' ESCAPE '!'"),
  PARAMETER("a = :p"),
  PARAMETER_LIST("a IN ('other', :p)"),
  BUILT_EQUAL(""),
  BUILT_LIST(""),
  BUILT_LIKE(""),
  BUILT_TREE("");

  /** A condition with marks: # for the text in quotes, * for it within a pattern. */
  private final String condition;

  ValuePlace(String condition) {
    this.condition = condition;
  }

  /** Whether the text stands in a pattern and nowhere else. */
  boolean isPattern() {
    return switch (this) {
      case PREFIX, SUFFIX, CONTAINS, NOT_PREFIX, NOT_CONTAINS, BUILT_LIKE -> true;
      case EQUAL,
          NOT_EQUAL,
          LESS,
          GREATER_OR_EQUAL,
          IN,
          LONG_IN,
          NOT_IN,
          LONG_NOT_IN,
          EXACT,
          ALL_OR,
          ALL_AND,
          PARAMETER,
          PARAMETER_LIST,
          BUILT_EQUAL,
          BUILT_LIST,
          BUILT_TREE ->
          false;
    };
  }

  private static String others() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      others.add("'other" + i + "'");
    }
    return String.join(", ", others);
  }

  /** The query with the text in this place. */
  Query query(QueryParser parser, String object, String text) {
    if (condition.isEmpty()) {
      return Query.select("a").from(object).where(built(text)).orderBy("a").limit(5).build();
    }
    StringBuilder where = new StringBuilder("SELECT a FROM ").append(object).append(" WHERE ");
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      switch (c) {
        case '#' -> where.append('\'').append(doubled(text)).append('\'');
        case '*' -> where.append(doubled(text.replaceAll("[!%_]", "!$0")));
        default -> where.append(c);
      }
    }
    Query query = parser.parse(where.toString());
    return Parameters.bind(query, Map.of("p", text));
  }

  private static String doubled(String text) {
    return text.replace("'", "''");
  }

  private Condition built(String text) {
    return switch (this) {
      case BUILT_LIST -> Conditions.in("a", List.of(text, "other"));
      case BUILT_LIKE -> Conditions.startsWith("a", text);
      case BUILT_TREE ->
          Conditions.or(
              Conditions.and(Conditions.equal("a", text), Conditions.contains("b", text)),
              Conditions.endsWith("c", text),
              Conditions.notIn("d", Collections.nCopies(2, text)));
      default -> Conditions.equal("a", text);
    };
  }
}
