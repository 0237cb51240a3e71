package dev.crmql.search;

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

  void spendRequest() {
    if (requests.incrementAndGet() > mostRequests) {
      requests.decrementAndGet();
      throw exhausted(mostRequests + " pages");
    }
  }

  void spendRows(int read) {
    if (rows.addAndGet(read) > mostRows) {
      throw exhausted(mostRows + " rows");
    }
  }

  private static AccountException exhausted(String bound) {
    return new AccountException(
        AccountError.Code.SCAN_BUDGET_EXHAUSTED,
        "answering takes more than the "
            + bound
            + " that may be read for one account; ask for fewer rows or add conditions");
  }

  long rows() {
    return rows.get();
  }
}
