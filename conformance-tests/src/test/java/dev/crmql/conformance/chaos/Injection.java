package dev.crmql.conformance.chaos;

/**
 * A trouble of one account.
 *
 * @param after how many of the account's requests in this search it spares first
 * @param times how many requests it meets then
 */
record Injection(Trouble trouble, Where where, int after, int times) {

  /** Which requests meet it. */
  enum Where {
    /** All. */
    EVERYWHERE,
    /** Those for what properties there are. */
    DESCRIPTIONS,
    /** Those for rows. */
    PAGES,
    /** Those for rows after the first that it could have met. */
    LATER_PAGES
  }

  static final int ALWAYS = Integer.MAX_VALUE;

  static Injection always(Trouble trouble) {
    return new Injection(trouble, where(trouble), 0, ALWAYS);
  }

  /** Where a trouble makes sense. */
  static Where where(Trouble trouble) {
    if (trouble.isOfLaterPages()) {
      return Where.LATER_PAGES;
    }
    return trouble.isOfPages() ? Where.PAGES : Where.EVERYWHERE;
  }

  boolean isAlways() {
    return times == ALWAYS;
  }

  @Override
  public String toString() {
    return trouble
        + (where == Where.EVERYWHERE ? "" : " of " + where)
        + (after == 0 ? "" : " after " + after)
        + (isAlways() ? "" : " x" + times);
  }
}
