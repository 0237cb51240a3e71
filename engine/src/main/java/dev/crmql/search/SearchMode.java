package dev.crmql.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How accounts are asked, and their answers made one.
 *
 * @param <R> what one account answers
 * @param <T> what they are made into
 */
interface SearchMode<R, T> {

  /** Whether the account is asked; all are, unless the mode says otherwise. */
  default boolean asks(String accountId) {
    return true;
  }

  /** Asks one; what it throws is the account's failure. */
  CompletableFuture<R> ask(AccountTask<R> task);

  /**
   * Makes one of them.
   *
   * @param answers those that came, in the order of the accounts
   * @param errors why the others did not
   * @param tasks all of them
   */
  T result(List<R> answers, Map<String, AccountError> errors, List<AccountTask<R>> tasks);
}
