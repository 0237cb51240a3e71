package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.Condition;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which conditions Dataverse is asked. */
final class Pushdown {

  private final List<Condition> conjuncts;
  private final Obstacle[] obstacles;

  private Pushdown(List<Condition> conjuncts) {
    this.conjuncts = conjuncts;
    this.obstacles = new Obstacle[conjuncts.size()];
  }

  /**
   * The conditions, each exact or left to the engine.
   *
   * @param faults gets what is neither possible nor left to the engine
   */
  static List<ConditionPart> of(
      List<Condition> conjuncts, Table table, Completion completion, List<Diagnostic> faults) {
    Pushdown pushdown = new Pushdown(conjuncts);
    ObstacleFinder finder = new ObstacleFinder(table);
    for (int i = 0; i < conjuncts.size(); i++) {
      pushdown.obstacles[i] = conjuncts.get(i).accept(finder);
    }
    pushdown.requireRelations();
    return pushdown.parts(completion, faults);
  }

  /**
   * Whether a row without the related row passes {@code parentaccountid/name eq null} is not
   * documented, and naming the relation anywhere may leave such rows out. So a relation is only
   * named where all that is asked together can't be true without it.
   */
  private void requireRelations() {
    List<Set<String>> named = new ArrayList<>(conjuncts.size());
    boolean any = false;
    for (Condition conjunct : conjuncts) {
      named.add(conjunct.accept(RelationUse.NAMED));
      any |= !named.get(named.size() - 1).isEmpty();
    }
    for (boolean again = any; again; ) {
      again = false;
      Set<String> needed = needed();
      for (int i = 0; i < obstacles.length; i++) {
        if (obstacles[i] == null && !needed.containsAll(named.get(i))) {
          obstacles[i] = mayLose(conjuncts.get(i), named.get(i), needed);
          again = true;
        }
      }
    }
  }

  private Set<String> needed() {
    Set<String> needed = new HashSet<>();
    for (int i = 0; i < obstacles.length; i++) {
      if (obstacles[i] == null) {
        needed.addAll(conjuncts.get(i).accept(RelationUse.NEEDED));
      }
    }
    return needed;
  }

  private static Obstacle mayLose(Condition condition, Set<String> named, Set<String> needed) {
    String relation =
        named.stream().filter(path -> !needed.contains(path)).sorted().findFirst().get();
    String reason =
        "asked this, Dynamics may leave out rows that have no " + relation.replace('/', '.');
    return new Obstacle(DiagnosticCode.UNSUPPORTED_CONSTRUCT, condition.at(), reason, true);
  }

  private List<ConditionPart> parts(Completion completion, List<Diagnostic> faults) {
    List<ConditionPart> parts = new ArrayList<>(obstacles.length);
    for (int i = 0; i < obstacles.length; i++) {
      Obstacle obstacle = obstacles[i];
      if (obstacle == null) {
        parts.add(ConditionPart.exact(conjuncts.get(i)));
        continue;
      }
      parts.add(ConditionPart.local(conjuncts.get(i), obstacle.reason()));
      if (completion == Completion.STRICT || !obstacle.completable()) {
        faults.add(obstacle.diagnostic());
      }
    }
    return parts;
  }
}
