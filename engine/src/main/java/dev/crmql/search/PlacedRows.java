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

/**
 * Rows as they come, until there are enough for one answer. It knows the place of each, so that the
 * next answer can begin at any of them.
 */
final class PlacedRows implements PageSink, AccountPage {

  private final List<Condition> residual;
  private final int wanted;
  private final long answered;
  private final List<Row> rows = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private Optional<Place> end = Optional.empty();

  /**
   * None yet.
   *
   * @param answered how many of the account's rows were answered before
   * @param wanted how many rows an answer can hold, 1 or more
   */
  PlacedRows(Plan plan, long answered, int wanted) {
    this.residual = plan instanceof SearchPlan search ? search.residual() : List.of();
    this.wanted = wanted;
    this.answered = answered;
  }

  @Override
  public Wants take(Place at, List<Row> page) {
    for (int i = at.skip(); i < page.size(); i++) {
      Row row = page.get(i);
      if (ConditionEvaluator.allHold(residual, row)) {
        places.add(new Place(at.plan(), at.walk(), at.request(), i, answered + rows.size()));
        rows.add(row);
      }
    }
    return rows.size() >= wanted ? Wants.NOTHING : Wants.MORE;
  }

  @Override
  public void cutOff(String bound) {
    if (rows.isEmpty()) {
      throw RowCollector.cutOffBy(bound);
    }
  }

  @Override
  public void note(List<String> more) {
    notes.addAll(more);
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** These rows, with the place after the last of them. */
  PlacedRows endingAt(Optional<Place> place) {
    end = place;
    return this;
  }

  @Override
  public List<Row> rows() {
    return rows;
  }

  @Override
  public Optional<Place> after(int taken) {
    return taken < rows.size()
        ? Optional.of(places.get(taken))
        : end.map(place -> place.answered(answered + taken));
  }
}
