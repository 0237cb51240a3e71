package dev.crmql.search;

/** Carries an account's error through futures. */
final class AccountException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AccountError error;

  AccountException(AccountError.Code code, String message) {
    super(message);
    this.error = AccountError.of(code, message);
  }

  AccountError error() {
    return error;
  }
}
