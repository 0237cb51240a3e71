package dev.crmql.server;

import dev.crmql.endpoint.PlanNotes;
import dev.crmql.search.Explanation;
import dev.crmql.spi.Plan;
import dev.crmql.spi.UpstreamRequest;

/** A plan as a person reads it: nothing encoded, one parameter a line. */
final class PlanText {

  private PlanText() {}

  /** The plan of an account under a line that names it, with the engine's own notes. */
  static String write(String account, Explanation.AccountPlan planned) {
    StringBuilder text = new StringBuilder();
    text.append("account ").append(account).append(", ").append(planned.service()).append('\n');
    StringBuilder plan = new StringBuilder(write(planned.plan()));
    planned.notes().stream()
        .filter(note -> !planned.plan().notes().contains(note))
        .forEach(note -> plan.append("note: ").append(note).append('\n'));
    return text.append(plan.toString().indent(2)).toString();
  }

  static String write(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.requests().forEach(request -> append(text, request));
    PlanNotes.residual(plan)
        .ifPresent(residual -> text.append("checked again: ").append(residual).append('\n'));
    PlanNotes.of(plan).forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  private static void append(StringBuilder text, UpstreamRequest request) {
    text.append(request.method()).append(' ').append(request.path()).append('\n');
    request
        .headers()
        .forEach(
            (name, value) ->
                text.append("  ").append(name).append(": ").append(value).append('\n'));
    request
        .query()
        .forEach(
            (name, value) -> text.append("  ").append(name).append('=').append(value).append('\n'));
    request.body().ifPresent(body -> text.append("  ").append(body).append('\n'));
  }
}
