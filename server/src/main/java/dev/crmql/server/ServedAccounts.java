package dev.crmql.server;

import dev.crmql.endpoint.AccessTokens;
import dev.crmql.search.AccountDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What a server needs to be told.
 *
 * @param accounts the accounts that can be searched
 * @param callers who may search them
 * @param limits the bounds of searches
 * @param pageKey what page tokens are signed with; empty for a random key
 * @param current whether the accounts and callers are those of the file as it is now
 */
record ServedAccounts(
    AccountDirectory accounts,
    AccessTokens callers,
    Limits limits,
    Optional<PageKey> pageKey,
    BooleanSupplier current) {

  /** The bytes of a key, which are not to be shown. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record PageKey(byte[] bytes) {
    @Override
    public String toString() {
      return "a key";
    }
  }

  /**
   * Reads a configuration, and goes on reading it when it changes. If it names no callers, whoever
   * reaches the server may search.
   *
   * @throws BadInputException if it can't be read
   */
  static ServedAccounts read(Path file) {
    return of(ReloadingDirectory.of(file));
  }

  static ServedAccounts of(ReloadingDirectory directory) {
    ServerConfig config = directory.config();
    return new ServedAccounts(
        directory,
        new Callers(directory, config.namesCallers()),
        config.limits(),
        config.pageKey().map(PageKey::new),
        directory::isCurrent);
  }

  /**
   * Those that the configuration names by now. A server that began with callers stays closed to all
   * others, even when the configuration names none any more.
   */
  private record Callers(ReloadingDirectory directory, boolean always) implements AccessTokens {
    @Override
    public Optional<Predicate<String>> accounts(String token) {
      return directory.tokens().accounts(token);
    }

    @Override
    public boolean required() {
      return always || directory.config().namesCallers();
    }
  }
}
