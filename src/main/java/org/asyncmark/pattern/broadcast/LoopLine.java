package org.asyncmark.pattern.broadcast;

import java.nio.ByteBuffer;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.net.TcpConnection;
import org.asyncmark.loop.net.TcpHandler;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a connection between the publisher's server and a subscriber, on a loop. What has
 * arrived stays here until the subscriber asks for it; while some of it does, and more has arrived,
 * nothing is read. A connection that is lost is an end to its subscriber, and the oracle's to see.
 * Loop thread only, unless said otherwise.
 */
abstract class LoopLine {
  private final EventLoop loop;
  private final Frames frames;
  private final Frames.Reader reader;
  private final LoopFuture<Void> accepted;
  private @Nullable TcpConnection publisher;
  private @Nullable TcpConnection subscriber;
  private @Nullable Runnable sent; // what waits for the rest of a message to be sent
  // set on the loop in front of a message, which the subscriber takes before it looks
  private volatile boolean readingPaused;

  LoopLine(EventLoop loop, Frames frames, Frames.Reader reader) {
    this.loop = loop;
    this.frames = frames;
    this.reader = reader;
    accepted = new LoopFuture<>(loop);
  }

  /** Keeps a message until the subscriber asks for it. */
  abstract void arrived(Integer message);

  /** Tells whether no message waits for the subscriber; from any thread. */
  abstract boolean isEmpty();

  final EventLoop loop() {
    return loop;
  }

  /** Returns a future that is done when the server has accepted the connection. */
  final LoopFuture<Void> accepted() {
    return accepted;
  }

  /**
   * Sends a message or the end mark.
   *
   * @param then called when all of it is with the socket, unless it is at once
   * @return whether it is at once, or never will be, because the connection is lost
   */
  final boolean send(int message, Runnable then) {
    TcpConnection to = publisher;
    if (to == null || !to.isOpen() || to.write(frames.of(message)) || !to.isOpen()) {
      return true;
    }
    sent = then;
    return false;
  }

  /** Closes the publisher's end; what was sent still arrives. */
  final void disconnect() {
    if (publisher != null) {
      publisher.close();
    }
  }

  /** Closes both ends at once. */
  final void abort() {
    if (publisher != null) {
      publisher.abort();
    }
    if (subscriber != null) {
      subscriber.abort();
    }
  }

  /** Tells whether it can be used for another op. */
  final boolean isOpen() {
    return publisher != null && publisher.isOpen() && subscriber != null && subscriber.isOpen();
  }

  /** Reads on if that was put off and nothing is left; for the subscriber, on its thread. */
  final void readOn() {
    if (readingPaused && isEmpty()) {
      readingPaused = false;
      if (loop.inLoopThread()) {
        resumeReading();
      } else {
        loop.callSoonThreadsafe(this::resumeReading);
      }
    }
  }

  private void resumeReading() {
    if (subscriber != null) {
      subscriber.resumeReading();
    }
  }

  final TcpHandler subscriberEnd(TcpConnection connection) {
    subscriber = connection;
    return new TcpHandler() {
      @Override
      public void dataReceived(ByteBuffer data) {
        boolean behind = !isEmpty();
        int message = reader.next(data);
        if (behind && message != Frames.INCOMPLETE && !readingPaused) {
          readingPaused = true;
          connection.pauseReading();
        }
        for (; message != Frames.INCOMPLETE; message = reader.next(data)) {
          arrived(message);
        }
      }

      @Override
      public void closed(@Nullable Throwable failure) {
        arrived(Deliveries.END);
      }
    };
  }

  final TcpHandler publisherEnd(TcpConnection connection) {
    publisher = connection;
    accepted.complete(null);
    return new TcpHandler() {
      @Override
      public void dataReceived(ByteBuffer data) {
        data.position(data.limit()); // subscribers have nothing to say
      }

      @Override
      public void resumeWriting() {
        goOn();
      }

      @Override
      public void closed(@Nullable Throwable failure) {
        goOn();
      }
    };
  }

  private void goOn() {
    Runnable waiting = sent;
    sent = null;
    if (waiting != null) {
      waiting.run();
    }
  }
}
