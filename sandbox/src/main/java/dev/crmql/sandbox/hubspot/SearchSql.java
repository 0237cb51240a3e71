package dev.crmql.sandbox.hubspot;

import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes H2's SQL of a search. */
final class SearchSql {
  private static final Sql NOTHING = Sql.of("FALSE");

  private final ObjectType type;
  private final HubSpotReadings readings;

  SearchSql(ObjectType type, HubSpotReadings readings) {
    this.type = type;
    this.readings = readings;
  }

  /** {@code FROM ... WHERE ...} */
  Sql from(SearchRequest search) {
    List<Sql> all = new ArrayList<>();
    if (!search.groups().isEmpty()) {
      all.add(
          Sql.join(
              " OR ",
              search.groups().stream()
                  .map(group -> Sql.join(" AND ", group.stream().map(this::condition).toList()))
                  .toList()));
    }
    if (search.query() != null && !search.query().isEmpty()) {
      all.add(keyword(search.query()));
    }
    String table = " FROM " + Database.quoted(type.name());
    if (all.isEmpty()) {
      return Sql.of(table);
    }
    Sql where = Sql.join(" AND ", all);
    return new Sql(table + " WHERE " + where.text(), where.values());
  }

  /** {@code ORDER BY ...}; records that sort alike come last one first, if not on each page. */
  String orderBy(SearchRequest search) {
    SearchRequest.Sort sort = search.sort();
    String id = type.property(ObjectType.ID).sql();
    if (sort == null) {
      return " ORDER BY " + id;
    }
    boolean unsetLast = readings.unsetSortsHighest() != sort.descending();
    return " ORDER BY "
        + sort.property().sql()
        + (sort.descending() ? " DESC" : " ASC")
        + (unsetLast ? " NULLS LAST, " : " NULLS FIRST, ")
        + id
        + (readings.tiesMove() && search.after() / search.limit() % 2 == 1 ? " ASC" : " DESC");
  }

  /** Every word begins a token of one of the searched properties. */
  private Sql keyword(String query) {
    List<Sql> words =
        TokenPattern.ofKeyword(query).stream()
            .map(
                word ->
                    Sql.join(
                        " OR ",
                        type.searched().stream()
                            .map(name -> token(type.property(name), word))
                            .toList()))
            .toList();
    return words.isEmpty() ? NOTHING : Sql.join(" AND ", words);
  }

  private Sql condition(Filter filter) {
    Property property = filter.property();
    List<Object> values = filter.values();
    return switch (filter.operator()) {
      case EQ -> comparison(property, "=", values);
      case LT -> comparison(property, "<", values);
      case LTE -> comparison(property, "<=", values);
      case GT -> comparison(property, ">", values);
      case GTE -> comparison(property, ">=", values);
      case BETWEEN -> new Sql(property.sql() + " BETWEEN ? AND ?", values);
      case IN -> in(property, values);
      case HAS_PROPERTY -> Sql.of(property.sql() + " IS NOT NULL");
      case NOT_HAS_PROPERTY -> Sql.of(property.sql() + " IS NULL");
      case CONTAINS_TOKEN -> tokens(filter);
      case NEQ -> not(property, comparison(property, "=", values));
      case NOT_IN -> not(property, in(property, values));
      case NOT_CONTAINS_TOKEN -> not(property, tokens(filter));
    };
  }

  private static Sql comparison(Property property, String operator, List<Object> values) {
    return new Sql(property.sql() + " " + operator + " ?", values);
  }

  /**
   * Text is compared in lower case with the values as they were sent: one with upper-case letters
   * is never found.
   */
  private static Sql in(Property property, List<Object> values) {
    String column =
        property.type().isString()
            ? "LOWER(CAST(" + property.sql() + " AS VARCHAR))"
            : property.sql();
    return new Sql(
        column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
        values);
  }

  private Sql not(Property property, Sql condition) {
    return new Sql(
        "NOT ("
            + condition.text()
            + ") "
            + (readings.unsetMatchesNotEqual() ? "OR " : "AND ")
            + property.sql()
            + (readings.unsetMatchesNotEqual() ? " IS NULL" : " IS NOT NULL"),
        condition.values());
  }

  private Sql tokens(Filter filter) {
    List<Sql> tokens =
        TokenPattern.ofFilter((String) filter.values().get(0)).stream()
            .map(pattern -> token(filter.property(), pattern))
            .toList();
    return tokens.isEmpty() ? NOTHING : Sql.join(readings.everyToken() ? " AND " : " OR ", tokens);
  }

  private static Sql token(Property property, String pattern) {
    return Sql.of("REGEXP_LIKE(" + property.sql() + ", ?)", pattern);
  }
}
