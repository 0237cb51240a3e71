package dev.crmql.conformance;

import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sqlite.Collation;

/**
 * A table in SQLite, a second opinion beside H2.
 *
 * <p>Where SQLite is no SQL-92: its columns compare text by byte, so that they are given a
 * collation without case; it keeps moments as text, so that they have one that compares instants;
 * OFFSET takes a LIMIT, and -1 is none. Its LIKE knows no case but that of ASCII (SQLite, "The
 * LIKE, GLOB, REGEXP, MATCH, and extract operators"), so that {@link #canAnswer} leaves out
 * patterns with other letters.
 */
final class SqliteDatabase implements AutoCloseable {

  private static final Pattern ONLY_OFFSET = Pattern.compile("(?<! LIMIT \\d{1,9}) (OFFSET \\d+)$");

  private final Connection connection;

  private SqliteDatabase(Connection connection) {
    this.connection = connection;
  }

  static SqliteDatabase of(Table table) {
    try {
      SqliteDatabase database =
          new SqliteDatabase(DriverManager.getConnection("jdbc:sqlite::memory:"));
      database.create(table);
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException("SQLite has no such table", e);
    }
  }

  /** Whether its LIKE means for these patterns what SQL's means in a collation without case. */
  static boolean canAnswer(String kql) {
    return !kql.contains(" LIKE ")
        || kql.chars()
            .noneMatch(c -> c > 127 && Character.toUpperCase(c) != Character.toLowerCase(c));
  }

  /** The ids that a SELECT of the table's key finds, in the order found. */
  List<String> ids(Table table, String kql) {
    String sql = ONLY_OFFSET.matcher(SqlText.of(kql)).replaceFirst(" LIMIT -1 $1");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getString(table.keyColumn()));
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException("SQLite refused: " + sql, e);
    }
  }

  private void create(Table table) throws SQLException {
    Collation.create(connection, "ANYCASE", new AnyCase());
    Collation.create(connection, "MOMENT", new Moments());
    String definitions =
        table.columns().stream()
            .map(column -> Database.quoted(column.name()) + " " + type(column))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + Database.quoted(table.name()) + " (" + definitions + ")");
    }
    String marks = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
    String insert = "INSERT INTO " + Database.quoted(table.name()) + " VALUES (" + marks + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (var row : table.rows()) {
        int at = 1;
        for (Object value : row.values()) {
          statement.setObject(at++, stored(value));
        }
        statement.executeUpdate();
      }
    }
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case ID, REFERENCE, TEXT, LONG_TEXT, EMAIL, PHONE, URL, CHOICE -> "TEXT COLLATE ANYCASE";
      case NUMBERED_CHOICE, INTEGER, BOOLEAN -> "INTEGER";
      case DECIMAL, CURRENCY, PERCENT -> "NUMERIC";
      case DATE -> "TEXT";
      case DATETIME -> "TEXT COLLATE MOMENT";
    };
  }

  /** A decimal is stored as a double, which is exact enough for 15 digits. */
  private static Object stored(Object value) {
    if (value instanceof BigDecimal number) {
      return number.doubleValue();
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  private static final class AnyCase extends Collation {
    @Override
    protected int xCompare(String one, String other) {
      return one.compareToIgnoreCase(other);
    }
  }

  private static final class Moments extends Collation {
    @Override
    protected int xCompare(String one, String other) {
      return moment(one).compareTo(moment(other));
    }

    private static Instant moment(String text) {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : Instant.parse(text + "T00:00:00Z");
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close SQLite", e);
    }
  }
}
