package dev.crmql.search;

import dev.crmql.spi.SearchPlan;
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
   * @param service the account's service
   * @param plan the requests and what is left to the engine
   * @param notes what a person may want to know, the plan's own notes included
   */
  public record AccountPlan(String service, SearchPlan plan, List<String> notes) {}
}
