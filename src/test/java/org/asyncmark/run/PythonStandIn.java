package org.asyncmark.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Value;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Runs scripts of the shell as forks, in place of Pythons. */
abstract class PythonStandIn {
  private static final Path BASH = Path.of("/bin/bash");
  static final long PATIENT_MILLIS = 40_000;
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  /** Goes to the gate, as often as it is told to. */
  private static final List<String> HEAD =
      List.of(
          "#!" + BASH,
          "spec=$5",
          "value() { sed -n \"s/.*\\\"$1\\\":\\\"\\{0,1\\}\\([^\\\",}]*\\).*/\\1/p\" <<< \"$spec\"; }",
          "result=$(value result)",
          "gate() { printf g >&3; read -rn1 -u3 go; }",
          "come() {",
          "  exec 3<>/dev/tcp/127.0.0.1/$(value gatePort)",
          "  for by in 56 48 40 32 24 16 8 0; do",
          "    printf \"\\\\x$(printf %02x $(($$ >> by & 255)))\" >&3",
          "  done",
          "  gate",
          "}");

  static LivingBackend backend;
  static Plan plan;
  static Arm arm;
  static PythonFiles files;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    assumeTrue(Files.isExecutable(BASH));
    backend = new LivingBackend(BackendProcess.runningJava());
    Plan loops =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.LOOP),
                List.of(JDK),
                Preset.SMOKE,
                1,
                Arms.choices(Map.of("leaf", List.of("cpu"))),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
    plan = loops.part("id", PythonLeftovers.FORK, loops.arms());
    Arm loop = plan.arms().get(0).arm();
    arm =
        new Arm(
            "gather",
            Arm.ASYNCIO,
            "py3.11",
            loop.params(),
            new TreeMap<>(Map.of("mechanism", Value.of("asyncio"))));
    files = new PythonFiles();
  }

  @AfterAll
  static void end() throws Exception {
    if (backend != null) {
      backend.close();
      files.delete();
    }
  }

  final Path into() throws Exception {
    return Files.createDirectories(folder.resolve("fork"));
  }

  /** Runs a stand-in to its end. */
  final ForkLauncher.Launched run(Path executable, long deadlineMillis) throws Exception {
    Python python = new Python("py3.11", executable, "3.11.7", false, Python.ASYNCIO);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (StandingForks standing = new StandingForks()) {
      ForkLauncher launcher = new ForkLauncher(plan, backend, ForkInstruments.NONE, files);
      LiveFork fork =
          new LiveFork(
              arm,
              1,
              python,
              into(),
              new LiveFork.Supervisor(launcher, standing, threads, deadlineMillis));
      TurnTaking.take(List.of(fork), plan.fork().turns(), new Random(1));
      return fork.result();
    } finally {
      threads.shutdown();
    }
  }

  final ForkLauncher.Launched run(String... script) throws Exception {
    return run(script(script), PATIENT_MILLIS);
  }

  final Path script(String... lines) throws Exception {
    List<String> all = new ArrayList<>(HEAD);
    all.addAll(List.of(lines));
    Path script = Files.write(folder.resolve("python3"), all, UTF_8);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  static String[] with(List<String> lines, String... before) {
    return Stream.concat(Stream.of(before), lines.stream()).toArray(String[]::new);
  }

  static String[] good() {
    return with(PythonLeftovers.shell(), "come", "gate", "gate");
  }

  /** Returns why a stand-in gave no result. */
  final ForkFailedException failure(String... script) throws Exception {
    return failure(script(script), PATIENT_MILLIS);
  }

  final ForkFailedException failure(Path executable, long deadlineMillis) {
    Throwable thrown = catchThrowable(() -> run(executable, deadlineMillis));
    assertThat(thrown)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ForkFailedException.class);
    return (ForkFailedException) thrown.getCause();
  }
}
