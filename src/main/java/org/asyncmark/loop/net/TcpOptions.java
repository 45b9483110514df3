package org.asyncmark.loop.net;

/**
 * How TCP connections behave.
 *
 * @param backlog of a server: connections that wait to be accepted, 1 or more; the machine may have
 *     a lower limit
 * @param noDelay sends small packets at once (TCP_NODELAY)
 * @param lowWaterBytes at most so many unsent bytes end a pause of the writer, 0 or more
 * @param highWaterBytes more unsent bytes than this ask the writer to pause, {@code lowWaterBytes}
 *     or more
 * @param limitBytes more unsent bytes than this end the connection: the bound on the memory that a
 *     writer who does not pause can take; {@code highWaterBytes} or more
 */
public record TcpOptions(
    int backlog, boolean noDelay, int lowWaterBytes, int highWaterBytes, int limitBytes) {
  private static final int KIB = 1024;

  /** A backlog of 1024, no delay, marks at 16 and 64 KiB as in asyncio, a limit of 16 MiB. */
  public static final TcpOptions DEFAULT =
      new TcpOptions(1024, true, 16 * KIB, 64 * KIB, 16 * KIB * KIB);

  /** Checks the ranges. */
  public TcpOptions {
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog must be 1 or more, got " + backlog);
    }
    if (lowWaterBytes < 0 || highWaterBytes < lowWaterBytes || limitBytes < highWaterBytes) {
      throw new IllegalArgumentException(
          "want 0 <= lowWaterBytes <= highWaterBytes <= limitBytes, got "
              + lowWaterBytes
              + ", "
              + highWaterBytes
              + ", "
              + limitBytes);
    }
  }

  /** Returns a copy with another backlog. */
  public TcpOptions backlog(int other) {
    return new TcpOptions(other, noDelay, lowWaterBytes, highWaterBytes, limitBytes);
  }

  /** Returns a copy with other bounds on unsent bytes. */
  public TcpOptions waterMarks(int lowBytes, int highBytes, int maxBytes) {
    return new TcpOptions(backlog, noDelay, lowBytes, highBytes, maxBytes);
  }
}
