package dev.crmql.endpoint;

import dev.crmql.transport.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tokens of which only hashes are kept, so that who reads the configuration can't call. A hash is
 * that of SHA-256, which is enough for tokens that are long and random, as these should be; a
 * password would need a slow one. Looking a token up takes the same time whichever it is.
 */
public final class HashedTokens implements AccessTokens {

  private final List<Known> tokens;

  @SuppressWarnings("ArrayRecordComponent") // Compared by isEqual alone.
  private record Known(byte[] hash, Predicate<String> accounts) {}

  private HashedTokens(List<Known> tokens) {
    this.tokens = tokens;
  }

  /**
   * Tokens, and the accounts that each may see.
   *
   * @param accountsByHash by the token's SHA-256 in 64 hexadecimal digits; a set that holds {@code
   *     *} is all accounts
   * @throws IllegalArgumentException if a hash is none
   */
  public static HashedTokens of(Map<String, Set<String>> accountsByHash) {
    List<Known> known = new ArrayList<>();
    accountsByHash.forEach(
        (hash, accounts) -> {
          byte[] bytes = HexFormat.of().parseHex(hash);
          if (bytes.length != 32) {
            throw new IllegalArgumentException("a SHA-256 hash has 64 hexadecimal digits");
          }
          Set<String> seen = Set.copyOf(accounts);
          known.add(new Known(bytes, seen.contains("*") ? id -> true : seen::contains));
        });
    return new HashedTokens(known);
  }

  /** The hash of a token, as {@link #of} takes it. */
  public static String hash(String token) {
    return Hashes.sha256(token);
  }

  @Override
  public Optional<Predicate<String>> accounts(String token) {
    byte[] hash = Hashes.sha256(token.getBytes(StandardCharsets.UTF_8));
    Optional<Predicate<String>> found = Optional.empty();
    for (Known known : tokens) {
      if (MessageDigest.isEqual(known.hash, hash)) {
        found = Optional.of(known.accounts);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return tokens.size() + " tokens";
  }
}
