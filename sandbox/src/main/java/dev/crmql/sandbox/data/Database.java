package dev.crmql.sandbox.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;

/**
 * An H2 database in memory, of its own name, with the given tables.
 *
 * <p>It compares text without regard to case and sorts NULL lowest. Names match in any casing,
 * quoted or not, and LIKE has no escape character until {@code ESCAPE} names one, as in SQL-92.
 * Safe for use by several threads.
 */
public final class Database implements AutoCloseable {
  private final JdbcDataSource source;

  /** Keeps the database alive: H2 drops one in memory when its last connection closes. */
  private final Connection anchor;

  private Database(JdbcDataSource source, Connection anchor) {
    this.source = source;
    this.anchor = anchor;
  }

  /** Creates a database with these tables and their rows. */
  public static Database of(List<Table> tables) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;DATABASE_TO_UPPER=FALSE"
            + ";DEFAULT_ESCAPE=;TIME ZONE=UTC");
    try {
      Database database = new Database(source, source.getConnection());
      for (Table table : tables) {
        database.create(table);
      }
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot set the sandbox database up", e);
    }
  }

  /** {@code name} as a delimited identifier. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The rows of a SELECT, each from column label to value in the Java types that {@link ColumnType}
   * names.
   *
   * @param sql with {@code ?} where a value stands
   * @param values one for each {@code ?}: text, numbers, booleans, {@code LocalDate}, {@code
   *     Instant} or null
   */
  public List<Map<String, Object>> query(String sql, List<?> values) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet found = statement.executeQuery()) {
        ResultSetMetaData meta = found.getMetaData();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (found.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= meta.getColumnCount(); i++) {
            Object value = found.getObject(i);
            row.put(meta.getColumnLabel(i), fromDatabase(value));
          }
          rows.add(row);
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the sandbox database refused: " + sql, e);
    }
  }

  @Override
  public void close() {
    try {
      anchor.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the sandbox database", e);
    }
  }

  private void create(Table table) throws SQLException {
    String definitions =
        table.columns().stream()
            .map(
                c ->
                    quoted(c.name()) + " " + c.type().sqlType() + (c.nullable() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    try (Statement statement = anchor.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + quoted(table.name())
              + " ("
              + definitions
              + ", PRIMARY KEY ("
              + quoted(table.keyColumn())
              + "))");
    }
    String marks = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        anchor.prepareStatement(
            "INSERT INTO " + quoted(table.name()) + " VALUES (" + marks + ")")) {
      for (Map<String, Object> row : table.rows()) {
        bind(insert, new ArrayList<>(row.values()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      statement.setObject(
          i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
  }

  /** Reads what H2 hands out as the types that rows hold. */
  private static Object fromDatabase(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Long whole) {
      return Math.toIntExact(whole);
    }
    return value instanceof java.sql.Date date ? date.toLocalDate() : value;
  }
}
