package dev.crmql.search;

import dev.crmql.spi.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a search did for one account.
 *
 * @param rowsRead rows that the service answered with
 * @param rowsReturned rows of the account in the search's answer
 * @param calls calls that this search made for the account: for rows, for descriptions and tokens,
 *     and again after a token was rejected. Where a search waits for the description or token that
 *     another one asks for, the call is the other's.
 * @param elapsed from the search's start to the account's answer or failure; zero if it was not
 *     asked
 * @param plan how the service was asked; empty if it was not
 * @param notes what a person may want to know, such as a name that was guessed
 */
public record AccountReport(
    long rowsRead,
    long rowsReturned,
    int calls,
    Duration elapsed,
    Optional<Plan> plan,
    List<String> notes) {

  /** Of an account that is not asked for this page. */
  static final AccountReport FINISHED =
      new AccountReport(
          0,
          0,
          0,
          Duration.ZERO,
          Optional.empty(),
          List.of("all its rows were on the pages before"));

  /** Keeps a copy of the notes. */
  public AccountReport {
    notes = List.copyOf(notes);
  }
}
