package dev.crmql.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Carries an account's error through futures. */
final class AccountException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AccountError error;

  AccountException(AccountError.Code code, String message) {
    super(message);
    this.error = AccountError.of(code, message);
  }

  /** As the other, for a failure that may be over after a while. */
  AccountException(AccountError.Code code, String message, Duration retryAfter) {
    super(message);
    this.error =
        new AccountError(
            code, message, "", "", Optional.of(retryAfter), List.of(), Optional.empty());
  }

  AccountError error() {
    return error;
  }
}
