package dev.crmql.sandbox.pipedrive;

/**
 * How the service behaves where its documentation leaves it open, and what the company's plan and
 * the user's rights are. The first five defaults are what makes a client's life harder.
 *
 * @param notEqualMatchesNull whether {@code !=} and {@code NOT LIKE} in a saved filter find records
 *     without a value
 * @param wildcardsInText whether {@code %} and {@code _} in the value of a LIKE stand for any text
 *     and any character
 * @param datesAsMidnight whether a date compared with a date-time means its midnight in UTC,
 *     instead of the whole day
 * @param nullsSortLast whether null comes last in ascending order, and first in descending
 * @param leadsNeedApiToken whether leads are out of reach of OAuth tokens, as for an app without
 *     that scope
 * @param filtersMatchCase whether saved filters look at the case of text
 * @param mayManageFilters whether the user may create and delete filters
 * @param dailyTokens how much may be asked on a day; a list of v2 costs 10, one of v1 20
 */
public record PipedriveOptions(
    boolean notEqualMatchesNull,
    boolean wildcardsInText,
    boolean datesAsMidnight,
    boolean nullsSortLast,
    boolean leadsNeedApiToken,
    boolean filtersMatchCase,
    boolean mayManageFilters,
    long dailyTokens) {
  private static final long PLENTY = 1_000_000_000;

  /** The harder reading of each open question, a user with all rights, a large company. */
  public static PipedriveOptions strict() {
    return new PipedriveOptions(true, true, true, true, true, false, true, PLENTY);
  }

  /** The easier reading of each open question, a user with all rights, a large company. */
  public static PipedriveOptions lenient() {
    return new PipedriveOptions(false, false, false, false, false, false, true, PLENTY);
  }

  /** The same, with that many tokens a day. */
  public PipedriveOptions withDailyTokens(long tokens) {
    return new PipedriveOptions(
        notEqualMatchesNull,
        wildcardsInText,
        datesAsMidnight,
        nullsSortLast,
        leadsNeedApiToken,
        filtersMatchCase,
        mayManageFilters,
        tokens);
  }

  /** The same for a user who may not create or delete filters. */
  public PipedriveOptions withoutFilterRights() {
    return new PipedriveOptions(
        notEqualMatchesNull,
        wildcardsInText,
        datesAsMidnight,
        nullsSortLast,
        leadsNeedApiToken,
        filtersMatchCase,
        false,
        dailyTokens);
  }
}
