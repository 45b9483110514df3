package org.asyncmark.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.backend.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * An echo server in a process of its own, so that its thread, its heap and its compiler are not
 * those of the client. Ends when this JVM ends. Any thread may call the methods.
 */
final class EchoProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);

  private final ListeningProcess process;
  private final @Nullable CProgram program;

  private EchoProcess(ListeningProcess process, @Nullable CProgram program) {
    this.process = process;
    this.program = program;
  }

  /**
   * Starts a server on a free port; those in Java with the {@code java} that runs this JVM.
   *
   * @throws EnvironmentException if the machine cannot, with the reason
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  static EchoProcess start(EchoServerKind kind) throws InterruptedException {
    String reason = kind.unavailable();
    if (reason != null) {
      throw new EnvironmentException(reason);
    }
    if (kind != EchoServerKind.C) {
      return new EchoProcess(launch(kind, javaCommand(kind)), null);
    }
    CProgram program = CProgram.compile();
    boolean started = false;
    try {
      ListeningProcess process = launch(kind, List.of(program.executable().toString()));
      started = true;
      return new EchoProcess(process, program);
    } finally {
      if (!started) {
        program.close();
      }
    }
  }

  private static List<String> javaCommand(EchoServerKind kind) {
    List<String> command = new ArrayList<>();
    command.add(BackendProcess.runningJava().toString());
    if (kind == EchoServerKind.NETTY_NIO_UNSAFE) {
      command.add(NettyEchoServer.ALLOW_UNSAFE);
    }
    command.addAll(List.of("-Xms256m", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EchoMain.class.getName(), kind.name()));
    return command;
  }

  private static ListeningProcess launch(EchoServerKind kind, List<String> command)
      throws InterruptedException {
    return ListeningProcess.start(
        "the echo server " + kind.id(),
        "run it alone with the verb echo to see why",
        command,
        START_DEADLINE);
  }

  /** Returns the port that the server listens on. */
  int port() {
    return process.port();
  }

  /** Returns the server's process id. */
  long pid() {
    return process.pid();
  }

  /**
   * Returns the CPU time of the server's process so far, in nanoseconds and steps of the machine's
   * tick, mostly 10 ms; 0 if the machine does not tell.
   */
  long cpuNanos() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  /** Ends the server and waits until it has ended. Idempotent. */
  @Override
  public void close() {
    process.close();
    if (program != null) {
      program.close();
    }
  }
}
