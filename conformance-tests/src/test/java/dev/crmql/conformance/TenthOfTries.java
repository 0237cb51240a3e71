package dev.crmql.conformance;

import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutionResult.Status;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property whose tries take long after a tenth of the tries that are asked for. */
final class TenthOfTries implements AroundTryHook {

  private static final String TRIES = "jqwik.tries.default";

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
    TryExecutionResult result = aTry.execute(parameters);
    Store<Integer> done = Store.getOrCreate(TenthOfTries.class, Lifespan.PROPERTY, () -> 0);
    done.update(count -> count + 1);
    boolean enough = done.get() >= Integer.getInteger(TRIES, 100) / 10;
    return enough && result.status() == Status.SATISFIED
        ? TryExecutionResult.satisfied(true)
        : result;
  }
}
