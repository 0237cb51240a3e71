package dev.crmql.search;

import dev.crmql.language.Language;
import dev.crmql.spi.Plan;
import dev.crmql.spi.TextPlan;
import java.util.List;
import java.util.Map;

/**
 * What a search would send.
 *
 * @param plans by account id, in the order asked
 * @param errors the accounts that would not be asked and why, by account id
 */
public record Explanation(Map<String, AccountPlan> plans, Map<String, AccountError> errors) {

  /**
   * What one account would be sent; no secret is in it.
   *
   * @param accountId the account's id
   * @param service the account's service
   * @param language what it is asked in
   * @param plan the requests and what is left to the engine
   * @param described whether the service described the object type; if not, what its properties
   *     hold is guessed, unless the service reads the text itself
   * @param notes what a person may want to know, the plan's own notes included
   * @param mostRequests most pages that may be asked for, 1 or more
   */
  public record AccountPlan(
      String accountId,
      String service,
      Language language,
      Plan plan,
      boolean described,
      List<String> notes,
      int mostRequests) {

    /**
     * How many pages are asked for at least. Text's walks are only read as far as the page of the
     * answer takes, a query's all are begun.
     */
    public int requestsAtLeast() {
      int walks = plan.requests().size();
      return plan instanceof TextPlan ? Math.min(walks, 1) : walks;
    }

    /**
     * How many pages are asked for at most. A service may answer with short pages, so that nothing
     * but the engine's own bound is sure.
     */
    public int requestsAtMost() {
      return plan.requests().isEmpty() ? 0 : mostRequests;
    }
  }
}
