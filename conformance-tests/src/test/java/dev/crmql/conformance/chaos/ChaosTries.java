package dev.crmql.conformance.chaos;

import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutionResult.Status;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property after as many tries as the system property {@code chaos.tries} says. */
final class ChaosTries implements AroundTryHook {

  static final int USUAL = 500;

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
    TryExecutionResult result = aTry.execute(parameters);
    Store<Integer> done = Store.getOrCreate(ChaosTries.class, Lifespan.PROPERTY, () -> 0);
    done.update(count -> count + 1);
    return done.get() >= Integer.getInteger("chaos.tries", USUAL)
            && result.status() == Status.SATISFIED
        ? TryExecutionResult.satisfied(true)
        : result;
  }
}
