package dev.crmql.conformance.judge;

import dev.crmql.language.QueryParser;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.ObjectName;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.query.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a name can stand: delimited in written queries, and as it is in built ones. */
enum NamePlace {
  SELECTED("SELECT #, a FROM @"),
  SELECTED_AS_TEXT("SELECT '*', a FROM @"),
  SELECTED_PATH("SELECT #.a FROM @"),
  SELECTED_LEAF("SELECT b.# FROM @"),
  ALIAS("SELECT a AS #, b FROM @"),
  OBJECT("SELECT a FROM #"),
  OBJECT_ALIAS("SELECT #.a FROM @ # WHERE #.a = 'v'"),
  COMPARED("SELECT a FROM @ WHERE # = 'v' AND a = 'w'"),
  COMPARED_WITH_TRUTH("SELECT a FROM @ WHERE # = TRUE"),
  LISTED("SELECT a FROM @ WHERE # IN ('v', 'w')"),
  LISTED_NUMBERS(
      "SELECT a FROM @ WHERE # NOT IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,"
          + " 16, 17, 18, 19, 20, 21)"),
  LIKE("SELECT a FROM @ WHERE # LIKE '%v%'"),
  NULL("SELECT a FROM @ WHERE # IS NULL OR a IS NOT NULL"),
  EMPTY("SELECT a FROM @ WHERE # = ''"),
  PATH("SELECT a FROM @ WHERE b.# = 'v'"),
  OVER("SELECT a FROM @ WHERE #.a = 'v'"),
  ORDERED("SELECT a FROM @ ORDER BY # DESC, a"),
  BUILT_SELECTED(""),
  BUILT_PATH(""),
  BUILT_OBJECT(""),
  BUILT_COMPARED(""),
  BUILT_ORDERED("");

  /** A query with marks: # for the name, delimited, * for it in quotes, @ for an object type. */
  private final String text;

  NamePlace(String text) {
    this.text = text;
  }

  /** Whether it stands for an object type, of which a service may make another name. */
  boolean isObject() {
    return this == OBJECT || this == BUILT_OBJECT;
  }

  /** The query with the name in this place. */
  Query query(QueryParser parser, String object, String name) {
    if (text.isEmpty()) {
      return built(object, name);
    }
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '@' -> query.append(object);
        case '*' -> query.append(name.replace("'", "''"));
        case '#' -> query.append('"').append(name.replace("\"", "\"\"")).append('"');
        default -> query.append(c);
      }
    }
    return parser.parse(query.toString());
  }

  private Query built(String object, String name) {
    FieldPath plain = FieldPath.of("a");
    FieldPath hostile = this == BUILT_PATH ? FieldPath.of("b", name) : FieldPath.of(name);
    boolean selected = this == BUILT_SELECTED || this == BUILT_PATH;
    return new Query(
        new Selection.Fields(List.of(selected ? hostile : plain), NodeLocation.NONE),
        ObjectName.of(this == BUILT_OBJECT ? name : object),
        Optional.of(
            new Condition.Comparison(
                this == BUILT_COMPARED ? hostile : plain,
                ComparisonOperator.EQUAL,
                Value.text("v"),
                NodeLocation.NONE)),
        List.of(SortItem.ascending(this == BUILT_ORDERED ? hostile : plain)),
        OptionalLong.of(5),
        OptionalLong.empty());
  }
}
