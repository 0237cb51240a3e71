package dev.crmql.spi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * How a service is shown the account's token.
 *
 * @param name the header field
 * @param scheme what stands before the token, with the blank; may be empty
 * @param basic whether the token is {@code user:password} and is sent in Base64 (RFC 7617)
 */
public record TokenHeader(String name, String scheme, boolean basic) {

  private static final String AUTHORIZATION = "Authorization";

  /** {@code Authorization: Bearer ..}, as OAuth has it. */
  public static final TokenHeader BEARER = scheme("Bearer");

  /** {@code Authorization: Basic ..} of a token that is a user, a colon and a password. */
  public static final TokenHeader BASIC = new TokenHeader(AUTHORIZATION, "Basic ", true);

  /** Checks that nothing is null. */
  public TokenHeader {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(scheme, "scheme");
  }

  /** {@code Authorization} with a scheme of the service's own. */
  public static TokenHeader scheme(String scheme) {
    return new TokenHeader(AUTHORIZATION, scheme + " ", false);
  }

  /** A header field that holds the token alone. */
  public static TokenHeader field(String name) {
    return new TokenHeader(name, "", false);
  }

  /** The field's value for a token of visible ASCII characters. */
  public String value(String token) {
    return scheme
        + (basic
            ? Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII))
            : token);
  }
}
