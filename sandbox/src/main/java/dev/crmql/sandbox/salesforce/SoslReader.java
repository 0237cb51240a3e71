package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.salesforce.SoqlQuery.Path;
import io.github.apexdevtools.apexparser.ApexParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads SOSL: what stands in braces by {@link SearchTerm}, the clauses after it with the grammar of
 * apex-parser. What is SOSL but not emulated is refused by a message that says so.
 */
final class SoslReader {
  static final String MALFORMED = "MALFORMED_SEARCH";

  private static final String FIND = "FIND";
  private static final long MAX_ROWS = 2_000;

  private final String sosl;
  private final SoqlReader parts;

  private SoslReader(String sosl) {
    this.sosl = sosl;
    this.parts = new SoqlReader(sosl, MALFORMED);
  }

  /**
   * Reads a search.
   *
   * @throws SoqlException if it is not SOSL, or more than the sandbox emulates
   */
  static SoslQuery read(String sosl) {
    return new SoslReader(sosl).query();
  }

  private SoslQuery query() {
    int find = skipBlanks(0);
    if (!sosl.regionMatches(true, find, FIND, 0, FIND.length())) {
      throw SoqlException.at(sosl, find, MALFORMED, "a search begins with FIND");
    }
    int open = skipBlanks(find + FIND.length());
    if (open == sosl.length() || sosl.charAt(open) != '{') {
      throw SoqlException.at(sosl, open, MALFORMED, "No search term found");
    }
    int close = closingBrace(open);
    ApexParser.SoslClausesContext clauses =
        parts.parse(" ".repeat(close + 1) + sosl.substring(close + 1), ApexParser::soslClauses);
    clauses.soslWithClause().forEach(parts::refuse);
    parts.refuse(clauses.updateList());
    return new SoslQuery(
        SearchTerm.read(sosl, open + 1, close),
        group(clauses.searchGroup()),
        clauses.fieldSpecList() == null ? List.of() : returning(clauses.fieldSpecList()),
        limit(clauses.limitClause()));
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < sosl.length() && Character.isWhitespace(sosl.charAt(at))) {
      at++;
    }
    return at;
  }

  private int closingBrace(int open) {
    for (int i = open + 1; i < sosl.length(); i++) {
      char c = sosl.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '}') {
        return i;
      }
    }
    throw SoqlException.at(sosl, open, MALFORMED, "the search term is not closed");
  }

  private SoslQuery.Group group(ApexParser.SearchGroupContext group) {
    if (group == null) {
      return SoslQuery.Group.ALL;
    }
    if (group.SIDEBAR() != null) {
      throw parts.notEmulated(group);
    }
    return SoslQuery.Group.valueOf(group.getChild(0).getText().toUpperCase(Locale.ROOT));
  }

  private List<SoqlQuery> returning(ApexParser.FieldSpecListContext list) {
    List<SoqlQuery> returning = new ArrayList<>();
    collect(list, returning);
    for (SoqlQuery query : returning) {
      if (query.offset() > 0 && returning.size() > 1) {
        throw SoqlException.at(
            sosl, query.object().at(), MALFORMED, "OFFSET is for a search of one object");
      }
    }
    return returning;
  }

  private void collect(ApexParser.FieldSpecListContext list, List<SoqlQuery> returning) {
    returning.add(returned(list.fieldSpec()));
    list.fieldSpecList().forEach(more -> collect(more, returning));
  }

  private SoqlQuery returned(ApexParser.FieldSpecContext spec) {
    if (spec.USING() != null) {
      throw parts.notEmulated(spec);
    }
    Path object = path(spec.soslId(0));
    List<SoqlQuery.Selected> fields = new ArrayList<>();
    if (spec.fieldList() == null) {
      fields.add(new SoqlQuery.Field(new Path(List.of("Id"), object.at())));
    } else {
      collect(spec.fieldList(), fields);
    }
    return new SoqlQuery(
        fields,
        object,
        Optional.empty(),
        spec.logicalExpression() == null ? null : where(spec.logicalExpression()),
        spec.fieldOrderList() == null
            ? List.of()
            : spec.fieldOrderList().fieldOrder().stream().map(parts::sortItem).toList(),
        limit(spec.limitClause()),
        spec.offsetClause() == null ? 0L : parts.number(spec.offsetClause()));
  }

  private void collect(ApexParser.FieldListContext list, List<SoqlQuery.Selected> fields) {
    if (list.LPAREN() != null || list.soqlFunction() != null) {
      throw parts.notEmulated(list);
    }
    list.soslId().forEach(name -> fields.add(new SoqlQuery.Field(path(name))));
    list.fieldList().forEach(more -> collect(more, fields));
  }

  /** The grammar has another rule for this condition, so it is read once more, as SOQL's. */
  private SoqlCondition where(ApexParser.LogicalExpressionContext where) {
    int start = parts.index(where.getStart());
    int end = sosl.offsetByCodePoints(0, where.getStop().getStopIndex() + 1);
    return parts.condition(
        parts.parse(
            " ".repeat(start) + sosl.substring(start, end), ApexParser::whereLogicalExpression));
  }

  private Path path(ApexParser.SoslIdContext name) {
    return new Path(List.of(name.getText().split("\\.", -1)), parts.index(name.getStart()));
  }

  private long limit(ApexParser.LimitClauseContext clause) {
    long rows = clause == null ? MAX_ROWS : parts.number(clause);
    if (rows > MAX_ROWS) {
      throw parts.fault(clause, "LIMIT is at most " + MAX_ROWS);
    }
    return rows;
  }
}
