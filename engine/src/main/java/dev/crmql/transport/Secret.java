package dev.crmql.transport;

import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** An access token. Nothing prints it; only this package reads it. */
public final class Secret {

  private static final String HIDDEN = "***";

  /** How much of a failure's body is read, in bytes. */
  static final int LONGEST_MESSAGE = 1 << 20;

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

  /**
   * The answer; where it is a failure, with asterisks in place of the token if it repeats that, and
   * without a body that can't be read or is longer than 1 MiB, which no message is.
   */
  public UpstreamResponse hiddenIn(UpstreamResponse answer) {
    if (answer.isSuccess()) {
      return answer;
    }
    // One char for each byte, so that no other byte changes.
    String body = new String(message(answer), StandardCharsets.ISO_8859_1);
    return answer.withBody(hiddenIn(body).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The text with asterisks in place of the token. */
  public String hiddenIn(String text) {
    String encoded = TokenHeader.BASIC.value(value).substring(TokenHeader.BASIC.scheme().length());
    String hidden = text;
    for (String shown : List.of(value, value.replace("/", "\\/"), encoded)) {
      hidden = hidden.replace(shown, HIDDEN);
    }
    return hidden;
  }

  private static byte[] message(UpstreamResponse failure) {
    try (InputStream body = failure.stream()) {
      byte[] bytes = body.readNBytes(LONGEST_MESSAGE + 1);
      return bytes.length > LONGEST_MESSAGE ? new byte[0] : bytes;
    } catch (UpstreamException e) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
