package org.asyncmark.loop.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

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
 * @param socketBufferBytes sizes of the send and the receive buffer of a socket (SO_SNDBUF,
 *     SO_RCVBUF), of which the machine makes what it will; 0 for those that it chooses itself
 */
public record TcpOptions(
    int backlog,
    boolean noDelay,
    int lowWaterBytes,
    int highWaterBytes,
    int limitBytes,
    int socketBufferBytes) {
  private static final int KIB = 1024;

  /** A backlog of 1024, no delay, marks at 16 and 64 KiB as in asyncio, a limit of 16 MiB. */
  public static final TcpOptions DEFAULT =
      new TcpOptions(1024, true, 16 * KIB, 64 * KIB, 16 * KIB * KIB);

  /** Returns options with the socket buffers that the machine chooses. */
  public TcpOptions(
      int backlog, boolean noDelay, int lowWaterBytes, int highWaterBytes, int limitBytes) {
    this(backlog, noDelay, lowWaterBytes, highWaterBytes, limitBytes, 0);
  }

  /** Checks the ranges. */
  public TcpOptions {
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog must be 1 or more, got " + backlog);
    }
    if (socketBufferBytes < 0) {
      throw new IllegalArgumentException(
          "socketBufferBytes must be 0 or more, got " + socketBufferBytes);
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
    return new TcpOptions(
        other, noDelay, lowWaterBytes, highWaterBytes, limitBytes, socketBufferBytes);
  }

  /** Returns a copy with other bounds on unsent bytes. */
  public TcpOptions waterMarks(int lowBytes, int highBytes, int maxBytes) {
    return new TcpOptions(backlog, noDelay, lowBytes, highBytes, maxBytes, socketBufferBytes);
  }

  /** Returns a copy with other sizes of socket buffers. */
  public TcpOptions socketBuffers(int bytes) {
    return new TcpOptions(backlog, noDelay, lowWaterBytes, highWaterBytes, limitBytes, bytes);
  }

  /**
   * Sizes the buffers of a socket, or of those that it accepts; before it connects or listens, so
   * that its peer is told of no more room than there is.
   */
  void sizeBuffers(NetworkChannel channel) throws IOException {
    if (socketBufferBytes > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBufferBytes);
      if (channel instanceof SocketChannel) { // one that listens sends nothing
        channel.setOption(StandardSocketOptions.SO_SNDBUF, socketBufferBytes);
      }
    }
  }
}
