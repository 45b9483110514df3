package org.asyncmark.leaf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers each request as the test has scripted, and well when the script is over.
 */
final class HostileServer implements AutoCloseable {
  /** What to do with one request. */
  interface Reaction {
    void react(Socket socket, int index) throws IOException, InterruptedException;
  }

  /** Stands for the index of the request in a text, and is as long. */
  static final String INDEX = "INDEX-OF-REQUEST";

  private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Queue<Reaction> script = new ConcurrentLinkedQueue<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Integer> indices = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore stalling = new Semaphore(0);

  HostileServer() throws IOException {
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  HostileServer then(Reaction reaction) {
    script.add(reaction);
    return this;
  }

  /** Answers with this text, in which {@link #INDEX} stands for the index, and goes on. */
  HostileServer thenSay(String text) {
    return then((socket, index) -> say(socket, index, text));
  }

  /** Answers with this text and closes the connection. */
  HostileServer thenSayAndClose(String text) {
    return then(
        (socket, index) -> {
          say(socket, index, text);
          socket.close();
        });
  }

  /** Answers with this text and then nothing until this server is closed. */
  HostileServer thenSayAndStall(String text) {
    return then(
        (socket, index) -> {
          say(socket, index, text);
          stalling.release();
          closed.await();
        });
  }

  /** Waits until a connection stalls. */
  void awaitStall() throws InterruptedException {
    stalling.acquire();
  }

  int connections() {
    return connections.get();
  }

  List<Integer> indices() {
    return indices;
  }

  static String good(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private void start(Runnable body) {
    Thread thread = new Thread(body, "hostile-server");
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        connections.incrementAndGet();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the end of this thread.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      while (true) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int b = in.read();
          if (b < 0) {
            return;
          }
          head.append((char) b);
        }
        int from = head.indexOf("index=") + 6;
        int index = Integer.parseInt(head.substring(from, head.indexOf(" ", from)));
        indices.add(index);
        Reaction reaction = script.poll();
        if (reaction == null) {
          say(socket, index, good(INDEX));
        } else {
          reaction.react(socket, index);
        }
      }
    } catch (IOException | InterruptedException e) {
      // Closed by the client or the test: the end of this thread.
    }
  }

  private static void say(Socket socket, int index, String text) throws IOException {
    String indexed = text.replace(INDEX, String.format(Locale.ROOT, "%016x", index));
    socket.getOutputStream().write(indexed.getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    // First the thread that accepts: until it has ended, there may be one more socket and thread.
    boolean interrupted = join(threads.get(0));
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      interrupted |= join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of a thread; tells whether this one was interrupted meanwhile. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
