package dev.crmql.oauth;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the refresh tokens that services hand out in place of the ones that accounts were connected
 * with. Thread-safe; may block for as long as writing a small file takes.
 */
public interface CredentialStore {

  /**
   * A refresh token that replaced another.
   *
   * @param refreshToken the token to use from now on
   * @param origin the SHA-256, in hexadecimal digits, of the token that the account was connected
   *     with; once it is connected with another, what was kept is out of date
   */
  record Rotated(SecretText refreshToken, String origin) {
    /** Checks that nothing is null. */
    public Rotated {
      Objects.requireNonNull(refreshToken, "refreshToken");
      Objects.requireNonNull(origin, "origin");
    }
  }

  /**
   * What was saved last for an account, if anything was.
   *
   * @throws java.io.UncheckedIOException if it can't be read
   */
  Optional<Rotated> load(String accountId);

  /**
   * Keeps a token in the place of what was saved before. When this returns, it is kept.
   *
   * @throws java.io.UncheckedIOException if it can't be kept
   */
  void save(String accountId, Rotated token);

  /** A store that is empty at first and forgets everything when the process ends. */
  static CredentialStore inMemory() {
    Map<String, Rotated> tokens = new ConcurrentHashMap<>();
    return new CredentialStore() {
      @Override
      public Optional<Rotated> load(String accountId) {
        return Optional.ofNullable(tokens.get(accountId));
      }

      @Override
      public void save(String accountId, Rotated token) {
        tokens.put(accountId, token);
      }
    };
  }
}
