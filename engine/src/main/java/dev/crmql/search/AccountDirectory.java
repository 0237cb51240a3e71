package dev.crmql.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the engine finds accounts. Thread-safe; asked on the thread that starts a search. */
@FunctionalInterface
public interface AccountDirectory {

  /** The account of this id, if there is one. */
  Optional<Account> find(String accountId);

  /**
   * A directory of these accounts.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  static AccountDirectory of(List<Account> accounts) {
    Map<String, Account> byId = new HashMap<>();
    for (Account account : accounts) {
      if (byId.put(account.id(), account) != null) {
        throw new IllegalArgumentException("there are two accounts " + account.id());
      }
    }
    return id -> Optional.ofNullable(byId.get(id));
  }
}
