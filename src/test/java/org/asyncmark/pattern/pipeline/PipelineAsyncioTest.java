package org.asyncmark.pattern.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.jspecify.annotations.Nullable;

class PipelineAsyncioTest extends AsyncioContractTest<PipelineContract.Subject> {
  PipelineAsyncioTest() {
    super(PipelineContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, PipelineContract.Subject>> settings() {
    Map<String, Function<Asyncio, PipelineContract.Subject>> settings = new TreeMap<>();
    for (PipelineShutdown shutdown : PipelineShutdown.values()) {
      if (shutdown != PipelineShutdown.CLOSE || isTrue("driven.queues_shut_down")) {
        settings.put(PatternParam.id(shutdown), asyncio -> new Opened(asyncio, shutdown));
      }
    }
    return settings;
  }

  @Override
  protected Stream<Wrong<PipelineContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.pipeline_run",
            "pipeline_whose_workers_end_with_a_failure",
            "sentinel",
            PipelineContract.A_WORKER_GOES_ON_AFTER_AN_ITEM_THAT_FAILED));
  }

  private record Opened(Asyncio asyncio, PipelineShutdown shutdown)
      implements PipelineContract.Subject {
    @Override
    public PipelineShape shape(int capacity, int producers, int workers, int items) {
      return new PipelineShape(capacity, producers, workers, items, shutdown);
    }

    @Override
    public Pipeline open(PipelineShape shape, ScriptedLeaf leaf) {
      return new Pipeline() {
        @Override
        public void run(PipelineOp op, Monitor monitor)
            throws ExecutionException, InterruptedException {
          Opened.this.run(shape, leaf, op, monitor);
        }

        @Override
        public AsyncOp<PipelineOp> op(Supplier<PipelineOp> next, Supplier<Monitor> monitors) {
          throw new UnsupportedOperationException("no rule has requests");
        }
      };
    }

    private void run(PipelineShape shape, ScriptedLeaf leaf, PipelineOp op, Monitor monitor)
        throws ExecutionException, InterruptedException {
      AtomicInteger length = new AtomicInteger();
      monitor.watch(length::get);
      Elsewhere notes =
          (method, args) -> {
            switch (method) {
              case "untilDue" -> {
                return monitor.untilDueNanos();
              }
              case "beat" -> {
                length.set(((Long) args.get(0)).intValue());
                return monitor.beat();
              }
              case "stop" -> {
                monitor.stop();
                return null;
              }
              default -> {
                return note(op, method, args);
              }
            }
          };
      Object left =
          asyncio.call(
              "passed.pipeline_run",
              leaf,
              notes,
              shape.producers(),
              shape.workers(),
              shape.capacity(),
              shape.items(),
              PatternParam.id(shape.shutdown()));
      for (long task = (Long) left; task < shape.tasks(); task++) {
        op.ended((int) task);
      }
    }

    private static @Nullable Object note(PipelineOp op, String method, List<?> args) {
      Long item = (Long) args.get(0);
      switch (method) {
        case "putting" -> op.putting(item.intValue());
        case "produced" -> op.produced(item.intValue());
        case "fails" -> {
          try {
            op.work(item);
            return false;
          } catch (IOException drawn) {
            return true;
          }
        }
        default -> {
          if (args.get(1).equals("failed")) {
            op.failed(item);
          } else {
            op.dropped(item);
          }
        }
      }
      return null;
    }
  }
}
