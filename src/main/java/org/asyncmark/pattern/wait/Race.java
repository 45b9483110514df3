package org.asyncmark.pattern.wait;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.pattern.AsyncOp;

/**
 * Starts a number of leaves and waits until enough of them have ended: {@code asyncio.wait} and
 * {@code as_completed}. When that is, whether the losers are cancelled then, and whether the leaves
 * are started one after the other, are the {@link Rules} that a race is opened with.
 *
 * <p>The caller is a platform thread outside the model: it hands the work over and parks until the
 * result is there, and makes both calls, one after the other. A race without leaves is none, as
 * {@code asyncio.wait} refuses it.
 *
 * <p>Where asyncio and the mechanisms differ:
 *
 * <ul>
 *   <li>{@code wait(FIRST_COMPLETED)} returns all that are done when the waiting task goes on, as a
 *       set. Here it is one of them, whose end decided.
 *   <li>{@code wait} never cancels, {@code anyOf} neither: cancelling the losers is a step of its
 *       own there. {@code invokeAny} always cancels them, and does not wait for them.
 *   <li>asyncio has no wait for the first success: it is {@code wait(FIRST_COMPLETED)} again and
 *       again. {@code anyOf} is none, because a failure completes it, too. If all fail, the last
 *       failure is thrown here; which one {@code invokeAny} throws depends on the executor.
 *   <li>{@code wait(FIRST_EXCEPTION)} passes over what was cancelled; nobody but the race cancels
 *       here.
 *   <li>A structured scope tells the losers itself, and the leaves of a caller that was interrupted
 *       when it is closed: in {@link #quiet}, which its owner has to call. It knows no {@code
 *       as_completed} and leaves nobody at work.
 *   <li>{@code as_completed} is a race whose caller is handed each end as it comes. The caller here
 *       is a function, called in the model, and by nobody else at the same time.
 * </ul>
 */
interface Race {
  /**
   * Starts leaves and waits until the race is over. Losers that are to be cancelled have been told
   * so when this returns, and may be at work still.
   *
   * @param leaves how many there are, 1 and up
   * @param each is handed each end as it comes, if the race is one of {@link Until#AS_COMPLETED};
   *     does not throw
   * @return the end that decided; or of {@link Until#ALL}, {@link Until#AS_COMPLETED}, and {@link
   *     Until#FIRST_FAILURE} without a failure, all ends, in the order in which they were seen,
   *     which for {@link Until#AS_COMPLETED} is the order in which they came
   * @throws ExecutionException if the first success was waited for and all leaves failed; the cause
   *     is what one of them threw
   * @throws InterruptedException if the calling thread was interrupted; the leaves are cancelled
   *     then, whatever the rules say
   */
  List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException;

  /**
   * Waits until no leaf of the last run is at work any more, and what it held can be used again. An
   * http leaf that was cancelled gives its place among the connections back closed; who uses the
   * place next opens it.
   *
   * @throws ExecutionException if the wait itself failed, and no leaf
   * @throws InterruptedException if the calling thread was interrupted
   */
  void quiet() throws ExecutionException, InterruptedException;

  /**
   * Returns the race of a request, until it is quiet. It is run by a race of its own on the same
   * leaf, so that many may be under way at the same time.
   *
   * @param next makes the op of each request, on whatever thread begins it
   */
  AsyncOp<RaceOp> op(Supplier<RaceOp> next);
}
