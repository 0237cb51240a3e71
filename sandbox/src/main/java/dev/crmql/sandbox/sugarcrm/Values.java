package dev.crmql.sandbox.sugarcrm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the server binds for a filter's value: it depends on the field's type more than on the
 * value's.
 */
final class Values {
  private final UserTime time;

  Values(UserTime time) {
    this.time = time;
  }

  /**
   * The value to compare a column of that kind with. {@code ""}, null and false are the type's
   * empty value.
   *
   * @throws SugarException 500 if MySQL cannot read it
   */
  Object bound(ValueKind kind, JsonNode value) {
    boolean empty = !Php.isArray(value) && Php.text(value).isEmpty();
    return switch (kind) {
      case TEXT -> Php.text(value);
      case BOOL, INT -> Php.integer(value);
      case NUMBER -> Php.number(value);
      case DATE -> empty ? UserTime.EMPTY_DATE : date(Php.text(value));
      case DATETIME ->
          empty
              ? UserTime.EMPTY
              : time.instant(Php.text(value)).orElseThrow(SugarException::database);
    };
  }

  /** Date columns are also compared with whole date-times; then the time counts. */
  private Object date(String text) {
    Optional<LocalDate> date = UserTime.date(text);
    if (date.isPresent()) {
      return date.get();
    }
    if (UserTime.isDateOnly(text)) {
      throw SugarException.database();
    }
    return time.instant(text).orElseThrow(SugarException::database);
  }

  /**
   * The pattern of a LIKE: the server makes it, too, a value of the field's type before it binds
   * it.
   *
   * @return for H2's {@code LIKE ? ESCAPE '\'}
   */
  String likePattern(ValueKind kind, String before, JsonNode value, String after) {
    String text = before + Php.text(value) + after;
    return switch (kind) {
      case TEXT, DATE -> escaped(text);
      case DATETIME -> escaped(before + time.stored(Php.text(value)) + after);
      case BOOL, INT -> String.valueOf(Php.number(text).longValue());
      case NUMBER -> Php.number(text).stripTrailingZeros().toPlainString();
    };
  }

  /**
   * The pattern that means in H2 what this one means in MySQL: {@code %} and {@code _} are
   * wildcards, a backslash makes the next character plain, and one at the end stands for itself.
   *
   * @see <a href="https://dev.mysql.com/doc/refman/8.0/en/string-comparison-functions.html">MySQL,
   *     LIKE</a>
   */
  private static String escaped(String mysql) {
    if (mysql.indexOf('\\') < 0) {
      return mysql;
    }
    StringBuilder pattern = new StringBuilder(mysql.length() + 2);
    for (int i = 0; i < mysql.length(); i++) {
      char c = mysql.charAt(i);
      if (c == '\\') {
        c = i + 1 < mysql.length() ? mysql.charAt(++i) : c;
        if (c == '\\' || c == '%' || c == '_') {
          pattern.append('\\');
        }
      }
      pattern.append(c);
    }
    return pattern.toString();
  }
}
