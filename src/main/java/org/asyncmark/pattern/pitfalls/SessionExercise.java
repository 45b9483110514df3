package org.asyncmark.pattern.pitfalls;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * {@link Exercise} of sessions: requests one after another, in one session that is open before, or
 * each in one that is opened for it and closed behind it. Sessions are opened and closed by the
 * caller in all models, and are whole clients, with a thread where a client has one. What sessions
 * cost requests that are made at once is the pattern {@code session}, whose sessions are
 * connections.
 */
final class SessionExercise implements Exercise {
  /** A client with one connection. */
  interface Session extends AutoCloseable {
    /** Makes a request and waits for its answer. */
    long ask(int request) throws ExecutionException, InterruptedException;

    /** Gives the connection back. */
    @Override
    void close();
  }

  private final PitfallPlan plan;
  private final Supplier<? extends Session> opening;
  private final Session kept;

  /**
   * Creates the exercise.
   *
   * @param opening opens a session that its user closes
   * @param kept the session for all requests, which is somebody else's to close
   */
  SessionExercise(PitfallPlan plan, Supplier<? extends Session> opening, Session kept) {
    this.plan = plan;
    this.opening = opening;
    this.kept = kept;
  }

  @Override
  public int run() throws ExecutionException, InterruptedException {
    int opened = 0;
    for (int request = 0; request < plan.tasks(); request++) {
      if (plan.byMistake()) {
        try (Session own = opening.get()) {
          opened++;
          plan.check().requireValue(request, own.ask(request));
        }
      } else {
        plan.check().requireValue(request, kept.ask(request));
      }
    }
    return opened;
  }
}
