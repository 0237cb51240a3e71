package dev.crmql.language;

import dev.crmql.grammar.DqlParser;
import dev.crmql.grammar.DqlParserBaseListener;
import dev.crmql.query.NodeLocation;

/** Hands what the DQL parser reads to the builder. */
final class DqlListener extends DqlParserBaseListener {

  private final TreeBuilder tree;

  DqlListener(TreeBuilder tree) {
    this.tree = tree;
  }

  @Override
  public void exitPath(DqlParser.PathContext rule) {
    tree.path(rule.start, rule.stop);
  }

  @Override
  public void exitLiteral(DqlParser.LiteralContext rule) {
    tree.literalAsPath(rule.start, rule.stop);
  }

  @Override
  public void exitSelectItem(DqlParser.SelectItemContext rule) {
    tree.selectItem(rule.alias);
  }

  @Override
  public void exitSelection(DqlParser.SelectionContext rule) {
    tree.selection(rule.start, rule.stop);
  }

  @Override
  public void exitSource(DqlParser.SourceContext rule) {
    tree.source(rule.objectType, rule.alias);
  }

  @Override
  public void enterCondition(DqlParser.ConditionContext rule) {
    tree.enterOperands();
  }

  @Override
  public void exitCondition(DqlParser.ConditionContext rule) {
    tree.exitDisjunction(rule.start, rule.stop);
  }

  @Override
  public void enterConjunction(DqlParser.ConjunctionContext rule) {
    tree.enterOperands();
  }

  @Override
  public void exitConjunction(DqlParser.ConjunctionContext rule) {
    tree.exitConjunction(rule.start, rule.stop);
  }

  @Override
  public void enterFactor(DqlParser.FactorContext rule) {
    tree.enterFactor(rule.start);
  }

  @Override
  public void exitFactor(DqlParser.FactorContext rule) {
    tree.exitFactor();
  }

  @Override
  public void exitPredicate(DqlParser.PredicateContext rule) {
    NodeLocation at = TreeBuilder.at(rule.start, rule.stop);
    if (rule.operator != null) {
      tree.comparison(rule.operator, at);
    } else {
      tree.like(false, rule.pattern, rule.escape, at);
    }
  }

  @Override
  public void exitValue(DqlParser.ValueContext rule) {
    tree.value(rule.start, rule.stop);
  }

  @Override
  public void exitSortItem(DqlParser.SortItemContext rule) {
    tree.sortItem(rule.start, rule.stop);
  }

  @Override
  public void exitQuery(DqlParser.QueryContext rule) {
    tree.query(null, null);
  }
}
