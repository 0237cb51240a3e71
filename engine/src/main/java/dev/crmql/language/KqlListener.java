package dev.crmql.language;

import dev.crmql.grammar.KqlParser;
import dev.crmql.grammar.KqlParserBaseListener;
import dev.crmql.query.NodeLocation;

/** Hands what the KQL parser reads to the builder. */
final class KqlListener extends KqlParserBaseListener {

  private final TreeBuilder tree;

  KqlListener(TreeBuilder tree) {
    this.tree = tree;
  }

  @Override
  public void exitPath(KqlParser.PathContext rule) {
    tree.path(rule.start, rule.stop);
  }

  @Override
  public void exitLiteral(KqlParser.LiteralContext rule) {
    tree.literalAsPath(rule.start, rule.stop);
  }

  @Override
  public void exitSelectItem(KqlParser.SelectItemContext rule) {
    tree.selectItem(rule.alias);
  }

  @Override
  public void exitSelection(KqlParser.SelectionContext rule) {
    tree.selection(rule.start, rule.stop);
  }

  @Override
  public void exitSource(KqlParser.SourceContext rule) {
    tree.source(rule.objectType, rule.alias);
  }

  @Override
  public void enterCondition(KqlParser.ConditionContext rule) {
    tree.enterOperands();
  }

  @Override
  public void exitCondition(KqlParser.ConditionContext rule) {
    tree.exitDisjunction(rule.start, rule.stop);
  }

  @Override
  public void enterConjunction(KqlParser.ConjunctionContext rule) {
    tree.enterOperands();
  }

  @Override
  public void exitConjunction(KqlParser.ConjunctionContext rule) {
    tree.exitConjunction(rule.start, rule.stop);
  }

  @Override
  public void enterFactor(KqlParser.FactorContext rule) {
    tree.enterFactor(rule.start);
  }

  @Override
  public void exitFactor(KqlParser.FactorContext rule) {
    tree.exitFactor();
    if (rule.not != null) {
      tree.not(TreeBuilder.at(rule.start, rule.stop));
    }
  }

  @Override
  public void exitPredicate(KqlParser.PredicateContext rule) {
    NodeLocation at = TreeBuilder.at(rule.start, rule.stop);
    boolean negated = rule.not != null;
    if (rule.operator != null) {
      tree.comparison(rule.operator, at);
    } else if (rule.pattern != null) {
      tree.like(negated, rule.pattern, rule.escape, at);
    } else if (rule.in != null) {
      tree.in(negated, at);
    } else {
      tree.nullTest(negated, at);
    }
  }

  @Override
  public void exitValue(KqlParser.ValueContext rule) {
    tree.value(rule.start, rule.stop);
  }

  @Override
  public void exitSortItem(KqlParser.SortItemContext rule) {
    tree.sortItem(rule.start, rule.stop);
  }

  @Override
  public void exitQuery(KqlParser.QueryContext rule) {
    tree.query(rule.limit, rule.offset);
  }
}
