package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.SafeText;
import dev.crmql.grammar.QueryLexer;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.ObjectName;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.query.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.Token;

/**
 * Builds the tree while the parser reads, a node as soon as its last word is read. What a rule read
 * waits here until the rule around it is read too.
 */
final class TreeBuilder {

  private static final int AMBIGUOUS = -1;

  private final QueryTokens tokens;
  private final LiteralReader literals;
  private final ParserLimits limits;

  private final List<FieldPath> selected = new ArrayList<>();
  private Map<String, Integer> aliases = Map.of();
  private boolean selectsNested;
  private Selection selection;
  private ObjectName from;
  private String fromAlias;

  private FieldPath path;
  private final List<Value> values = new ArrayList<>();
  private final List<SortItem> sortItems = new ArrayList<>();

  // Operands not yet joined. Where those of the AND or OR being read start is in openings.
  private Condition[] operands = new Condition[8];
  private int operandCount;
  private int[] openings = new int[8];
  private int openingCount;
  private int nesting;

  private Query query;

  TreeBuilder(QueryTokens tokens, ParserLimits limits) {
    this.tokens = tokens;
    this.literals = new LiteralReader(tokens.source());
    this.limits = limits;
  }

  /** The query, once all of it is read. */
  Query query() {
    return query;
  }

  void path(Token first, Token last) {
    int index = first.getTokenIndex();
    int end = last.getTokenIndex();
    List<String> names;
    if (index == end) {
      names = List.of(literals.name(tokens.get(index)));
    } else {
      names = new ArrayList<>();
      for (; index <= end; index += 2) {
        names.add(literals.name(tokens.get(index)));
      }
    }
    path = withoutQualifier(new FieldPath(names, at(first, last)));
  }

  /** A value in SELECT is a property of that name. */
  void literalAsPath(Token first, Token last) {
    path = new FieldPath(List.of(literals.asName(word(first), word(last))), at(first, last));
  }

  void selectItem(Token alias) {
    if (alias != null) {
      if (aliases.isEmpty()) {
        aliases = new HashMap<>();
      }
      aliases.merge(literals.name(word(alias)), selected.size(), (first, second) -> AMBIGUOUS);
    }
    selectsNested |= path.isNested();
    selected.add(path);
  }

  void selection(Token first, Token last) {
    NodeLocation at = at(first, last);
    selection =
        selected.isEmpty()
            ? new Selection.All(at)
            : new Selection.Fields(List.copyOf(selected), at);
  }

  /** The properties of SELECT stand before the names that may qualify them. */
  void source(Token objectType, Token alias) {
    from = new ObjectName(literals.name(word(objectType)), word(objectType).at());
    fromAlias = alias == null ? null : literals.name(word(alias));
    if (selectsNested) {
      selected.replaceAll(this::withoutQualifier);
      selection = new Selection.Fields(selected, selection.at());
    }
  }

  private FieldPath withoutQualifier(FieldPath written) {
    if (from == null || !written.isNested()) {
      return written;
    }
    String head = written.head();
    if (!head.equals(fromAlias) && !head.equals(from.name())) {
      return written;
    }
    return new FieldPath(written.names().subList(1, written.names().size()), written.at());
  }

  void value(Token first, Token last) {
    values.add(literals.value(word(first), word(last)));
    if (values.size() > limits.listSize()) {
      throw fail(
          DiagnosticCode.QUERY_TOO_LARGE,
          at(first, last),
          "the list has more than " + limits.listSize() + " values");
    }
  }

  void comparison(Token operator, NodeLocation at) {
    operand(
        new Condition.Comparison(
            path, LiteralReader.operator(operator.getType()), values.get(0), at));
    values.clear();
  }

  void like(boolean negated, Token pattern, Token escape, NodeLocation at) {
    LikePattern read = literals.pattern(word(pattern), escape == null ? null : word(escape));
    operand(new Condition.Like(path, read.match(), read.text(), negated, at));
  }

