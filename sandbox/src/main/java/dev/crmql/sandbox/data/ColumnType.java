package dev.crmql.sandbox.data;

/** What a column holds: the Java type of its values in a row, and its type in the database. */
public enum ColumnType {
  /** The record's own key, as text. */
  ID("VARCHAR_IGNORECASE"),
  /** The key of another record, as text. */
  REFERENCE("VARCHAR_IGNORECASE"),
  /** Text, a {@code String}. */
  TEXT("VARCHAR_IGNORECASE"),
  /** Text of several lines, a {@code String}; many services neither filter nor sort it. */
  LONG_TEXT("VARCHAR_IGNORECASE"),
  /** An e-mail address, a {@code String}. */
  EMAIL("VARCHAR_IGNORECASE"),
  /** A telephone number, a {@code String}. */
  PHONE("VARCHAR_IGNORECASE"),
  /** A web address, a {@code String}. */
  URL("VARCHAR_IGNORECASE"),
  /** One of a list of named values, a {@code String}. */
  CHOICE("VARCHAR_IGNORECASE"),
  /** One of a list of numbered values, an {@code Integer}. */
  NUMBERED_CHOICE("BIGINT"),
  /**
   * A whole number, an {@code Integer}. H2 refuses a number within IN that a key column's type
   * can't hold, which SQL-92 does not, so that the column holds larger ones than there are.
   */
  INTEGER("BIGINT"),
  /** A {@code BigDecimal} with up to two digits after the point. */
  DECIMAL("DECIMAL(20, 2)"),
  /** An amount of money, a {@code BigDecimal} with up to two digits after the point. */
  CURRENCY("DECIMAL(20, 2)"),
  /** A percentage, a {@code BigDecimal}; 100 is the whole. */
  PERCENT("DECIMAL(20, 2)"),
  /** A {@code Boolean}. */
  BOOLEAN("BOOLEAN"),
  /** A {@code LocalDate}. */
  DATE("DATE"),
  /** An {@code Instant}, whole microseconds. */
  DATETIME("TIMESTAMP(6) WITH TIME ZONE");

  private final String sqlType;

  ColumnType(String sqlType) {
    this.sqlType = sqlType;
  }

  /** The H2 type of such a column. Text types compare without regard to case. */
  public String sqlType() {
    return sqlType;
  }

  /** Whether values of this type are text. */
  public boolean isText() {
    return sqlType.equals("VARCHAR_IGNORECASE");
  }
}
