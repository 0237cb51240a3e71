package dev.crmql.transport;

import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** An access token. Nothing prints it; only this package reads it. */
public final class Secret {

  private static final String HIDDEN = "***";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * A token.
   *
   * @throws IllegalArgumentException if it is empty or holds anything but visible ASCII characters,
   *     which no header field can carry; the message does not hold the token
   */
  public static Secret of(String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("an access token is one or more visible ASCII characters");
    }
    return new Secret(value);
  }

  /** The answer; where it is a failure that repeats the token, with asterisks in its place. */
  public UpstreamResponse hiddenIn(UpstreamResponse answer) {
    if (answer.isSuccess()) {
      return answer;
    }
    byte[] bytes;
    try {
      bytes = answer.body();
    } catch (UpstreamException e) {
      // Such as broken gzip: its status still tells what failed.
      return answer.withBody(new byte[0]);
    }
    // One char for each byte, so that no other byte changes.
    String body = new String(bytes, StandardCharsets.ISO_8859_1);
    String encoded = TokenHeader.BASIC.value(value).substring(TokenHeader.BASIC.scheme().length());
    String hidden = body;
    for (String shown : List.of(value, value.replace("/", "\\/"), encoded)) {
      hidden = hidden.replace(shown, HIDDEN);
    }
    return hidden.equals(body)
        ? answer
        : answer.withBody(hidden.getBytes(StandardCharsets.ISO_8859_1));
  }

  String reveal() {
    return value;
  }

  /** Compares in a time that does not tell how much is equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
