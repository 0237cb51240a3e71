package dev.crmql.normalize;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings a query to the form that {@link NormalizedQuery} describes.
 *
 * <p>Negations go to the leaves, by De Morgan's laws and the negated operators; both hold in
 * SQL-92's three-valued logic. After that no condition stands under a negation, so that a leaf
 * which can only be false or unknown may be replaced by false.
 */
public final class Normalizer {

  private final Names names;
  private final Literals literals;
  private final Pass asWritten = new Pass(false);
  private final Pass negated = new Pass(true);

  private Normalizer(ObjectSchema schema, List<Diagnostic> faults) {
    this.names = new Names(schema, faults);
    this.literals = new Literals(faults);
  }

  /**
   * The query in normal form.
   *
   * @param schema what is known of the object type; may be {@link ObjectSchema#unknown()}
   * @throws QueryException if a property is not in a known schema, a value does not fit its
   *     property's type, or a parameter is left; all such faults at once
   */
  public static NormalizedQuery normalize(Query query, ObjectSchema schema) {
    List<Diagnostic> faults = new ArrayList<>(0);
    NormalizedQuery normalized = normalize(query, schema, faults);
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    return normalized;
  }

  /**
   * As {@link #normalize(Query, ObjectSchema)}, but faults are added to the list, and what is at
   * fault stays as it was written.
   */
  public static NormalizedQuery normalize(
      Query query, ObjectSchema schema, List<Diagnostic> faults) {
    return new Normalizer(schema, faults).normalize(query);
  }

  /** The property as the schema spells it; as written, if the schema does not have it. */
  public static FieldPath resolve(FieldPath field, ObjectSchema schema) {
    return new Names(schema, new ArrayList<>(0)).resolve(field);
  }

  private NormalizedQuery normalize(Query query) {
    List<FieldPath> fields = fields(query.selection());
    Condition where =
        query.where().isPresent() ? query.where().get().accept(asWritten) : constant(true);
    List<SortItem> orderBy = orderBy(query.orderBy());
    boolean nothing =
        (where instanceof Condition.Constant constant && !constant.value())
            || query.limit().orElse(1) == 0;
    return new NormalizedQuery(query, fields, conjuncts(where), nothing, orderBy);
  }

  private static List<Condition> conjuncts(Condition where) {
    if (where instanceof Condition.And and) {
      return and.operands();
    }
    return where instanceof Condition.Constant ? List.of() : List.of(where);
  }

  private List<FieldPath> fields(Selection selection) {
    if (!(selection instanceof Selection.Fields chosen)) {
      return List.of();
    }
    Set<FieldPath> fields = new LinkedHashSet<>();
    for (FieldPath field : chosen.fields()) {
      fields.add(names.resolve(field));
    }
    return List.copyOf(fields);
  }

  /** A key that stands again decides nothing: rows that reach it are equal by it. */
  private List<SortItem> orderBy(List<SortItem> written) {
    List<SortItem> keys = new ArrayList<>(written.size());
    Set<FieldPath> seen = new LinkedHashSet<>();
    for (SortItem item : written) {
      FieldPath field = names.sortable(item.field());
      if (seen.add(field)) {
        keys.add(new SortItem(field, item.descending(), item.at()));
      }
    }
    return keys;
  }

  private static Condition constant(boolean value) {
    return new Condition.Constant(value, NodeLocation.NONE);
  }

  /** One of two passes over the tree: for what must be true, and for what must be false. */
  private final class Pass implements Condition.Visitor<Condition> {

    private final boolean negate;

    Pass(boolean negate) {
      this.negate = negate;
    }

    @Override
    public Condition visitAnd(Condition.And condition) {
      return join(condition.operands(), !negate, condition.at());
    }

    @Override
    public Condition visitOr(Condition.Or condition) {
      return join(condition.operands(), negate, condition.at());
    }

    @Override
    public Condition visitNot(Condition.Not condition) {
      return condition.operand().accept(negate ? asWritten : negated);
    }

    private Condition join(List<Condition> operands, boolean all, NodeLocation at) {
      List<Condition> joined = new ArrayList<>(operands.size());
      boolean decided = false;
      for (Condition operand : operands) {
        Condition normal = operand.accept(this);
        if (normal instanceof Condition.Constant constant) {
          decided |= constant.value() != all;
        } else if (all && normal instanceof Condition.And and) {
          joined.addAll(and.operands());
        } else if (!all && normal instanceof Condition.Or or) {
          joined.addAll(or.operands());
        } else {
          joined.add(normal);
        }
      }
      return decided ? constant(!all) : Normalizer.join(joined, all, at);
    }

    @Override
    public Condition visitComparison(Condition.Comparison condition) {
      return literals.comparison(
          names.field(condition.field()),
          negate ? condition.operator().negated() : condition.operator(),
          condition.value(),
          condition.at());
    }

    @Override
    public Condition visitLike(Condition.Like condition) {
      ResolvedField field = names.field(condition.field());
      boolean not = condition.negated() != negate;
      if (condition.match() == LikeMatch.ANY) {
        return not ? constant(false) : new Condition.NullTest(field.path(), true, condition.at());
      }
      return literals.like(field, condition, not);
    }

    @Override
    public Condition visitIn(Condition.In condition) {
      boolean not = condition.negated() != negate;
      if (condition.values().isEmpty()) {
        return constant(not);
      }
      return literals.in(names.field(condition.field()), condition.values(), not, condition.at());
    }

    @Override
    public Condition visitNullTest(Condition.NullTest condition) {
      FieldPath field = names.field(condition.field()).path();
      return new Condition.NullTest(field, condition.negated() != negate, condition.at());
    }

    @Override
    public Condition visitEmptyTest(Condition.EmptyTest condition) {
      return literals.emptyTest(
          names.field(condition.field()), condition.negated() != negate, condition.at());
    }

    @Override
    public Condition visitConstant(Condition.Constant condition) {
      return constant(condition.value() != negate);
    }
  }

  /** All of these, or one of these, of which none is a constant or of the kind that is made. */
  static Condition join(List<Condition> operands, boolean all, NodeLocation at) {
    return switch (operands.size()) {
      case 0 -> constant(all);
      case 1 -> operands.get(0);
      default -> all ? new Condition.And(operands, at) : new Condition.Or(operands, at);
    };
  }
}
