package org.asyncmark.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.backend.ListeningProcess;

/**
 * Starts echo servers in processes of their own, so that a server's thread, heap and compiler are
 * not those of the client.
 */
final class EchoProcess {
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);

  private EchoProcess() {}

  /**
   * Starts a server on a free port; those in Java with the {@code java} that runs this JVM.
   *
   * @throws EnvironmentException if the machine cannot, with the reason
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  static ListeningProcess start(EchoServerKind kind) throws InterruptedException {
    String reason = kind.unavailable();
    if (reason != null) {
      throw new EnvironmentException(reason);
    }
    if (kind != EchoServerKind.C) {
      return launch(kind, javaCommand(kind));
    }
    try (CProgram program = CProgram.compile()) { // a program that runs needs its file no more
      return launch(kind, List.of(program.executable().toString()));
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
}
