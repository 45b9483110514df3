package org.asyncmark.leaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * The http leaf by {@link HttpClient}, HTTP/1.1 without redirects and proxies, with the checks of
 * the suite's own clients. A session of it is a client: it has a thread with a selector, opens
 * connections when they are needed, as many as there are requests at once, and keeps them. Its
 * time-out, as long as that of the other clients, is for the whole way to the header of an answer.
 *
 * <p>A client is closed with all that it has, which takes JDK 21: before, it ends some seconds
 * after nothing refers to it any more and the collector has found that out.
 *
 * <p>What follows {@code sendAsync} is handed by the JDK to the default executor of {@link
 * CompletableFuture}, whatever executor the client has.
 */
public final class JdkHttpLeaf {
  /** The first JDK whose client can be closed. */
  public static final int SINCE_JDK = 21;

  private final HttpTarget target;
  private final HttpRequest checks;
  private final int connections;
  private final boolean kept;

  JdkHttpLeaf(HttpTarget target, int connections, boolean kept) {
    this.target = target;
    this.checks = new HttpRequest(target);
    this.connections = connections;
    this.kept = kept;
  }

  /**
   * Opens the leaf as {@code send}.
   *
   * @param times where each request notes when it starts, which is before it opens a session of its
   *     own, and when its answer is there, which is before it closes that
   * @param inner runs what clients have to run, which never blocks
   * @throws org.asyncmark.EnvironmentException if there is no backend to connect to
   */
  public BlockingLeaf blocking(LeafTimes times, Executor inner) {
    Clients clients = open(inner);
    return new BlockingLeaf() {
      @Override
      public long call(int index) throws IOException, InterruptedException {
        times.start(index);
        HttpClient client = clients.take();
        try {
          long answer = answer(index, client.send(request(index), BodyHandlers.ofByteArray()));
          times.end(index);
          return answer;
        } finally {
          clients.giveBack(client);
        }
      }

      @Override
      public void close() {
        clients.close();
      }
    };
  }

  /**
   * Opens the leaf as {@code sendAsync}.
   *
   * @param times as in {@link #blocking}
   * @param inner runs what clients have to run, which never blocks
   * @param closing closes the sessions of single requests, each of which blocks it for a moment
   * @throws org.asyncmark.EnvironmentException if there is no backend to connect to
   */
  public FutureLeaf future(LeafTimes times, Executor inner, Executor closing) {
    Clients clients = open(inner);
    Executor next = kept ? Runnable::run : closing;
    return new FutureLeaf() {
      @Override
      public CompletableFuture<Long> call(int index) {
        times.start(index);
        HttpClient client;
        try {
          client = clients.take();
        } catch (IOException e) {
          return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
            client.sendAsync(request(index), BodyHandlers.ofByteArray());
        // beside the steps, which would not run if they were cancelled, and leave the client open
        CompletableFuture<Long> answered = new CompletableFuture<>();
        sent.thenApply(response -> noted(index, response, times))
            .whenCompleteAsync((answer, failure) -> clients.giveBack(client), next)
            .whenComplete((answer, failure) -> tell(answered, answer, failure));
        answered.whenComplete((answer, failure) -> sent.cancel(true));
        return answered;
      }

      @Override
      public void close() {
        clients.close();
      }
    };
  }

  private Clients open(Executor inner) {
    return HttpLeaf.connected(target, connections, false, () -> new Clients(inner));
  }

  private java.net.http.HttpRequest request(int index) {
    long delayMicros = TimeUnit.NANOSECONDS.toMicros(target.plan().delay(index).toNanos());
    URI uri =
        URI.create(
            target.server().url()
                + "/leaf?delayMicros="
                + delayMicros
                + "&bytes="
                + target.bytes()
                + "&index="
                + index
                + (target.plan().fails(index) ? "&status=503" : ""));
    return java.net.http.HttpRequest.newBuilder(uri).timeout(HttpConnections.READ_TIMEOUT).build();
  }

  private long answer(int index, HttpResponse<byte[]> response) throws HttpProtocolException {
    return checks.answer(index, response.statusCode(), response.body());
  }

  private long noted(int index, HttpResponse<byte[]> response, LeafTimes times) {
    try {
      long answer = answer(index, response);
      times.end(index);
      return answer;
    } catch (HttpProtocolException e) {
      throw new CompletionException(e);
    }
  }

  private static void tell(
      CompletableFuture<Long> answered, @Nullable Long answer, @Nullable Throwable failure) {
    if (failure == null) {
      answered.complete(answer);
    } else {
      Throwable cause = failure.getCause();
      boolean wrapped = failure instanceof CompletionException && cause != null;
      answered.completeExceptionally(wrapped ? cause : failure);
    }
  }

  /** The client that is kept, or those of the requests that are under way. From any thread. */
  private final class Clients {
    private final Executor inner;
    private final Set<HttpClient> open = ConcurrentHashMap.newKeySet();
    private final @Nullable HttpClient shared;

    Clients(Executor inner) throws IOException {
      this.inner = inner;
      this.shared = kept ? start() : null;
    }

    HttpClient take() throws IOException {
      return shared != null ? shared : start();
    }

    private HttpClient start() throws IOException {
      try {
        HttpClient client =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(inner)
                .build();
        open.add(client);
        return client;
      } catch (UncheckedIOException e) {
        throw new IOException("no selector for another client: " + e.getMessage(), e);
      }
    }

    void giveBack(HttpClient client) {
      if (!kept) {
        end(client);
        open.remove(client);
      }
    }

    /** Ends all clients, once their requests have ended. Idempotent. */
    void close() {
      open.forEach(this::end);
    }

    private void end(HttpClient client) {
      try {
        ((AutoCloseable) client).close(); // which it is from JDK 21 on
      } catch (Exception e) {
        throw new IllegalStateException("could not close " + client + ": " + e.getMessage(), e);
      }
    }
  }
}
