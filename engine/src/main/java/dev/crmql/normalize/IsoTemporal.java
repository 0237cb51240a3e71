package dev.crmql.normalize;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads dates and date-times in ISO-8601: {@code 2018-02-23}, {@code 2018-02-23T03:05:45.5+01:00}.
 * Between day and time may stand a blank, as in SQL; the offset may be {@code Z}, {@code +01:00},
 * {@code +0100} or {@code +01}; without one the time is UTC; seconds may be left out.
 */
public final class IsoTemporal {

  private static final int DATE_LENGTH = 10;

  private IsoTemporal() {}

  /** The day that the text is, or empty if it is not exactly one day of the calendar. */
  public static Optional<LocalDate> date(String text) {
    if (text.length() != DATE_LENGTH || !looksTemporal(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The moment that the text is, or empty if it is not exactly one date-time. */
  public static Optional<Instant> timestamp(String text) {
    if (text.length() < DATE_LENGTH + 6
        || !looksTemporal(text)
        || (text.charAt(DATE_LENGTH) != 'T' && text.charAt(DATE_LENGTH) != ' ')) {
      return Optional.empty();
    }
    return new Reader(text).timestamp();
  }

  /** Whether the text begins like a date. A quick way out for most texts. */
  public static boolean looksTemporal(String text) {
    if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    for (int i = 0; i < DATE_LENGTH; i++) {
      if (i != 4 && i != 7 && !isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int digits(String text, int start, int count) {
    int number = 0;
    for (int i = start; i < start + count; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  /** Walks over the time part of a text of which the day part is known to look right. */
  private static final class Reader {
    private final String text;
    private int at = DATE_LENGTH + 1;

    Reader(String text) {
      this.text = text;
    }

    Optional<Instant> timestamp() {
      int hour = number(2);
      int minute = skip(':') ? number(2) : -1;
      int second = 0;
      int nano = 0;
      if (skip(':')) {
        second = number(2);
        if (skip('.')) {
          nano = nanos();
        }
      }
      ZoneOffset offset = offset();
      if (hour < 0 || minute < 0 || second < 0 || nano < 0 || offset == null) {
        return Optional.empty();
      }
      try {
        LocalDateTime local =
            LocalDateTime.of(
                digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), hour, minute, second);
        return Optional.of(local.withNano(nano).toInstant(offset));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private ZoneOffset offset() {
      if (at == text.length()) {
        return ZoneOffset.UTC;
      }
      char sign = text.charAt(at++);
      if (sign == 'Z') {
        return at == text.length() ? ZoneOffset.UTC : null;
      }
      if (sign != '+' && sign != '-') {
        return null;
      }
      int hours = number(2);
      skip(':');
      int minutes = at == text.length() ? 0 : number(2);
      if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at != text.length()) {
        return null;
      }
      int seconds = (hours * 60 + minutes) * 60;
      return seconds > 18 * 3600
          ? null
          : ZoneOffset.ofTotalSeconds(sign == '+' ? seconds : -seconds);
    }

    private boolean skip(char expected) {
      if (at < text.length() && text.charAt(at) == expected) {
        at++;
        return true;
      }
      return false;
    }

    /** The next {@code count} digits, or -1 if there are not that many. */
    private int number(int count) {
      if (at + count > text.length()) {
        return -1;
      }
      for (int i = at; i < at + count; i++) {
        if (!isDigit(text.charAt(i))) {
          return -1;
        }
      }
      int number = digits(text, at, count);
      at += count;
      return number;
    }

    private int nanos() {
      int start = at;
      while (at < text.length() && at - start < 9 && isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        return -1;
      }
      int nanos = digits(text, start, at - start);
      for (int i = at - start; i < 9; i++) {
        nanos *= 10;
      }
      return nanos;
    }
  }
}
