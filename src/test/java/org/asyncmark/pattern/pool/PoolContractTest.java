package org.asyncmark.pattern.pool;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Stages;

class PoolContractTest extends ContractTest<PoolMechanism> {
  private static final int POOL_SIZE = 8;

  PoolContractTest() {
    super(PoolMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, PoolMechanism mechanism) {
    return Stream.of(Order.values())
        .filter(mechanism::lends)
        .filter(order -> mechanism != PoolMechanism.HIKARI || order == Order.FIFO)
        .flatMap(
            order ->
                cases(
                    model,
                    mechanism,
                    order.name(),
                    PoolContract.values(),
                    stages -> new OnStages(stages, mechanism, order)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>In which order threads come no rule can know: {@code QueueLenderTest} has them come one by
   * one. HikariCP has its own orders.
   */
  @Override
  protected Set<PoolContract> notPromised(PoolMechanism mechanism) {
    return switch (mechanism) {
      case HIKARI ->
          Set.of(
              PoolContract.IDLE_SLOTS_ARE_LENT_IN_ORDER,
              PoolContract.WAITERS_ARE_SERVED_IN_THE_ORDER_OF_COMING);
      case BLOCKING_QUEUE, LIFO_DEQUE ->
          Set.of(PoolContract.WAITERS_ARE_SERVED_IN_THE_ORDER_OF_COMING);
      case ASYNC_SEMAPHORE, LOOP_QUEUE -> Set.of();
    };
  }

  private record OnStages(Stages stages, PoolMechanism mechanism, Order order)
      implements PoolContract.Subject {
    @Override
    public Pool open(Leaves leaf, Slots slots, Duration timeout) {
      return mechanism.open(
          stages.open(POOL_SIZE, leaf, PoolContract.MANY), new PoolSpec(slots, order, timeout));
    }

    @Override
    public Duration shortest() {
      return Duration.ofMillis(
          mechanism == PoolMechanism.HIKARI ? HikariLender.LEAST_TIMEOUT_MILLIS : 5);
    }
  }
}
