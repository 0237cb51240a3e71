package dev.crmql.sandbox.sugarcrm;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as the API's user writes and reads them: without an offset they are in the user's
 * zone.
 *
 * @param zone the user's time zone
 */
record UserTime(ZoneId zone, Clock clock) {
  static final Instant EMPTY = Instant.EPOCH;
  static final LocalDate EMPTY_DATE = LocalDate.EPOCH;

  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
  private static final DateTimeFormatter STORED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Found anywhere in the text. Seconds are needed; a fraction is dropped, not rounded. */
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-?\\d{2}-?\\d{2})T(\\d{2}:?\\d{2}:?\\d{2})\\.?\\d*(?:([Zz])|([+-])(\\d{2}):?(\\d{2})?)?");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /**
   * Whether the server takes a text for a date without a time: it is shorter than 11 characters.
   */
  static boolean isDateOnly(String text) {
    return text.strip().length() < 11;
  }

  static Optional<LocalDate> date(String text) {
    if (!DATE.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The last whole second of a day. */
  Instant endOf(LocalDate day) {
    return day.atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(zone));
  }

  /**
   * The instant that a value of a datetime field means outside of the special cases for dates: a
   * date is its midnight in UTC, text that is not ISO is taken as if it were in the database's form
   * already.
   *
   * @return empty if MySQL could not read it
   */
  Optional<Instant> instant(String text) {
    if (text.equals("$nowTime")) {
      return Optional.of(clock.instant());
    }
    if (text.equals("$tomorrowTime")) {
      return Optional.of(
          LocalDateTime.now(clock.withZone(zone)).plusDays(1).atZone(zone).toInstant());
    }
    if (isDateOnly(text)) {
      return date(text).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    try {
      Matcher iso = ISO.matcher(text);
      return Optional.of(
          iso.find() ? instant(iso) : LocalDateTime.parse(text, STORED).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Instant instant(Matcher iso) {
    LocalDateTime local =
        LocalDateTime.of(
            LocalDate.parse(iso.group(1).replace("-", ""), DateTimeFormatter.BASIC_ISO_DATE),
            LocalTime.parse(iso.group(2).replace(":", ""), DateTimeFormatter.ofPattern("HHmmss")));
    if (iso.group(3) != null) {
      return local.toInstant(ZoneOffset.UTC);
    }
    if (iso.group(4) == null) {
      return local.atZone(zone).toInstant();
    }
    String minutes = iso.group(6) == null ? "00" : iso.group(6);
    return local.toInstant(ZoneOffset.of(iso.group(4) + iso.group(5) + ":" + minutes));
  }

  /** A date or date-time in the database's form; text that is neither as it is. */
  String stored(String text) {
    return instant(text)
        .map(instant -> STORED.format(instant.atOffset(ZoneOffset.UTC)))
        .orElse(text);
  }

  /** As records show it: {@code 2016-04-05T10:23:28-07:00}. */
  String print(Instant instant) {
    return PRINTED.format(OffsetDateTime.ofInstant(instant, zone));
  }
}
