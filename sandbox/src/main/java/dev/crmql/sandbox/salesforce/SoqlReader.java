package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.salesforce.SoqlQuery.FieldGroup;
import dev.crmql.sandbox.salesforce.SoqlQuery.FieldSet;
import dev.crmql.sandbox.salesforce.SoqlQuery.Literal;
import dev.crmql.sandbox.salesforce.SoqlQuery.Path;
import io.github.apexdevtools.apexparser.ApexLexer;
import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * Reads SOQL with the grammar of apex-parser and takes back what that grammar allows beyond the
 * REST API: comments, bind variables, multi-line strings. What is SOQL but not emulated
 * (aggregates, subqueries, relative dates) is refused by a message that says so.
 */
final class SoqlReader {
  /** Longest text of a query (SOQL and SOSL Reference, SOQL and SOSL Limits). */
  private static final int MAX_LENGTH = 100_000;

  /** Keeps a query of brackets only from using up the stack. */
  private static final int MAX_NESTING = 500;

  private static final String MALFORMED = "MALFORMED_QUERY";

  private final String soql;
  private final String syntaxFault;

  /**
   * A reader of the text's parts.
   *
   * @param text SOQL, or SOSL, whose clauses hold parts of SOQL
   * @param syntaxFault the error code of a text that the grammar does not know
   */
  SoqlReader(String text, String syntaxFault) {
    this.soql = text;
    this.syntaxFault = syntaxFault;
  }

  /**
   * Reads a query.
   *
   * @throws SoqlException if it is not SOQL, or more than the sandbox emulates
   */
  static SoqlQuery read(String soql) {
    if (soql.length() > MAX_LENGTH) {
      throw new SoqlException(
          MALFORMED, "SOQL statements cannot be longer than " + MAX_LENGTH + " characters.");
    }
    SoqlReader reader = new SoqlReader(soql, MALFORMED);
    return reader.query(reader.parse(soql, ApexParser::query));
  }

  /**
   * What a rule of the grammar makes of the text.
   *
   * @param visible the text, with blanks over what the rule must not see
   * @throws SoqlException if that is not all that is visible
   */
  <T> T parse(String visible, Function<ApexParser, T> rule) {
    ApexLexer lexer =
        ApexParserFactory.createLexer(CharStreams.fromString(SoqlText.withoutLikeEscapes(visible)));
    FirstError firstError = new FirstError();
    lexer.removeErrorListeners();
    lexer.addErrorListener(firstError);
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    checkTokens(tokens);
    ApexParser parser = ApexParserFactory.createParser(tokens);
    // The grammar's SOQL rules are unambiguous to SLL, and full LL costs many times as much.
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.removeErrorListeners();
    parser.addErrorListener(firstError);
    T parsed = rule.apply(parser);
    Token next = tokens.LT(1);
    if (next.getType() != Token.EOF) {
      throw unexpected(next);
    }
    return parsed;
  }

  private void checkTokens(CommonTokenStream tokens) {
    tokens.fill();
    int depth = 0;
    for (Token token : tokens.getTokens()) {
      if (token.getChannel() == ApexLexer.COMMENT_CHANNEL
          || token.getType() == ApexLexer.MultilineStringLiteral) {
        throw unexpected(token);
      } else if (token.getType() == ApexLexer.LPAREN) {
        depth++;
      } else if (token.getType() == ApexLexer.RPAREN) {
        depth--;
      }
      if (depth > MAX_NESTING) {
        throw new SoqlException("QUERY_TOO_COMPLICATED", "Query is too complicated.");
      }
    }
  }

  private SoqlQuery query(ApexParser.QueryContext query) {
    refuse(query.usingScope());
    refuse(query.withClause());
    refuse(query.groupByClause());
    refuse(query.allRowsClause());
    refuse(query.updateList());
    if (query.forClauses().getChildCount() > 0) {
      refuse(query.forClauses());
    }
    ApexParser.FromNameListContext from = query.fromNameList();
    if (from.fieldName().size() > 1) {
      refuse(from.fieldName(1));
    }
    return new SoqlQuery(
        query.selectList().selectEntry().stream().map(this::selected).toList(),
        path(from.fieldName(0)),
        from.soqlId().stream().findFirst().map(ParserRuleContext::getText),
        query.whereClause() == null
            ? null
            : condition(query.whereClause().whereLogicalExpression()),
        query.orderByClause() == null
            ? List.of()
            : query.orderByClause().fieldOrderList().fieldOrder().stream()
                .map(this::sortItem)
                .toList(),
        query.limitClause() == null ? null : number(query.limitClause()),
        query.offsetClause() == null ? 0L : number(query.offsetClause()));
  }

  private SoqlQuery.Selected selected(ApexParser.SelectEntryContext entry) {
    if (entry.soqlId() != null) {
      throw unexpected(entry.soqlId().getStart());
    }
    if (entry.soqlFunction() != null && entry.soqlFunction().soqlFieldsParameter() != null) {
      String kind = entry.soqlFunction().soqlFieldsParameter().getText();
      return new FieldGroup(FieldSet.valueOf(kind.toUpperCase(Locale.ROOT)));
    }
    if (entry.fieldName() == null) {
      throw notEmulated(entry);
    }
    return new SoqlQuery.Field(path(entry.fieldName()));
  }

