package dev.crmql.server;

import dev.crmql.endpoint.AccessTokens;
import dev.crmql.search.AccountDirectory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server needs to be told.
 *
 * @param accounts the accounts that can be searched
 * @param callers who may search them
 * @param pageKey what page tokens are signed with; empty for a random key
 */
record ServedAccounts(AccountDirectory accounts, AccessTokens callers, Optional<PageKey> pageKey) {

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
    ReloadingDirectory directory = ReloadingDirectory.of(file);
    ServerConfig config = directory.config();
    return new ServedAccounts(
        directory,
        config.namesCallers() ? directory.tokens() : AccessTokens.none(),
        config.pageKey().map(PageKey::new));
  }
}
