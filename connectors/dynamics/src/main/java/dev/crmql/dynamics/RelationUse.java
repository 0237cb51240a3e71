package dev.crmql.dynamics;

import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which related rows a condition names, and which must be there for it to be true. Both are sets of
 * paths over navigation properties, such as {@code parentaccountid/primarycontactid}.
 */
final class RelationUse extends NormalizedVisitor<Set<String>> {

  static final RelationUse NAMED = new RelationUse(true);
  static final RelationUse NEEDED = new RelationUse(false);

  private final boolean named;

  private RelationUse(boolean named) {
    this.named = named;
  }

  private static Set<String> relations(FieldPath field) {
    if (!field.isNested()) {
      return Set.of();
    }
    Set<String> paths = new HashSet<>();
    StringBuilder path = new StringBuilder();
    for (String relation : Table.relations(field)) {
      path.append(path.isEmpty() ? "" : "/").append(relation);
      paths.add(path.toString());
    }
    return paths;
  }

  private Set<String> all(List<Condition> operands) {
    Set<String> paths = Set.of();
    for (Condition operand : operands) {
      Set<String> more = operand.accept(this);
      if (!more.isEmpty()) {
        paths = new HashSet<>(paths);
        paths.addAll(more);
      }
    }
    return paths;
  }

  /** A value that is not there is NULL: it is true that it is NULL, and nothing else is true. */
  private Set<String> ofNullTest(FieldPath field, boolean negated) {
    return named || negated ? relations(field) : Set.of();
  }

  @Override
  public Set<String> visitAnd(Condition.And condition) {
    return all(condition.operands());
  }

  @Override
  public Set<String> visitOr(Condition.Or condition) {
    if (named) {
      return all(condition.operands());
    }
    Set<String> paths = new HashSet<>(condition.operands().get(0).accept(this));
    for (Condition operand : condition.operands()) {
      paths.retainAll(operand.accept(this));
    }
    return paths;
  }

  @Override
  public Set<String> visitComparison(Condition.Comparison condition) {
    return relations(condition.field());
  }

  @Override
  public Set<String> visitLike(Condition.Like condition) {
    return relations(condition.field());
  }

  @Override
  public Set<String> visitIn(Condition.In condition) {
    return relations(condition.field());
  }

  @Override
  public Set<String> visitNullTest(Condition.NullTest condition) {
    return ofNullTest(condition.field(), condition.negated());
  }

  @Override
  public Set<String> visitEmptyTest(Condition.EmptyTest condition) {
    return ofNullTest(condition.field(), condition.negated());
  }
}
