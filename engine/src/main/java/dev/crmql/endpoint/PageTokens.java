package dev.crmql.endpoint;

import dev.crmql.search.PagePosition;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes page positions as tokens that callers hand back, and reads only those that it wrote: each
 * has an expiry and is signed with HMAC-SHA256 (RFC 2104). A token is URL-safe, and short enough
 * that a request line of 64 KiB holds it beside as much of accounts and text.
 */
final class PageTokens {

  /** The shortest key that is as strong as the hash (RFC 2104, section 3). */
  static final int KEY_BYTES = 32;

  /** The longest token, in characters. */
  static final int MOST_CHARACTERS = 32 * 1024;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 16;

  private final SecretKeySpec key;
  private final Clock clock;
  private final Duration timeToLive;

  PageTokens(byte[] key, Clock clock, Duration timeToLive) {
    if (key.length < KEY_BYTES) {
      throw new IllegalArgumentException("the page key needs " + KEY_BYTES + " bytes or more");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.clock = clock;
    this.timeToLive = timeToLive;
  }

  /**
   * The token of a position.
   *
   * @throws RequestFault if it would be too long, which only the places of many accounts make it: a
   *     part of them can't be left out, since their rows would be lost
   */
  String write(PagePosition position) {
    byte[] place = position.toBytes();
    byte[] content =
        ByteBuffer.allocate(Integer.BYTES + place.length)
            .putInt((int) clock.instant().plus(timeToLive).getEpochSecond())
            .put(place)
            .array();
    byte[] token = Arrays.copyOf(content, content.length + SIGNATURE_BYTES);
    System.arraycopy(signature(content), 0, token, content.length, SIGNATURE_BYTES);
    String text = text(token);
    if (text.length() > MOST_CHARACTERS) {
      throw RequestFault.bad(
          "page-too-long",
          "the place where these accounts go on takes "
              + text.length()
              + " characters, more than the "
              + MOST_CHARACTERS
              + " that page may have; ask fewer accounts in one search");
    }
    return text;
  }

  /**
   * The position of a token.
   *
   * @throws RequestFault if it is not one of these, or too old
   */
  PagePosition read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    // Base64 has several spellings of some bytes; a token has one.
    if (bytes.length <= Integer.BYTES + SIGNATURE_BYTES || !text(bytes).equals(token)) {
      throw invalid();
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
    byte[] signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
    if (!MessageDigest.isEqual(signature, signature(content))) {
      throw invalid();
    }
    long expiry = Integer.toUnsignedLong(ByteBuffer.wrap(content).getInt());
    if (clock.instant().getEpochSecond() >= expiry) {
      throw RequestFault.bad(
          "expired-page", "the page token is too old; search again without page");
    }
    try {
      return PagePosition.of(Arrays.copyOfRange(content, Integer.BYTES, content.length));
    } catch (IllegalArgumentException e) {
      throw invalid(); // Of an older release, with the same key.
    }
  }

  private static String text(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static RequestFault invalid() {
    return RequestFault.bad(
        "invalid-page", "page is not a next_page of this server; leave it out for the first page");
  }

  private byte[] signature(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
