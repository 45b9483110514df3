package org.asyncmark.leaf;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.ServerAddress;
import org.asyncmark.measure.LeafTimes;

/**
 * One request to a server that is not the suite's, as a leaf would make it: shows before a run that
 * the server speaks the protocol of http leaves. How long it waits is what leaves themselves do not
 * look at, so it is looked at here.
 *
 * @param server the only one that is asked; no redirect is followed
 * @param payloadBytes of the answer, 16 to 1 MiB
 */
public record ServerCheck(ServerAddress server, int payloadBytes) {
  private static final int INDEX = 7;
  private static final Duration DELAY = Duration.ofMillis(10);

  /** Timers of servers may be early by a tick of their clock. */
  private static final Duration LEAST_DELAY = DELAY.dividedBy(2);

  /**
   * Makes the request.
   *
   * @throws EnvironmentException if it is not answered as a leaf has to be; the message is one line
   *     that says what has to be answered
   * @throws InterruptedException if the calling thread was interrupted
   */
  public void require() throws InterruptedException {
    require(System::nanoTime);
  }

  /** Makes the request in the time of a clock. */
  void require(LongSupplier nanoClock) throws InterruptedException {
    HttpTarget target = new HttpTarget(server, LeafPlan.always(DELAY), payloadBytes);
    RequestTimes times = new RequestTimes(new LeafTimes("check", INDEX + 1), null);
    try (BlockingHttpClient client =
        BlockingHttpClient.connect(target, 1, HttpConnections.READ_TIMEOUT, times)) {
      long startNanos = nanoClock.getAsLong();
      client.call(INDEX);
      if (nanoClock.getAsLong() - startNanos < LEAST_DELAY.toNanos()) {
        throw new HttpProtocolException(
            "request " + INDEX + ": want an answer after its delay, got one before");
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "%s does not answer as a server of http leaves: %s; GET"
                  + " /leaf?delayMicros=%d&bytes=%d&index=%d has to be answered, %d ms later, with"
                  + " status 200, Content-Length %4$d and a body that begins with %016x, which is"
                  + " the index",
              server.url(),
              EnvironmentException.oneLine(e.getMessage()),
              TimeUnit.NANOSECONDS.toMicros(DELAY.toNanos()),
              payloadBytes,
              INDEX,
              DELAY.toMillis(),
              INDEX),
          e);
    }
  }
}
