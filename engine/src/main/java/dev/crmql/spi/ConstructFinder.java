package dev.crmql.spi;

import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.query.Value;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds the constructs of a query as written, each with its place. */
final class ConstructFinder implements Condition.Visitor<Void> {

  private final BiConsumer<Construct, NodeLocation> found;

  private ConstructFinder(BiConsumer<Construct, NodeLocation> found) {
    this.found = found;
  }

  static void find(Query query, BiConsumer<Construct, NodeLocation> found) {
    ConstructFinder finder = new ConstructFinder(found);
    if (query.selection() instanceof Selection.Fields fields) {
      fields.fields().forEach(field -> finder.path(Construct.SELECT_PATH, field));
    } else {
      found.accept(Construct.SELECT_ALL, query.selection().at());
    }
    query.where().ifPresent(where -> where.accept(finder));
    for (SortItem item : query.orderBy()) {
      found.accept(Construct.ORDER_BY, item.at());
      finder.path(Construct.ORDER_BY_PATH, item.field());
    }
    if (query.limit().isPresent()) {
      found.accept(Construct.LIMIT, NodeLocation.NONE);
    }
    if (query.offset().isPresent()) {
      found.accept(Construct.OFFSET, NodeLocation.NONE);
    }
  }

  private void path(Construct construct, FieldPath field) {
    if (field.isNested()) {
      found.accept(construct, field.at());
    }
  }

  private Void leaf(Construct construct, FieldPath field, NodeLocation at) {
    found.accept(construct, at);
    path(Construct.WHERE_PATH, field);
    return null;
  }

  private Void all(Construct construct, List<Condition> operands, NodeLocation at) {
    found.accept(construct, at);
    operands.forEach(operand -> operand.accept(this));
    return null;
  }

  @Override
  public Void visitAnd(Condition.And condition) {
    return all(Construct.AND, condition.operands(), condition.at());
  }

  @Override
  public Void visitOr(Condition.Or condition) {
    return all(Construct.OR, condition.operands(), condition.at());
  }

  @Override
  public Void visitNot(Condition.Not condition) {
    found.accept(Construct.NOT, condition.at());
    return condition.operand().accept(this);
  }

  @Override
  public Void visitComparison(Condition.Comparison condition) {
    Construct construct =
        switch (condition.operator()) {
          case EQUAL, NOT_EQUAL ->
              isEmpty(condition.value()) ? Construct.EMPTY_TEXT : Construct.EQUALITY;
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Construct.ORDERING;
        };
    return leaf(construct, condition.field(), condition.at());
  }

  @Override
  public Void visitLike(Condition.Like condition) {
    Construct construct =
        condition.negated() ? Construct.NOT_LIKE : likeConstruct(condition.match());
    return leaf(construct, condition.field(), condition.at());
  }

  private static Construct likeConstruct(LikeMatch match) {
    return switch (match) {
      case EXACT -> Construct.EQUALITY;
      case PREFIX -> Construct.LIKE_PREFIX;
      case SUFFIX -> Construct.LIKE_SUFFIX;
      case CONTAINS -> Construct.LIKE_CONTAINS;
      case ANY -> Construct.IS_NOT_NULL;
    };
  }

  @Override
  public Void visitIn(Condition.In condition) {
    Construct construct = condition.negated() ? Construct.NOT_IN : Construct.IN;
    return leaf(construct, condition.field(), condition.at());
  }

  @Override
  public Void visitNullTest(Condition.NullTest condition) {
    Construct construct = condition.negated() ? Construct.IS_NOT_NULL : Construct.IS_NULL;
    return leaf(construct, condition.field(), condition.at());
  }

  @Override
  public Void visitEmptyTest(Condition.EmptyTest condition) {
    return leaf(Construct.EMPTY_TEXT, condition.field(), condition.at());
  }

  @Override
  public Void visitConstant(Condition.Constant condition) {
    return null;
  }

  private static boolean isEmpty(Value value) {
    return value instanceof Value.Text text && text.text().isEmpty();
  }
}
