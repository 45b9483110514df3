package org.asyncmark.pattern.condition;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.AsyncioWaiters;

class ConditionAsyncioTest extends AsyncioContractTest<ConditionContract.Subject> {
  ConditionAsyncioTest() {
    super(ConditionContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, ConditionContract.Subject>> settings() {
    return Map.of(
        "all", asyncio -> releases -> AsyncioWaiters.ofCondition(asyncio, "all", releases),
        "one", asyncio -> releases -> AsyncioWaiters.ofCondition(asyncio, "one", releases));
  }

  @Override
  protected Stream<Wrong<ConditionContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "condition.ConditionWaiters",
            "condition_without_predicate",
            "all",
            ConditionContract.A_NOTIFICATION_WITHOUT_A_TOKEN_LETS_NOBODY_GO));
  }
}
