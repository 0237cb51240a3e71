package dev.crmql.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A refresh token or a client's secret: any text. Nothing prints it unasked. */
public final class SecretText {

  private final String value;

  private SecretText(String value) {
    this.value = value;
  }

  /**
   * A secret.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static SecretText of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret is not empty");
    }
    return new SecretText(value);
  }

  /** The text itself, for who sends or stores it; not for logs and messages. */
  public String reveal() {
    return value;
  }

  /** Compares in a time that does not tell how much is equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
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
