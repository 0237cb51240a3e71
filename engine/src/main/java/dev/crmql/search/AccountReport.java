package dev.crmql.search;

import java.util.List;

/**
 * What a search did for one account.
 *
 * @param rowsRead rows that the service answered with
 * @param rowsReturned rows of the account in the search's answer
 * @param requests pages that were asked for; calls for tokens and descriptions are not counted
 * @param notes what a person may want to know, such as a name that was guessed
 */
public record AccountReport(long rowsRead, long rowsReturned, int requests, List<String> notes) {

  /** Keeps a copy of the notes. */
  public AccountReport {
    notes = List.copyOf(notes);
  }
}
