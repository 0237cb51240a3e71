package dev.crmql.endpoint;

import dev.crmql.language.QueryFormatter;
import dev.crmql.query.Condition;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan leaves to the engine, in words. */
public final class PlanNotes {

  private PlanNotes() {}

  /** The condition that the engine checks on each row, in KQL; empty if there is none. */
  public static Optional<String> residual(Plan plan) {
    List<Condition> conditions = plan instanceof SearchPlan search ? search.residual() : List.of();
    return switch (conditions.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(QueryFormatter.format(conditions.get(0)));
      default ->
          Optional.of(QueryFormatter.format(new Condition.And(conditions, NodeLocation.NONE)));
    };
  }

  /** The plan's own notes and the engine's share of the work. */
  public static List<String> of(Plan plan) {
    List<String> notes = new ArrayList<>(plan.notes());
    if (plan instanceof SearchPlan search) {
      addOf(search, notes);
    }
    return notes;
  }

  private static void addOf(SearchPlan plan, List<String> notes) {
    for (ConditionPart part : plan.parts()) {
      if (!part.reason().isEmpty()) {
        notes.add(QueryFormatter.format(part.condition()) + ": " + part.reason());
      }
    }
    if (plan.query().matchesNothing()) {
      notes.add("no row can be found, so nothing is sent");
    }
    if (plan.requests().size() > 1) {
      notes.add("the rows of all requests are put together by the engine, each once");
    }
    if (plan.skip() > 0) {
      notes.add("the engine leaves out the first " + plan.skip() + " rows");
    }
  }
}
