package dev.crmql.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** An access token. Nothing prints it; only this package reads it. */
public final class Secret {

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