  void in(boolean negated, NodeLocation at) {
    operand(new Condition.In(path, values, negated, at));
    values.clear();
  }

  void nullTest(boolean negated, NodeLocation at) {
    operand(new Condition.NullTest(path, negated, at));
  }

  void not(NodeLocation at) {
    operands[operandCount - 1] = new Condition.Not(operands[operandCount - 1], at);
  }

  /** A bracket, a NOT or a single condition; only the first two can hold further ones. */
  void enterFactor(Token first) {
    nesting++;
    boolean holdsFurther = first.getType() == QueryLexer.OPEN || first.getType() == QueryLexer.NOT;
    if (nesting > limits.nesting() && holdsFurther) {
      throw fail(
          DiagnosticCode.QUERY_TOO_LARGE,
          word(first).at(),
          "the query has more than " + limits.nesting() + " brackets and NOTs within each other");
    }
  }

  void exitFactor() {
    nesting--;
  }

  /** The start of conditions that AND or OR may join. */
  void enterOperands() {
    if (openingCount == openings.length) {
      openings = Arrays.copyOf(openings, openingCount * 2);
    }
    openings[openingCount++] = operandCount;
  }

  void exitConjunction(Token first, Token last) {
    List<Condition> joined = exitOperands();
    if (!joined.isEmpty()) {
      operand(new Condition.And(joined, at(first, last)));
    }
  }

  void exitDisjunction(Token first, Token last) {
    List<Condition> joined = exitOperands();
    if (!joined.isEmpty()) {
      operand(new Condition.Or(joined, at(first, last)));
    }
  }

  /** Takes the operands; none where there is a single one, which stays. */
  private List<Condition> exitOperands() {
    int opening = openings[--openingCount];
    if (operandCount - opening == 1) {
      return List.of();
    }
    List<Condition> joined = List.of(Arrays.copyOfRange(operands, opening, operandCount));
    operandCount = opening;
    return joined;
  }

  private void operand(Condition condition) {
    if (operandCount == operands.length) {
      operands = Arrays.copyOf(operands, operandCount * 2);
    }
    operands[operandCount++] = condition;
  }

  void sortItem(Token first, Token last) {
    boolean descending = last.getType() == QueryLexer.DESC;
    boolean qualified = tokens.get(first.getTokenIndex() + 1).type() == QueryLexer.DOT;
    FieldPath field = qualified ? path : withoutAlias(path);
    sortItems.add(new SortItem(field, descending, at(first, last)));
  }

  /**
   * ORDER BY an alias means the property that has it (SQL-92, 13.1), unless a qualifier says that a
   * property of the rows is meant; elsewhere an alias has no meaning.
   */
  private FieldPath withoutAlias(FieldPath written) {
    Integer index = aliases.get(written.head());
    if (index == null) {
      return written;
    }
    if (index == AMBIGUOUS) {
      throw fail(
          DiagnosticCode.INVALID_NAME,
          written.at(),
          "two properties have the alias " + SafeText.excerpt(written.head()),
          "give each an alias of its own, or sort by the property");
    }
    return new FieldPath(selected.get(index).names(), written.at());
  }

  void query(Token limit, Token offset) {
    query =
        new Query(
            selection,
            from,
            operandCount == 0 ? Optional.empty() : Optional.of(operands[0]),
            sortItems,
            rows(limit),
            rows(offset));
  }

  private OptionalLong rows(Token number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(literals.rowCount(word(number)));
  }

  static NodeLocation at(Token first, Token last) {
    return NodeLocation.of(first.getStartIndex(), last.getStopIndex() + 1);
  }

  private static QueryToken word(Token token) {
    return (QueryToken) token;
  }

  private QueryException fail(
      DiagnosticCode code, NodeLocation at, String message, String... hints) {
    return new QueryException(List.of(Diagnostic.of(code, at, message, hints)), tokens.source());
  }
}
