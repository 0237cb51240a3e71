package dev.crmql.search;

import dev.crmql.evaluate.ConditionEvaluator;
import dev.crmql.query.Condition;
import dev.crmql.spi.Plan;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of the next page that has any. */
final class StreamedRows implements PageSink {

  private final List<Condition> residual;
  private final Optional<Set<String>> ids;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private Optional<String> bound = Optional.empty();

  /**
   * No rows yet.
   *
   * @param ids those of the rows before, added to; empty where each row comes once
   */
  StreamedRows(Plan plan, Optional<Set<String>> ids) {
    this.residual = plan instanceof SearchPlan search ? search.residual() : List.of();
    this.ids = ids;
  }

  @Override
  public Wants take(Place at, List<Row> page) {
    for (Row row : page) {
      if (ConditionEvaluator.allHold(residual, row) && (ids.isEmpty() || ids.get().add(row.id()))) {
        rows.add(row);
      }
    }
    return rows.isEmpty() ? Wants.MORE : Wants.NOTHING;
  }

  @Override
  public void cutOff(String what) {
    bound = Optional.of(what);
  }

  @Override
  public void note(List<String> more) {
    notes.addAll(more);
  }

  List<Row> rows() {
    return rows;
  }

  /** What a person may want to know of the rows beside the plan's own notes. */
  Set<String> notes() {
    return notes;
  }

  /** What cuts off the rows after these; empty if nothing does. */
  Optional<String> bound() {
    return bound;
  }
}
