package dev.crmql.sandbox.dynamics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paging cookie of a next link. It looks like Dataverse's, with a cookie percent-encoded inside
 * a percent-encoded one, so that a client which takes a next link apart and encodes it again is
 * found out; and it is good only for the very query that it came with.
 */
final class SkipToken {
  private static final String OPTION = "$skiptoken=";

  private static final Pattern COOKIE =
      Pattern.compile(
          "<cookie pagenumber=\"([0-9]{1,6})\" pagingcookie=\"%3Crows%20before%3D%22([0-9]{1,9})%22%20query%3D%22"
              + "([0-9a-f]{1,8})%22%20/%3E\" istracking=\"False\" />");

  private SkipToken() {}

  /** The raw query that asks for the page after the first {@code offset} rows. */
  static String nextQuery(String rawQuery, int offset, int page) {
    String query = withoutToken(rawQuery);
    String token =
        "%3Ccookie%20pagenumber=%22"
            + page
            + "%22%20pagingcookie=%22%253Crows%2520before%253D%2522"
            + offset
            + "%2522%2520query%253D%2522"
            + Integer.toHexString(query.hashCode())
            + "%2522%2520/%253E%22%20istracking=%22False%22%20/%3E";
    return query + (query.isEmpty() ? "" : "&") + OPTION + token;
  }

  /**
   * Where the page begins that a token asks for.
   *
   * @param token percent-decoded once; null on the first page
   * @param rawQuery the whole query that the token stands in, as it was sent
   * @throws Refusal if the token or the query is not as it was handed out
   */
  static Place read(String token, String rawQuery) {
    if (token == null) {
      return new Place(0, 1);
    }
    Matcher cookie = COOKIE.matcher(token);
    if (!cookie.matches()
        || !cookie.group(3).equals(Integer.toHexString(withoutToken(rawQuery).hashCode()))) {
      throw Refusal.badQuery("Malformed XML in the Paging Cookie");
    }
    return new Place(Integer.parseInt(cookie.group(2)), Integer.parseInt(cookie.group(1)));
  }

  private static String withoutToken(String rawQuery) {
    String query = rawQuery == null ? "" : rawQuery;
    int option = query.indexOf(OPTION);
    return option < 0 ? query : query.substring(0, Math.max(0, option - 1));
  }

  /**
   * A place in an answer.
   *
   * @param offset rows before it
   * @param page counted from 1
   */
  record Place(int offset, int page) {}
}
