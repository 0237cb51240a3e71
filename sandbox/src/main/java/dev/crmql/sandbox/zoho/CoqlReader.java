package dev.crmql.sandbox.zoho;

import dev.crmql.sandbox.sql.Comparisons;
import dev.crmql.sandbox.sql.Condition;
import dev.crmql.sandbox.sql.Condition.Comparison;
import dev.crmql.sandbox.sql.SyntaxException;
import dev.crmql.sandbox.sql.Token;
import dev.crmql.sandbox.sql.Tokens;
import dev.crmql.sandbox.zoho.CoqlQuery.SortItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads COQL: {@code select .. from .. where .. [order by ..] [limit ..]}, in which AND and OR join
 * exactly two operands in each pair of parentheses. Aliases, functions and GROUP BY are not
 * emulated.
 *
 * <p>The limits are those of "COQL Limitations" for v8.
 */
final class CoqlReader {
  private static final int MAX_CRITERIA = 25;
  private static final int MAX_LISTED = 50;
  private static final int MAX_SORT_KEYS = 10;
  private static final int MAX_ROWS = 2_000;
  private static final int DEFAULT_ROWS = 200;

  private final Tokens tokens;
  private final ZohoSettings settings;
  private final Set<String> notEqual = new HashSet<>();
  private int criteria;

  private CoqlReader(Tokens tokens, ZohoSettings settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  /**
   * Reads a query.
   *
   * @throws ZohoException if it is not COQL, or more than the sandbox emulates
   */
  static CoqlQuery read(String coql, ZohoSettings settings) {
    try {
      return new CoqlReader(Tokens.of(coql, "'\""), settings).query();
    } catch (SyntaxException e) {
      throw ZohoException.badRequest("SYNTAX_ERROR", "error occurred while parsing the query")
          .with("line", e.line())
          .with("column", e.column())
          .with("near", e.near());
    }
  }

  private CoqlQuery query() {
    tokens.expect("select");
    List<String> fields = fields();
    tokens.expect("from");
    String module = tokens.expect(Token.Kind.WORD).text();
    if (!tokens.take("where")) {
      throw missingWhere();
    }
    Condition where = pair();
    List<SortItem> orderBy = orderBy();
    int[] bounds = bounds();
    tokens.expect(Token.Kind.END);
    return new CoqlQuery(fields, module, where, orderBy, bounds[0], bounds[1]);
  }

  private ZohoException missingWhere() {
    Token next = tokens.peek();
    boolean nextClause = next.is("order") || next.is("limit") || next.kind() == Token.Kind.END;
    if (!nextClause) {
      throw tokens.unexpected();
    }
    return ZohoException.badRequest("SYNTAX_ERROR", "missing clause").with("clause", "where");
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    do {
      String field = name();
      if (fields.contains(field)) {
        throw ZohoException.badRequest("DUPLICATE_DATA", "duplicate column in select clause")
            .with("column_name", field);
      }
      fields.add(field);
    } while (tokens.take(","));
    if (fields.size() > settings.selectedFields()) {
      throw ZohoException.limitExceeded("select", settings.selectedFields());
    }
    return fields;
  }

  /** Names that are not plain, such as {@code What_Id->Leads.Last_Name}, stand in quotes. */
  private String name() {
    return tokens.expect(Token.Kind.WORD, Token.Kind.STRING).text();
  }

  /** One operand, or two joined; a third would need parentheses. */
  private Condition pair() {
    Condition left = operand();
    boolean all = tokens.take("and");
    if (!all && !tokens.take("or")) {
      return left;
    }
    List<Condition> both = List.of(left, operand());
    return all ? new Condition.And(both) : new Condition.Or(both);
  }

  private Condition operand() {
    if (tokens.take("(")) {
      Condition inner = pair();
      tokens.expect(")");
      return inner;
    } else if (tokens.peek().is("not")) {
      throw ZohoException.badRequest("SYNTAX_ERROR", "unsupported operator")
          .with("operator", "not");
    }
    return criterion();
  }

  private Comparison criterion() {
    Comparison comparison = Comparisons.read(tokens, name(), null);
    criteria++;
    if (criteria > MAX_CRITERIA) {
      throw ZohoException.limitExceeded("where", MAX_CRITERIA);
    } else if (comparison.literals().size() > MAX_LISTED) {
      throw ZohoException.limitExceeded("in", MAX_LISTED).with("column_name", comparison.name());
    } else if (comparison.literals().stream().anyMatch(literal -> literal.text().contains("\\"))) {
      throw ZohoException.badRequest("SYNTAX_ERROR", "error occurred while parsing the query")
          .with("near", "\\");
    } else if (comparison.written().equals("<>")) {
      throw ZohoException.badRequest("SYNTAX_ERROR", "unsupported operator").with("operator", "<>");
    }
    boolean repeated = comparison.written().equals("!=") && !notEqual.add(comparison.name());
    if (repeated && !settings.repeatedNotEqual()) {
      throw ZohoException.invalidQuery("operator used more than once")
          .with("column_name", comparison.name())
          .with("operator", "!=");
    }
    return comparison;
  }

  private List<SortItem> orderBy() {
    List<SortItem> keys = new ArrayList<>();
    if (!tokens.take("order")) {
      return keys;
    }
    tokens.expect("by");
    do {
      String field = name();
      boolean descending = tokens.take("desc");
      if (!descending) {
        tokens.take("asc");
      }
      keys.add(new SortItem(field, descending));
    } while (tokens.take(","));
    if (keys.size() > MAX_SORT_KEYS) {
      throw ZohoException.limitExceeded("order by", MAX_SORT_KEYS);
    }
    return keys;
  }

  /**
   * {@code limit n}, {@code limit n offset m} or {@code limit m, n}: the limit, then the offset.
   */
  private int[] bounds() {
    if (!tokens.take("limit")) {
      return new int[] {DEFAULT_ROWS, 0};
    }
    int first = number();
    int limit = first;
    int offset = 0;
    if (tokens.take(",")) {
      offset = first;
      limit = number();
    } else if (tokens.take("offset")) {
      offset = number();
    }
    if (limit <= 0) {
      throw ZohoException.badRequest("INVALID_DATA", "limit should be greater than 0");
    } else if (limit > MAX_ROWS) {
      throw ZohoException.limitExceeded("limit", MAX_ROWS);
    } else if (offset < 0) {
      throw ZohoException.invalidQuery("offset should not be negative").with("offset", offset);
    } else if (offset >= settings.reachableRows()) {
      throw ZohoException.limitExceeded("offset", settings.reachableRows()).with("offset", offset);
    }
    return new int[] {limit, offset};
  }

  private int number() {
    Token number = tokens.peek();
    if (number.kind() != Token.Kind.NUMBER || !number.text().matches("-?[0-9]{1,9}")) {
      throw tokens.unexpected();
    }
    return Integer.parseInt(tokens.next().text());
  }
}
