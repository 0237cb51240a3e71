package dev.crmql.search;

import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is read for one account, also as a part of its search, and stops it at a bound. */
final class ScanBudget {

  private final String of;
  private final ReadBounds bounds;
  private final Optional<ScanBudget> whole;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong pages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private ScanBudget(String of, ReadBounds bounds, Optional<ScanBudget> whole) {
    this.of = of;
    this.bounds = bounds;
    this.whole = whole;
  }

  /** What may be read for a whole search. */
  static ScanBudget ofSearch(ReadBounds bounds) {
    return new ScanBudget("search", bounds, Optional.empty());
  }

  /**
   * What may be read for one account.
   *
   * @param search that of the account's search, which is spent too
   */
  static ScanBudget ofAccount(ReadBounds bounds, Optional<ScanBudget> search) {
    return new ScanBudget("account", bounds, search);
  }

  /**
   * A page is about to be asked for.
   *
   * @throws AccountException if it is one too many
   */
  void spendPage(Plan plan) {
    spend(pages, 1, bounds.pages(), "pages", plan);
    whole.ifPresent(search -> search.spendPage(plan));
  }

  /**
   * A page is there.
   *
   * @throws AccountException if it has more rows or bytes than may be read
   */
  void spend(int rowsOfPage, long bytesOfPage, Plan plan) {
    spend(rows, rowsOfPage, bounds.rows(), "rows", plan);
    spend(bytes, bytesOfPage, bounds.bytes(), "bytes", plan);
    whole.ifPresent(search -> search.spend(rowsOfPage, bytesOfPage, plan));
  }

  private void spend(AtomicLong counter, long more, long most, String what, Plan plan) {
    if (counter.addAndGet(more) > most) {
      throw new AccountException(
          AccountError.Code.SCAN_BUDGET_EXHAUSTED,
          "answering takes more than the %d %s that may be read for one %s; %s"
              .formatted(most, what, of, remedy(plan)));
    }
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
