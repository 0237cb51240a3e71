package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.NodeLocation;
import java.util.List;

/**
 * Why Dataverse can't be asked a condition.
 *
 * @param code what kind of reason
 * @param at the condition that it is about
 * @param reason a sentence without a full stop
 * @param completable whether the engine can make up for it
 */
record Obstacle(DiagnosticCode code, NodeLocation at, String reason, boolean completable) {

  Diagnostic diagnostic() {
    String hint =
        completable
            ? "completion=local lets the engine evaluate it"
            : "ask for the related rows by a query of their own";
    return new Diagnostic(code, at, reason, List.of(hint));
  }
}
