package dev.crmql.search;

import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is read for one account, and stops it at a bound. */
final class ScanBudget {

  private final long mostRows;
  private final int mostRequests;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();

  ScanBudget(long mostRows, int mostRequests) {
    this.mostRows = mostRows;
    this.mostRequests = mostRequests;
  }

  void spendRequest(Plan plan) {
    if (requests.incrementAndGet() > mostRequests) {
      requests.decrementAndGet();
      throw exhausted(mostRequests + " pages", plan);
    }
  }

  void spendRows(int read, Plan plan) {
    if (rows.addAndGet(read) > mostRows) {
      throw exhausted(mostRows + " rows", plan);
    }
  }

  private static AccountException exhausted(String bound, Plan plan) {
    return new AccountException(
        AccountError.Code.SCAN_BUDGET_EXHAUSTED,
        "answering takes more than the "
            + bound
            + " that may be read for one account; "
            + remedy(plan));
  }

  /** All rows are read before the engine can sort them, however few are asked for. */
  private static String remedy(Plan plan) {
    return plan instanceof SearchPlan search && search.sortedByEngine()
        ? "add conditions, or sort by properties that the service itself can sort by"
        : "ask for fewer rows or add conditions";
  }

  long rows() {
    return rows.get();
  }
}