  SoqlCondition condition(ApexParser.WhereLogicalExpressionContext expression) {
    List<SoqlCondition> operands = new ArrayList<>();
    for (ApexParser.WhereConditionalExpressionContext operand :
        expression.whereConditionalExpression()) {
      operands.add(
          operand.whereLogicalExpression() != null
              ? condition(operand.whereLogicalExpression())
              : comparison(operand.whereFieldExpression()));
    }
    if (expression.NOT() != null) {
      return new SoqlCondition.Not(operands.get(0));
    }
    return expression.SOQLOR().isEmpty()
        ? new SoqlCondition.And(operands)
        : new SoqlCondition.Or(operands);
  }

  private SoqlCondition comparison(ApexParser.WhereFieldExpressionContext expression) {
    ApexParser.FieldExpressionContext field = expression.fieldExpression();
    if (field == null || field.fieldName() == null) {
      throw notEmulated(expression);
    }
    SoqlQuery.Operator operator = SoqlQuery.Operator.of(field.comparisonOperator().getText());
    ApexParser.ValueContext value = field.value();
    boolean takesList =
        switch (operator) {
          case IN, NOT_IN, INCLUDES, EXCLUDES -> true;
          case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE -> false;
        };
    if (takesList != (value.valueList() != null) && value.subQuery() == null) {
      throw unexpected(value.getStart());
    }
    List<Literal> literals =
        takesList && value.valueList() != null
            ? value.valueList().value().stream().map(this::literal).toList()
            : List.of(literal(value));
    return new SoqlCondition.Comparison(path(field.fieldName()), operator, literals);
  }

  private Literal literal(ApexParser.ValueContext value) {
    if (value.NULL() != null) {
      return literal(Literal.Kind.NULL, value);
    } else if (value.BooleanLiteral() != null) {
      return literal(Literal.Kind.BOOLEAN, value);
    } else if (value.StringLiteral() != null) {
      return literal(Literal.Kind.STRING, value);
    } else if (value.DateLiteral() != null) {
      return literal(Literal.Kind.DATE, value);
    } else if (value.DateTimeLiteral() != null) {
      return literal(Literal.Kind.DATE_TIME, value);
    } else if (value.signedNumber() != null) {
      boolean whole = value.signedNumber().IntegerLiteral() != null;
      if (!whole && value.getText().toLowerCase(Locale.ROOT).endsWith("d")) {
        throw unexpected(value.getStop());
      }
      return literal(whole ? Literal.Kind.INTEGER : Literal.Kind.DECIMAL, value);
    } else if (value.boundExpression() != null) {
      throw fault(value, "Bind variables only allowed in Apex code");
    } else if (value.valueList() != null) {
      throw unexpected(value.getStart());
    }
    throw notEmulated(value);
  }

  private Literal literal(Literal.Kind kind, ApexParser.ValueContext value) {
    return new Literal(kind, source(value), index(value.getStart()));
  }

  SoqlQuery.SortItem sortItem(ApexParser.FieldOrderContext order) {
    if (order.fieldName() == null) {
      throw notEmulated(order);
    }
    return new SoqlQuery.SortItem(
        path(order.fieldName()), order.DESC() != null, order.LAST() != null);
  }

  Long number(ParserRuleContext clause) {
    Token last = clause.getStop();
    if (last.getType() != ApexLexer.IntegerLiteral || clause.getChildCount() != 2) {
      throw fault(clause, "Bind variables only allowed in Apex code");
    }
    if (last.getText().length() > 9) {
      throw SoqlException.at(soql, index(last), syntaxFault, "number too large");
    }
    return Long.valueOf(last.getText());
  }

  private Path path(ApexParser.FieldNameContext name) {
    return new Path(
        name.soqlId().stream().map(ParserRuleContext::getText).toList(), index(name.getStart()));
  }

  void refuse(ParserRuleContext clause) {
    if (clause != null) {
      throw notEmulated(clause);
    }
  }

  SoqlException notEmulated(ParserRuleContext part) {
    return fault(part, "the sandbox does not emulate this part of SOQL: " + source(part));
  }

  private SoqlException unexpected(Token token) {
    return SoqlException.at(
        soql, index(token), syntaxFault, "unexpected token: '" + token.getText() + "'");
  }

  SoqlException fault(ParserRuleContext part, String message) {
    return SoqlException.at(soql, index(part.getStart()), syntaxFault, message);
  }

  /** What was written, with the escapes that the parser did not see. */
  private String source(ParserRuleContext part) {
    int end = soql.offsetByCodePoints(0, part.getStop().getStopIndex() + 1);
    return soql.substring(index(part.getStart()), end);
  }

  /** Where a token begins in UTF-16 units; the parser counts code points. */
  int index(Token token) {
    return soql.offsetByCodePoints(
        0, Math.min(token.getStartIndex(), soql.codePointCount(0, soql.length())));
  }

  /** Ends the reading at the first fault, as Salesforce does. */
  private final class FirstError extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object offendingSymbol,
        int line,
        int column,
        String message,
        RecognitionException cause) {
      if (offendingSymbol instanceof Token token) {
        throw unexpected(token);
      }
      // From the lexer, whose lines are the query's; soql has no other mark of the place.
      int lineStart = 0;
      for (int i = 1; i < line; i++) {
        lineStart = soql.indexOf('\n', lineStart) + 1;
      }
      int at = soql.offsetByCodePoints(lineStart, column);
      throw SoqlException.at(
          soql, at, syntaxFault, "no viable alternative at character '" + soql.charAt(at) + "'");
    }
  }
}
