package dev.crmql.conformance;

import dev.crmql.conformance.GeneratedQuery.SortKey;
import dev.crmql.conformance.GeneratedQuery.Window;
import dev.crmql.language.Language;
import dev.crmql.language.QueryParser;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.query.Value;
import dev.crmql.search.SearchRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Says in DQL what KQL says, as far as DQL goes: NOT is brought to comparisons, IN becomes one
 * comparison for each value; there is no NOT LIKE, no test for NULL, and no LIMIT and OFFSET.
 */
final class DqlText {

  /** What DQL's first page holds in place of LIMIT and OFFSET. */
  private static final Window PAGE =
      new Window(OptionalLong.of(SearchRequest.MAX_PAGE_SIZE), OptionalLong.empty());

  private final String kql;

  private DqlText(String kql) {
    this.kql = kql;
  }

  /** The query in DQL, with a page in place of LIMIT and OFFSET; empty if DQL can't say it. */
  static Optional<GeneratedQuery> of(GeneratedQuery query) {
    return new DqlText(query.uncut()).text().map(text -> query(query, text));
  }

  private static GeneratedQuery query(GeneratedQuery query, String uncut) {
    List<SortKey> total = SortKey.total(query.keys(), query.table().keyColumn());
    return new GeneratedQuery(
        Language.DQL,
        query.table(),
        uncut + SortKey.orderBy(total),
        query.uncut(),
        query.selected(),
        total,
        PAGE);
  }

  private Optional<String> text() {
    Query query = QueryParser.kql().parse(kql);
    Optional<Condition> where = query.where();
    if (where.isEmpty()) {
      return Optional.of(kql);
    }
    String before = kql.substring(0, kql.indexOf(" WHERE ")) + " WHERE ";
    return where.get().accept(new Writer(false)).map(before::concat);
  }

  private String written(NodeLocation at) {
    return at.span().map(span -> kql.substring(span.start(), span.end())).orElseThrow();
  }

  private final class Writer implements Condition.Visitor<Optional<String>> {

    private final boolean negate;

    Writer(boolean negate) {
      this.negate = negate;
    }

    @Override
    public Optional<String> visitAnd(Condition.And condition) {
      return all(condition.operands(), negate ? " OR " : " AND ");
    }

    @Override
    public Optional<String> visitOr(Condition.Or condition) {
      return all(condition.operands(), negate ? " AND " : " OR ");
    }

    private Optional<String> all(List<Condition> operands, String operator) {
      List<String> texts =
          operands.stream().flatMap(operand -> operand.accept(this).stream()).toList();
      return texts.size() < operands.size()
          ? Optional.empty()
          : Optional.of("(" + String.join(operator, texts) + ")");
    }

    @Override
    public Optional<String> visitNot(Condition.Not condition) {
      return condition.operand().accept(new Writer(!negate));
    }

    @Override
    public Optional<String> visitComparison(Condition.Comparison condition) {
      ComparisonOperator operator = condition.operator();
      return Optional.of(
          comparison(condition.field(), negate ? operator.negated() : operator, condition.value()));
    }

    private String comparison(FieldPath field, ComparisonOperator operator, Value value) {
      return written(field.at()) + " " + operator.symbol() + " " + written(value.at());
    }

    @Override
    public Optional<String> visitLike(Condition.Like condition) {
      if (condition.negated() != negate) {
        return Optional.empty();
      }
      String like = written(condition.at());
      return Optional.of(written(condition.field().at()) + like.substring(like.indexOf(" LIKE ")));
    }

    @Override
    public Optional<String> visitIn(Condition.In condition) {
      boolean not = condition.negated() != negate;
      ComparisonOperator operator = not ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL;
      return Optional.of(
          condition.values().stream()
              .map(value -> comparison(condition.field(), operator, value))
              .collect(Collectors.joining(not ? " AND " : " OR ", "(", ")")));
    }

    @Override
    public Optional<String> visitNullTest(Condition.NullTest condition) {
      return Optional.empty();
    }

    @Override
    public Optional<String> visitEmptyTest(Condition.EmptyTest condition) {
      return Optional.empty();
    }

    @Override
    public Optional<String> visitConstant(Condition.Constant condition) {
      return Optional.empty();
    }
  }
}
