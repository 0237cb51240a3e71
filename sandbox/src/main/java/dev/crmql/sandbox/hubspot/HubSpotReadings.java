package dev.crmql.sandbox.hubspot;

/**
 * What HubSpot's documentation leaves open, decided one way or the other. What a client does is
 * right if it is right under every reading.
 *
 * @param unsetMatchesNotEqual whether a record without the property is found by {@code NEQ}, {@code
 *     NOT_IN} and {@code NOT_CONTAINS_TOKEN}
 * @param unsetSortsHighest whether records without the sorted property come last when ascending and
 *     first when descending; else the other way round
 * @param everyToken whether {@code CONTAINS_TOKEN} wants all the tokens of its value, not just one
 * @param tiesMove whether records that sort alike come last one first on every other page only, so
 *     that pages may repeat some and never show others; else they do on every page
 */
public record HubSpotReadings(
    boolean unsetMatchesNotEqual, boolean unsetSortsHighest, boolean everyToken, boolean tiesMove) {

  /** The readings that are hardest on a client that expects SQL. */
  public static HubSpotReadings hardest() {
    return new HubSpotReadings(true, true, true, true);
  }
}
