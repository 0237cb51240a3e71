package dev.crmql.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builds a {@link Query} without text.
 *
 * <pre>{@code
 * Query query =
 *     Query.select("id", "name")
 *         .from("Accounts")
 *         .where(and(startsWith("name", "Jim"), greaterOrEqual("employees", 10)))
 *         .orderBy("name")
 *         .limit(100)
 *         .build();
 * }</pre>
 *
 * <p>A name with dots is a path: {@code select("Account.Name")}.
 */
public final class QueryBuilder {

  private final Selection selection;
  private ObjectName from;
  private Optional<Condition> where = Optional.empty();
  private final List<SortItem> orderBy = new ArrayList<>();
  private OptionalLong limit = OptionalLong.empty();
  private OptionalLong offset = OptionalLong.empty();

  private QueryBuilder(Selection selection) {
    this.selection = selection;
  }

  static QueryBuilder select(String... fields) {
    List<FieldPath> paths = Arrays.stream(fields).map(Conditions::path).toList();
    return new QueryBuilder(new Selection.Fields(paths, NodeLocation.NONE));
  }

  static QueryBuilder selectAll() {
    return new QueryBuilder(new Selection.All(NodeLocation.NONE));
  }

  /** The object type to ask for. */
  public QueryBuilder from(String objectType) {
    this.from = ObjectName.of(objectType);
    return this;
  }

  /** Which rows to find; see {@link Conditions}. */
  public QueryBuilder where(Condition condition) {
    this.where = Optional.of(condition);
    return this;
  }

  /** Adds a sort key, lowest first. */
  public QueryBuilder orderBy(String field) {
    orderBy.add(SortItem.ascending(Conditions.path(field)));
    return this;
  }

  /** Adds a sort key, highest first. */
  public QueryBuilder orderByDescending(String field) {
    orderBy.add(SortItem.descending(Conditions.path(field)));
    return this;
  }

  /** Most rows to return, 0 or more. */
  public QueryBuilder limit(long rows) {
    this.limit = OptionalLong.of(rows);
    return this;
  }

  /** Rows to leave out first, 0 or more. */
  public QueryBuilder offset(long rows) {
    this.offset = OptionalLong.of(rows);
    return this;
  }

  /**
   * The query.
   *
   * @throws NullPointerException if no object type was given
   */
  public Query build() {
    Objects.requireNonNull(from, "from");
    return new Query(selection, from, where, orderBy, limit, offset);
  }
}
