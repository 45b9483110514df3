package org.asyncmark.pattern.stream;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.stream.StreamContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/** A stream of threads that is right but for one mistake, if it is given one. */
final class WrongStreaming implements Streaming {
  private static final int WRONG_ITEM = 5;

  private final ExecutorService pool;
  private final BlockingLeaf leaf;
  private final StreamShape shape;
  private final @Nullable Wrong mistake;

  WrongStreaming(Stage stage, StreamShape shape, @Nullable Wrong mistake) {
    this.pool = stage.tasks();
    this.leaf = stage.blockingLeaf();
    this.shape = shape;
    this.mistake = mistake;
  }

  private boolean is(Wrong mine) {
    return mistake == mine;
  }

  @Override
  public long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException {
    Future<?> consumer = pool.submit(new Op(op)::consume);
    try {
      consumer.get();
    } catch (InterruptedException e) {
      if (!is(Wrong.LETS_THE_STREAM_RUN_ON)) {
        consumer.cancel(true);
      }
      if (!is(Wrong.IGNORES_INTERRUPTION)) {
        throw e;
      }
    }
    return is(Wrong.COUNTS_NO_WAITS) ? 0 : 1;
  }

  private final class Op {
    private final StreamOp op;
    private final BlockingQueue<Long> queue =
        new ArrayBlockingQueue<>(shape.ahead() + (is(Wrong.WORKS_TOO_FAR_AHEAD) ? 1 : 0));
    private final Semaphore asked = new Semaphore(0);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Exception failure;

    Op(StreamOp op) {
      this.op = op;
    }

    @Nullable Void consume() throws Exception {
      Future<?> source = pool.submit(this::source);
      boolean failed = true;
      try {
        begun.await(); // a source that is cancelled before it begins never ends
        takeAll();
        failed = false;
      } finally {
        boolean closes = !(failed && is(Wrong.FAILS_WITHOUT_CLOSING));
        if (closes && !is(Wrong.LETS_A_CLOSED_SOURCE_FINISH)) {
          source.cancel(true);
        }
        if (closes && !is(Wrong.DOES_NOT_WAIT_FOR_THE_SOURCE)) {
          ended.await();
        }
      }
      return null;
    }

    private void takeAll() throws Exception {
      while (op.wantsMore()) {
        asked.release();
        Long item = queue.take();
        Exception thrown = failure;
        if (thrown != null && (item < 0 || is(Wrong.LETS_A_FAILURE_OVERTAKE))) {
          throw thrown;
        }
        if (item < 0) {
          return;
        }
        if (item == WRONG_ITEM && is(Wrong.SKIPS_AN_ITEM)) {
          continue;
        }
        op.took(item);
        if (item == WRONG_ITEM && is(Wrong.TAKES_AN_ITEM_TWICE)) {
          op.took(item);
        }
        if (!is(Wrong.SWALLOWS_THE_CONSUMERS_FAILURE)) {
          leaf.call(item.intValue());
        }
      }
    }

    private void source() {
      begun.countDown();
      try {
        try {
          produce();
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          failure = is(Wrong.LOSES_A_FAILURE) ? null : e;
        }
        queue.put(StreamOp.END);
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      } finally {
        ended.countDown();
      }
    }

    private void produce() throws Exception {
      op.open();
      try {
        int number = 0;
        for (Long item = op.begin(number); item >= 0; item = op.begin(++number)) {
          if (is(Wrong.NEVER_WORKS_AHEAD)) {
            asked.acquire();
          }
          leaf.call(shape.leafOfSource(number));
          op.handing(item);
          queue.put(item);
        }
      } catch (IOException e) {
        failure = e; // before the source is free, so that it overtakes for certain
        throw e;
      } finally {
        op.free();
      }
    }
  }
}
