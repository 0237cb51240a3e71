package dev.crmql.conformance.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceFunction;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/** Writes what Olingo read of an expression, a question mark for each text. */
final class ODataShape implements ExpressionVisitor<String> {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands for a text in shapes until it is known whether the text is a pattern. */
  private static final String TEXT = "'?'";

  private final List<String> texts;

  ODataShape(List<String> texts) {
    this.texts = texts;
  }

  @Override
  public String visitBinaryOperator(BinaryOperatorKind operator, String left, String right) {
    return "(" + left + " " + operator + " " + right + ")";
  }

  @Override
  public String visitBinaryOperator(BinaryOperatorKind operator, String left, List<String> right) {
    throw new RefusedException("Dataverse has no " + operator);
  }

  @Override
  public String visitUnaryOperator(UnaryOperatorKind operator, String operand) {
    return "(" + operator + " " + operand + ")";
  }

  @Override
  public String visitMethodCall(MethodKind method, List<String> parameters) {
    if (!parameters.get(parameters.size() - 1).equals(TEXT)) {
      return method + parameters.toString();
    }
    return method + "[" + parameters.get(0) + ", " + pattern() + "]";
  }

  /**
   * The last text as the pattern of SQL Server that Dataverse makes of it (Power Apps developer
   * guide, Use wildcard characters): what it matches is text, its wildcards are shape.
   */
  private String pattern() {
    String pattern = texts.remove(texts.size() - 1);
    StringBuilder text = new StringBuilder();
    StringBuilder shape = new StringBuilder("?");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '[' && i + 2 < pattern.length() && pattern.charAt(i + 2) == ']') {
        text.append(pattern.charAt(i + 1));
        i += 2;
      } else if (c == '%' || c == '_' || c == '[') {
        shape.append(c).append('?');
      } else {
        text.append(c);
      }
    }
    texts.add(text.toString());
    return shape.toString();
  }

  @Override
  public String visitLiteral(Literal literal) {
    String text = literal.getText();
    if (!text.startsWith("'")) {
      return text;
    }
    texts.add(unquoted(text));
    return TEXT;
  }

  private static String unquoted(String literal) {
    return literal.substring(1, literal.length() - 1).replace("''", "'");
  }

  @Override
  public String visitMember(Member member) {
    StringBuilder shape = new StringBuilder();
    for (UriResource part : member.getResourcePath().getUriResourceParts()) {
      shape.append('/');
      shape.append(part instanceof UriResourceFunction call ? list(call) : part.getSegmentValue());
    }
    return shape.toString();
  }

  /** In or NotIn, whose values are texts in JSON. */
  private String list(UriResourceFunction call) {
    Wire.require(call.getParameters().size() == 2, "not two parameters: " + call);
    String property = unquoted(call.getParameters().get(0).getText());
    try {
      String[] values = JSON.readValue(call.getParameters().get(1).getText(), String[].class);
      texts.addAll(List.of(values));
      return call.getFunction().getName() + "(" + property + ", " + values.length + " texts)";
    } catch (JsonProcessingException e) {
      throw new RefusedException("no list: " + call.getParameters().get(1).getText(), e);
    }
  }

  @Override
  public String visitLambdaExpression(String function, String variable, Expression expression) {
    throw new RefusedException("a lambda: " + function);
  }

  @Override
  public String visitLambdaReference(String variable) {
    throw new RefusedException("a lambda's variable: " + variable);
  }

  @Override
  public String visitAlias(String alias) {
    throw new RefusedException("an alias: " + alias);
  }

  @Override
  public String visitTypeLiteral(EdmType type) {
    throw new RefusedException("a type: " + type);
  }

  @Override
  public String visitEnum(EdmEnumType type, List<String> values) {
    throw new RefusedException("an enumeration: " + type);
  }
}
