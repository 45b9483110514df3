package org.asyncmark.pattern.queue;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;

/** A queue of asyncio with a capacity of 0 has no limit: there is none without room. */
class QueueAsyncioTest extends AsyncioContractTest<QueueContract.Subject> {
  private static final int[] CAPACITIES = {1, 3, QueueShape.UNBOUNDED};

  QueueAsyncioTest() {
    super(QueueContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, QueueContract.Subject>> settings() {
    Map<String, Function<Asyncio, QueueContract.Subject>> settings = new TreeMap<>();
    for (int capacity : CAPACITIES) {
      for (QueueShutdown shutdown : QueueShutdown.values()) {
        if (shutdown != QueueShutdown.CLOSE || isTrue("driven.queues_shut_down")) {
          settings.put(
              capacity + " " + PatternParam.id(shutdown),
              asyncio -> new Opened(asyncio, capacity, shutdown));
        }
      }
    }
    return settings;
  }

  @Override
  protected Stream<Wrong<QueueContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.queue_relay",
            "queue_without_limit",
            "3 sentinel",
            QueueContract.A_PUT_WAITS_WHILE_THE_QUEUE_IS_FULL),
        new Wrong<>(
            "driven.queue_relay",
            "queue_that_ends_too_early",
            "3 join",
            QueueContract.THE_OP_IS_OVER_WHEN_ALL_ITEMS_WERE_DEALT_WITH_AND_NOT_ONLY_TAKEN));
  }

  private record Opened(Asyncio asyncio, int capacity, QueueShutdown shutdown)
      implements QueueContract.Subject {
    @Override
    public QueueShape shape(int producers, int consumers, int items) {
      return new QueueShape(capacity, producers, consumers, items, shutdown);
    }

    @Override
    public Relay open(QueueShape shape, ScriptedLeaf leaf) {
      return (ledger, counting) ->
          (Long)
              asyncio.call(
                  "driven.queue_relay",
                  leaf,
                  notes(ledger),
                  capacity == QueueShape.UNBOUNDED ? 0 : capacity,
                  shape.producers(),
                  shape.consumers(),
                  shape.items(),
                  PatternParam.id(shutdown));
    }

    private static Elsewhere notes(Ledger ledger) {
      return (method, args) -> {
        int number = ((Long) args.get(0)).intValue();
        switch (method) {
          case "putting" -> ledger.putting(number);
          case "add" -> ledger.takenBy(number).add((Long) args.get(1));
          default -> ledger.takenBy(number).end();
        }
        return null;
      };
    }
  }
}
