package org.asyncmark.profile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/**
 * The small program whose recordings, one of each JDK, lie under {@code golden/jfr}, with what
 * {@code jfr summary} says of them: 10 ops in 2 iterations. Made with {@code java -cp
 * target/classes:target/test-classes:... org.asyncmark.profile.GoldenRecording jdk17.jfr}, {@code
 * jfr summary jdk17.jfr} and gzip.
 */
final class GoldenRecording {
  private static final int SLEEPS = 3;
  private static final int WRITES = 5;

  private GoldenRecording() {}

  public static void main(String[] args) throws Exception {
    Recording recording = JfrProfiler.start();
    iteration(1, 4);
    iteration(2, 6);
    JfrProfiler.write(recording, Path.of(args[0]));
  }

  private static void iteration(int number, int ops) throws Exception {
    IterationEvent event = new IterationEvent();
    event.begin();
    Thread platform = new Thread(GoldenRecording::parksAndSleeps);
    platform.start();
    platform.join();
    sockets();
    if (Runtime.version().feature() >= 21) {
      Runnable task = GoldenRecording::sleepsUnderAMonitor;
      Thread virtual =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      virtual.join();
    }
    event.number = number;
    event.planned = 2;
    event.ops = ops;
    event.commit();
  }

  private static void parksAndSleeps() {
    LockSupport.parkNanos(1_000_000);
    for (int i = 0; i < SLEEPS; i++) {
      sleep();
    }
  }

  private static void sleepsUnderAMonitor() {
    synchronized (new Object()) {
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this thread", e);
    }
  }

  private static void sockets() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(any);
        SocketChannel one = SocketChannel.open(server.getLocalAddress());
        SocketChannel other = server.accept()) {
      for (int i = 0; i < WRITES; i++) {
        one.write(ByteBuffer.allocate(1));
      }
      other.read(ByteBuffer.allocate(WRITES));
    }
  }
}
