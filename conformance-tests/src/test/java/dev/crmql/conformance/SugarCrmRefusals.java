package dev.crmql.conformance;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.language.QueryParser;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.Span;
import dev.crmql.query.Value;
import dev.crmql.sandbox.data.Column;
import dev.crmql.schema.ObjectSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What SugarCRM may refuse although its dialect has it. Its answers show neither related records
 * nor which of their empty texts and false truths are NULL, so that what needs a second look can't
 * always have one; and the whole names of persons are not in its database.
 */
final class SugarCrmRefusals {

  private static final Set<String> PERSONS = Set.of("Contacts", "Leads");

  private final GeneratedQuery query;
  private final boolean described;

  /**
   * The refusals of a query.
   *
   * @param described whether the service says what its columns hold
   */
  SugarCrmRefusals(GeneratedQuery query, boolean described) {
    this.query = query;
    this.described = described;
  }

  boolean permit(Diagnostic fault) {
    return fault.at().span().isPresent()
        && Normalizer.normalize(QueryParser.kql().parse(query.text()), ObjectSchema.unknown())
            .conjuncts()
            .stream()
            .anyMatch(conjunct -> permit(fault, fault.at().span().get(), conjunct));
  }

  private boolean permit(Diagnostic fault, Span place, Condition conjunct) {
    List<Leaf> leaves = conjunct.accept(Leaf.FINDER);
    Stream<Leaf> refused =
        leaves.stream().filter(leaf -> leaf.condition().at().span().equals(Optional.of(place)));
    return switch (fault.code()) {
      case NOT_FILTERABLE -> refused.anyMatch(leaf -> isNameOfRelatedPerson(leaf.field()));
      case UNSUPPORTED_CONSTRUCT -> {
        boolean lookedAtAgain = leaves.stream().anyMatch(this::findsMore);
        boolean alternative = conjunct instanceof Condition.Or;
        yield refused.anyMatch(
            leaf ->
                isUnknownNotLike(leaf)
                    || (lookedAtAgain
                        && (leaf.field().isNested() || (alternative && dependsOnNull(leaf)))));
      }
      default -> false;
    };
  }

  /** Where the related module is not described, it may be one of persons. */
  private boolean isNameOfRelatedPerson(FieldPath field) {
    boolean maybePerson = !described || field.head().equals("contacts");
    return field.isNested()
        && (field.leaf().equals("full_name") || (field.leaf().equals("name") && maybePerson));
  }

  private boolean isPersonName(FieldPath field) {
    return !field.isNested()
        && Set.of("name", "full_name").contains(field.head())
        && PERSONS.contains(query.table().name());
  }

  private boolean isDescribed(FieldPath field) {
    return described && !field.isNested();
  }

  /** Only {@code $not_contains} is there, and of what is no text it may be true or false. */
  private boolean isUnknownNotLike(Leaf leaf) {
    return !isDescribed(leaf.field())
        && leaf.condition() instanceof Condition.Like like
        && like.negated()
        && findsMore(like);
  }

  /** Whether the service finds the rows and may find others. */
  private boolean findsMore(Leaf leaf) {
    if (isPersonName(leaf.field())) {
      return true;
    }
    if (leaf.condition() instanceof Condition.Like like) {
      return findsMore(like);
    }
    return leaf.compared().stream().anyMatch(value -> isRounded(leaf.field(), value));
  }

  /** The service takes %, _ and \ in a text for wildcards, and has one NOT LIKE. */
  private static boolean findsMore(Condition.Like like) {
    boolean plain = like.text().chars().noneMatch(c -> c == '%' || c == '_' || c == '\\');
    return !plain || (like.negated() && like.match() != LikeMatch.CONTAINS);
  }

  /** Decimals are compared rounded, and what may be a whole number is compared as one. */
  private boolean isRounded(FieldPath field, Value value) {
    return value instanceof Value.Numeric number
        && (field.leaf().endsWith("_c")
            || (!isDescribed(field) && number.number().stripTrailingZeros().scale() > 0));
  }

  /** Whether it matters that the answer may show empty text, or FALSE, for NULL. */
  private boolean dependsOnNull(Leaf leaf) {
    return showsNullAsAnother(leaf.field()) && leaf.trueOfNothing();
  }

  private boolean showsNullAsAnother(FieldPath field) {
    Column column = query.table().column(Paths.column(field.names())).orElseThrow();
    boolean shown =
        switch (column.type()) {
          case INTEGER, NUMBERED_CHOICE, DECIMAL, CURRENCY, PERCENT, DATE, DATETIME -> described;
          case ID, REFERENCE, TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE, BOOLEAN -> false;
        };
    return column.nullable() && !shown && !isPersonName(field);
  }

  /**
   * A condition on one column.
   *
   * @param trueOfNothing whether a test for NULL, or true of empty text or of FALSE
   */
  private record Leaf(
      Condition condition, FieldPath field, List<Value> compared, boolean trueOfNothing) {

    static final NormalizedVisitor<List<Leaf>> FINDER = new LeafFinder();
  }

  private static final class LeafFinder extends NormalizedVisitor<List<Leaf>> {

    @Override
    public List<Leaf> visitAnd(Condition.And condition) {
      return all(condition.operands());
    }

    @Override
    public List<Leaf> visitOr(Condition.Or condition) {
      return all(condition.operands());
    }

    private List<Leaf> all(List<Condition> operands) {
      return operands.stream().flatMap(operand -> operand.accept(this).stream()).toList();
    }

    @Override
    public List<Leaf> visitComparison(Condition.Comparison condition) {
      Value value = condition.value();
      boolean trueOfNothing =
          switch (condition.operator()) {
            case EQUAL -> isFalse(value);
            case NOT_EQUAL -> !isFalse(value);
            case LESS, LESS_OR_EQUAL -> !(value instanceof Value.Numeric);
            case GREATER, GREATER_OR_EQUAL -> false;
          };
      return leaf(condition, condition.field(), List.of(value), trueOfNothing);
    }

    @Override
    public List<Leaf> visitLike(Condition.Like condition) {
      return leaf(condition, condition.field(), List.of(), condition.negated());
    }

    @Override
    public List<Leaf> visitIn(Condition.In condition) {
      boolean trueOfNothing =
          condition.negated() || condition.values().stream().anyMatch(LeafFinder::isFalse);
      return leaf(condition, condition.field(), condition.values(), trueOfNothing);
    }

    @Override
    public List<Leaf> visitNullTest(Condition.NullTest condition) {
      return leaf(condition, condition.field(), List.of(), true);
    }

    @Override
    public List<Leaf> visitEmptyTest(Condition.EmptyTest condition) {
      return leaf(condition, condition.field(), List.of(), false);
    }

    private static List<Leaf> leaf(
        Condition condition, FieldPath field, List<Value> compared, boolean trueOfNothing) {
      return List.of(new Leaf(condition, field, compared, trueOfNothing));
    }

    private static boolean isFalse(Value value) {
      return value instanceof Value.Bool bool && !bool.value();
    }
  }
}
