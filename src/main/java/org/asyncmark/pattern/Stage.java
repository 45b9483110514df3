package org.asyncmark.pattern;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What a cell runs on: the executor or the loop of its model, and its leaf. Each is opened when a
 * mechanism first asks for it, and all are closed in reverse order. For one thread.
 */
public final class Stage implements AutoCloseable {
  /**
   * Threads that requests have in the model of platform threads: as many as Tomcat's by default.
   */
  public static final int REQUEST_THREADS = 200;

  private static final int MOST_THREADS = 32_768;

  private final Model model;
  private final LeafTimes times;
  private final int poolSize;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable Leaves leaves;
  private @Nullable ExecutorService tasks;
  private @Nullable EventLoop loop;

  /**
   * Creates a stage on which nothing is open.
   *
   * @param times where each leaf notes when it works
   * @param poolSize threads of {@link #tasks()}, 1 and up; virtual threads are not pooled
   */
  public Stage(Model model, LeafTimes times, int poolSize) {
    this.model = model;
    this.times = times;
    this.poolSize = poolSize;
  }

  /** Says what opens the leaf, if there is one; returns this. */
  public Stage with(@Nullable Leaves opener) {
    leaves = opener;
    return this;
  }

  /** Returns the model. */
  public Model model() {
    return model;
  }

  /**
   * Returns the executor of the model; always the same.
   *
   * @throws IllegalArgumentException if the model is the loop
   * @throws IllegalStateException if this JDK does not have the model
   */
  public ExecutorService tasks() {
    if (tasks == null) {
      tasks = tasks(poolSize);
    }
    return tasks;
  }

  /**
   * Opens another executor of the model.
   *
   * @param threads of it if it is a pool, 1 and up
   */
  public ExecutorService tasks(int threads) {
    return open(ModelExecutor.open(model, threads)).executor();
  }

  /**
   * Returns what hands ops over to the model as a service does with requests, which have their own
   * pool in the model of platform threads.
   *
   * @param op in the style of the model
   * @param check of what it gave; throws what a fork fails with
   * @throws IllegalArgumentException if the op is in the style of another model
   */
  public <T> Requests requests(AsyncOp<T> op, Consumer<? super T> check) {
    boolean fits =
        switch (model) {
          case PLATFORM, VIRTUAL -> op instanceof AsyncOp.Blocking<T>;
          case FUTURE -> op instanceof AsyncOp.Future<T>;
          case LOOP -> op instanceof AsyncOp.OnLoop<T>;
          case ASYNCIO -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "model " + model.id() + " got an op in another style: " + op.getClass().getSimpleName());
    }
    if (op instanceof AsyncOp.Blocking<T> blocking) {
      boolean pooled = model == Model.PLATFORM;
      return Requests.blocking(pooled ? tasks(REQUEST_THREADS) : tasks(), blocking.body(), check);
    }
    if (op instanceof AsyncOp.Future<T> future) {
      return Requests.futures(tasks(), future.body(), check);
    }
    return Requests.onLoop(loop(), ((AsyncOp.OnLoop<T>) op).body(), check);
  }

  /** Opens an executor that starts a platform thread for each task and keeps none. */
  public ExecutorService threadPerTask() {
    return open(ModelExecutor.threadPerTask(model)).executor();
  }

  /** Opens an executor that has a platform thread for each task and keeps it for the next. */
  public ExecutorService threadsOnDemand() {
    return open(ModelExecutor.onDemand(model)).executor();
  }

  /**
   * Tells whether Linux has as many platform threads, unless it is told otherwise, as requests take
   * that are under way at once.
   *
   * @param ofEach threads that a request takes beside its own
   */
  public static boolean hasThreads(long ofEach) {
    return REQUEST_THREADS * (ofEach + 1) < MOST_THREADS;
  }

  /** Returns the loop, which runs on a thread of its own; always the same. */
  public EventLoop loop() {
    if (loop == null) {
      loop = open(CountedLoop.start("loop"));
    }
    return loop;
  }

  /** Returns where each leaf notes when it works. */
  public LeafTimes times() {
    return times;
  }

  /** Tells whether the cell has a leaf. */
  public boolean hasLeaf() {
    return leaves != null;
  }

  /** Opens the leaf as blocking code. */
  public BlockingLeaf blockingLeaf() {
    return open(leaves().blocking(times));
  }

  /** Opens the leaf as futures; what it needs a thread for runs on {@link #tasks()}. */
  public FutureLeaf futureLeaf() {
    return open(leaves().future(times, tasks()));
  }

  /** Opens the leaf as blocking code in futures on the JDK's default executor. */
  public FutureLeaf futureLeafOnDefaultExecutor() {
    return open(leaves().onDefaultExecutor(times));
  }

  /** Opens the leaf on {@link #loop()}. */
  public LoopLeaf loopLeaf() {
    return open(leaves().loop(times, loop()));
  }

  /** Has something closed with the rest, before what was opened earlier; returns it. */
  public <T extends AutoCloseable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  /**
   * Closes everything, whatever fails. Idempotent.
   *
   * @throws IllegalStateException if something could not be closed; it carries the other failures
   */
  @Override
  public void close() {
    IllegalStateException failed = null;
    while (!opened.isEmpty()) {
      AutoCloseable next = opened.pop();
      try {
        next.close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (failed == null) {
          failed = new IllegalStateException("could not close " + next + ": " + e.getMessage(), e);
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /**
   * Returns what opens leaves, for who opens and closes them himself.
   *
   * @throws IllegalStateException if the cell has no leaf
   */
  public Leaves leaves() {
    if (leaves == null) {
      throw new IllegalStateException("the cell has no leaf");
    }
    return leaves;
  }
}
