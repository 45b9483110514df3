package org.asyncmark.python;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.BlockingLeaf;
import org.jspecify.annotations.Nullable;

/**
 * A CPython that runs functions of the package {@code asyncmark} for tests: the end of the line of
 * {@code contract.py} that is here. Calls may come from any thread; leaves run in a thread each,
 * which is interrupted when the leaf is cancelled; methods of objects are called by the thread that
 * reads, one at a time, while the loop over there stands still.
 */
final class PythonProcess implements AutoCloseable {
  private static final long MOMENT_MILLIS = 100;
  private static final Path MODULES = Path.of("src", "main", "python");
  private static final Path OF_TESTS = Path.of("src", "test", "python");
  private static final TypeReference<Map<String, Object>> MESSAGE = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<@Nullable Object>> calls = new ConcurrentHashMap<>();
  private final Map<Integer, BlockingLeaf> leaves = new ConcurrentHashMap<>();
  private final Map<Integer, Elsewhere> objects = new ConcurrentHashMap<>();
  private final Map<Integer, Thread> underWay = new ConcurrentHashMap<>();
  private final Map<Integer, Throwable> thrown = new ConcurrentHashMap<>();
  private final Values values = new Values(this);
  private final Process process;
  private final OutputStream out;
  private volatile boolean closed;

  PythonProcess(Path python) throws IOException {
    process =
        new ProcessBuilder(
                python.toString(), "-E", MODULES.toString(), "contract", OF_TESTS.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.getOutputStream();
    daemon("python line", this::read).start();
  }

  /**
   * Calls a function or a method and waits for the end of all that the call waits for. If the
   * calling thread is interrupted, the call is cancelled, and has ended when this throws unless
   * that takes long.
   *
   * @param of what the method is of, as a call returned it; null for a function, which is named by
   *     its module, too
   * @throws ExecutionException with what it threw: if that came from a leaf, what the leaf threw
   */
  @Nullable Object call(@Nullable Kept of, String function, Object... args)
      throws ExecutionException, InterruptedException {
    int number = numbers.incrementAndGet();
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    calls.put(number, result);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("call", number);
    if (of != null) {
      message.put("kept", of.number());
    }
    message.put("function", function);
    message.put("args", values.told(List.of(args)));
    tell(message);
    try {
      return result.get();
    } catch (InterruptedException e) {
      tell(Map.of("cancel", number));
      awaitEnd(result);
      throw e;
    }
  }

  /** Waits for the end of what was cancelled, but for a moment only: a test may prevent it. */
  private static void awaitEnd(CompletableFuture<?> cancelled) throws InterruptedException {
    try {
      cancelled.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException ended) {
      // as it was to, or later
    }
  }

  /** Gives a leaf a number. */
  int leaf(BlockingLeaf leaf) {
    int number = numbers.incrementAndGet();
    leaves.put(number, leaf);
    return number;
  }

  /** Gives an object a number. */
  int object(Elsewhere object) {
    int number = numbers.incrementAndGet();
    objects.put(number, object);
    return number;
  }

  /** Returns what was thrown here in a call from there. */
  Throwable thrownBy(int call) {
    return thrown.get(call);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(json.readValue(line, MESSAGE));
      }
    } catch (IOException e) {
      end(e);
    }
    end(new IOException("Python has ended"));
  }

  private void end(IOException why) {
    calls.values().forEach(each -> each.completeExceptionally(why));
    underWay.values().forEach(Thread::interrupt);
  }

  private void take(Map<String, Object> message) {
    if (message.containsKey("leaf")) {
      start((int) message.get("leaf"), (int) message.get("of"), (int) message.get("index"));
    } else if (message.containsKey("cancelled")) {
      Thread leaf = underWay.get((int) message.get("cancelled"));
      if (leaf != null) { // else it has ended meanwhile
        leaf.interrupt();
      }
    } else if (message.containsKey("name")) {
      answer(message);
    } else {
      CompletableFuture<@Nullable Object> call = calls.remove((int) message.get("result"));
      if (message.containsKey("failure")) {
        call.completeExceptionally(values.failure((Map<?, ?>) message.get("failure")));
      } else {
        call.complete(values.read(message.get("value")));
      }
    }
  }

  private void start(int number, int of, int index) {
    Thread leaf =
        daemon(
            "python leaf",
            () -> {
              Map<String, Object> end = end(number, of, index);
              underWay.remove(number);
              tell(end);
            });
    underWay.put(number, leaf);
    leaf.start();
  }

  private Map<String, Object> end(int number, int of, int index) {
    try {
      return Map.of("leaf", number, "value", leaves.get(of).call(index));
    } catch (Exception e) {
      thrown.put(number, e);
      return Map.of("leaf", number, "failure", "" + e.getMessage());
    }
  }

  private void answer(Map<String, Object> asked) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ask", asked.get("ask"));
    try {
      List<?> args = (List<?>) values.read(asked.get("args"));
      Object value = objects.get((int) asked.get("of")).call((String) asked.get("name"), args);
      answer.put("value", value == null ? null : values.told(value));
    } catch (Exception e) {
      thrown.put((int) asked.getOrDefault("ask", 0), e);
      answer.put("failure", "" + e.getMessage());
    }
    if (asked.containsKey("ask")) { // else nobody waits
      tell(answer);
    }
  }

  private void tell(Map<String, ?> message) {
    byte[] line = (json.valueToTree(message) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException e) {
        if (!closed) { // else a leaf has ended that nobody waits for
          throw new UncheckedIOException("Python has ended", e);
        }
      }
    }
  }

  private static Thread daemon(String name, Runnable run) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the process, which ends by itself with its input. Idempotent. */
  @Override
  public void close() throws IOException, InterruptedException {
    closed = true;
    out.close();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
