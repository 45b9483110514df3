package org.asyncmark.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run. What is in it is whole: each file and each fork's folder is written under
 * another name first and then renamed. Forks are only ever added. The log alone is appended to.
 *
 * <p>Not for several threads at once.
 */
public final class RunStore {
  static final String MANIFEST = "manifest.json";
  static final String ENV = "env.json";
  static final String JMH_JSON = "jmh.json";
  static final String LATENCY_LOG = "latency.hlog";
  static final String COUNTERS = "counters.json";
  static final String STDOUT = "stdout.log";
  static final String FAILURE = "failure.json";
  static final String LOG = "run.log";
  static final String FAILED_SUFFIX = ".FAIL";

  /** With less than that a fork may fail for want of room, and its files would not fit. */
  private static final long LEAST_FREE_BYTES = 64 * 1024;

  /** More than anybody measures; without a bound a damaged number would be looked for for days. */
  private static final int MOST_ROUNDS = 100_000;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path folder;
  private final Plan plan;

  private RunStore(Path folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /**
   * Makes the folder of a new run and writes its plan and machine.
   *
   * @param results folder of all runs; made if it is missing
   * @throws EnvironmentException if it cannot be written, or a run of that id is there
   */
  public static RunStore create(Path results, Plan plan, RunEnvironment environment) {
    Path folder = results.resolve(plan.runId());
    try {
      Files.createDirectories(results);
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(results)) {
        throw unwritable(results, new IOException("it is a file"));
      }
      throw new EnvironmentException(
          "wanted a new folder " + folder + ", it is there already; wait a second and start again",
          e);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    RunStore store = new RunStore(folder, plan);
    try {
      store.writeJson(MANIFEST, plan);
      store.writeJson(ENV, environment);
      return store;
    } catch (IOException e) {
      EnvironmentException failure = unwritable(folder, e);
      try {
        deleteTree(folder); // there is no run without its plan
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  /**
   * Opens the folder of a run.
   *
   * @throws EnvironmentException if there is no plan in it that can be read
   */
  public static RunStore open(Path folder) {
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw new EnvironmentException(
          "wanted a run, found no "
              + MANIFEST
              + " in "
              + folder
              + "; give the folder of a run, which is one of those under results");
    }
    JsonNode version = readJson(manifest, JsonNode.class).path("formatVersion");
    if (version.isInt() && version.asInt() != Plan.FORMAT_VERSION) {
      throw new EnvironmentException(
          manifest
              + " has format version "
              + version.asInt()
              + ", this build reads "
              + Plan.FORMAT_VERSION
              + "; read it with the build that wrote it");
    }
    Plan plan = readJson(manifest, Plan.class);
    checkNames(manifest, plan);
    return new RunStore(folder, plan);
  }

  /** Names become folders: those of a file that was edited by hand must not lead elsewhere. */
  private static void checkNames(Path manifest, Plan plan) {
    List<String> names = new ArrayList<>(List.of(plan.runId()));
    plan.jdks().forEach(jdk -> names.add(jdk.name()));
    for (PlannedArm planned : plan.arms()) {
      names.add(planned.arm().jdk());
      names.add(cellKey(planned.arm()));
      if (planned.rounds() < 1 || planned.rounds() > MOST_ROUNDS) {
        throw damaged(manifest, "wanted 1 to " + MOST_ROUNDS + " rounds, got " + planned.rounds());
      }
    }
    for (String name : names) {
      boolean leads = name.equals("..") || name.equals(".") || name.isBlank();
      if (leads || name.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
        throw damaged(manifest, "wanted a name of a folder, got '" + oneLine(name) + "'");
      }
    }
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Returns the plan. */
  public Plan plan() {
    return plan;
  }

  /**
   * Writes the machine, and what was seen of it until now.
   *
   * @throws EnvironmentException if that fails
   */
  public void writeEnvironment(RunEnvironment environment) {
    try {
      writeJson(ENV, environment);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Returns the machine. */
  public RunEnvironment environment() {
    return readJson(folder.resolve(ENV), RunEnvironment.class);
  }

  /**
   * Adds a line to the run's log, with the time.
   *
   * @throws EnvironmentException if that fails
   */
  void log(String event) {
    Path log = folder.resolve(LOG);
    try {
      Files.writeString(
          log,
          Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + event + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(log, e);
    }
  }

  /**
   * Makes an empty folder for the files of a fork that starts now.
   *
   * @throws EnvironmentException if that fails
   */
  Path begin() {
    Path under = folder.resolve("rounds").resolve(".unfinished");
    try {
      deleteTree(under);
      return Files.createDirectories(under);
    } catch (IOException e) {
      throw unwritable(under, e);
    }
  }

  /**
   * Gives a fork's folder its name: it is finished.
   *
   * @param unfinished what {@link #begin} returned
   * @throws EnvironmentException if that fails
   */
  void finish(Path unfinished, int round, Arm arm) {
    rename(unfinished, forkFolder(round, arm, ""));
  }

  /**
   * Keeps what there is of a fork that failed.
   *
   * @param unfinished what {@link #begin} returned
   * @throws EnvironmentException if that fails
   */
  void fail(Path unfinished, FailedFork failure) {
    try {
      WholeFile.write(unfinished.resolve(FAILURE), JSON.writeValueAsBytes(failure));
    } catch (IOException e) {
      throw unwritable(unfinished, e);
    }
    rename(unfinished, forkFolder(failure.round(), failure.arm(), FAILED_SUFFIX));
  }

  /**
   * Makes sure that a fork that failed did not fail because a disk is full, for then it says
   * nothing about its arm.
   *
   * @throws EnvironmentException if the disk of the run, or that of temporary files, is full
   */
  void requireRoom() {
    for (Path place : List.of(folder, Path.of(System.getProperty("java.io.tmpdir")))) {
      try {
        requireRoom(place, Files.getFileStore(place).getUsableSpace());
      } catch (IOException e) {
        throw unwritable(place, e);
      }
    }
  }

  static void requireRoom(Path place, long freeBytes) {
    if (freeBytes < LEAST_FREE_BYTES) {
      throw unwritable(
          place, new IOException("the disk is full, " + freeBytes + " bytes are free"));
    }
  }

  /** Deletes what an interrupted fork left; quietly, for it is of no use to anybody. */
  void dropUnfinished() throws IOException {
    deleteTree(folder.resolve("rounds").resolve(".unfinished"));
  }

  /** Tells whether a fork is finished, well or badly. */
  boolean has(int round, Arm arm) {
    return Files.isDirectory(forkFolder(round, arm, ""))
        || Files.isDirectory(forkFolder(round, arm, FAILED_SUFFIX));
  }

  /** Returns how many forks of the plan have ended, well or badly. */
  public int endedForks() {
    int ended = 0;
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Arm arm : plan.order(round)) {
        ended += has(round, arm) ? 1 : 0;
      }
    }
    return ended;
  }

  /** Returns the forks that failed, in the order of the plan. */
  public List<FailedFork> failures() {
    List<FailedFork> failures = new ArrayList<>();
    for (PlannedArm planned : plan.arms()) {
      for (int round = 1; round <= planned.rounds(); round++) {
        failure(round, planned.arm()).ifPresent(failures::add);
      }
    }
    return failures;
  }

  private Optional<FailedFork> failure(int round, Arm arm) {
    Path file = forkFolder(round, arm, FAILED_SUFFIX).resolve(FAILURE);
    return Files.isRegularFile(file)
        ? Optional.of(readJson(file, FailedFork.class))
        : Optional.empty();
  }

  /**
   * Reads all that was measured.
   *
   * @throws EnvironmentException if a file of a finished fork is damaged; the message names it
   */
  public RunRecord read() {
    return read(
        damage -> {
          throw damage;
        });
  }

  /**
   * Reads what was measured and can be read.
   *
   * @param damaged told of each finished fork that is left out, with its file and the reason
   */
  public RunRecord read(Consumer<EnvironmentException> damaged) {
    List<ArmForks> arms = new ArrayList<>();
    List<ArmForks> placebos = new ArrayList<>();
    Map<String, String> placeboOf = new HashMap<>();
    Map<String, String> builds = new LinkedHashMap<>();
    for (PlannedJdk jdk : plan.jdks()) {
      if (jdk.isPlacebo()) {
        placeboOf.put(jdk.name(), jdk.placeboOf());
      } else {
        builds.put(jdk.name(), jdk.label());
      }
    }
    for (PlannedArm planned : plan.arms()) {
      ArmForks forks = forksOf(planned, damaged);
      Arm arm = planned.arm();
      String same = placeboOf.get(arm.jdk());
      if (same == null) {
        arms.add(forks);
      } else {
        Arm measured = new Arm(arm.pattern(), arm.model(), same, arm.params());
        placebos.add(new ArmForks(measured, forks.forks(), forks.failed(), forks.hung()));
      }
    }
    Map<Arm, String> absent = new LinkedHashMap<>();
    plan.absent().forEach(each -> absent.put(each.arm(), each.reason()));
    return new RunRecord(
        plan.runId(),
        plan.startedUtc(),
        environment().machine().line(),
        plan.preset(),
        builds,
        plan.rounds(),
        arms,
        absent,
        placebos);
  }

  private ArmForks forksOf(PlannedArm planned, Consumer<EnvironmentException> damaged) {
    List<Fork> forks = new ArrayList<>();
    int failed = 0;
    int hung = 0;
    for (int round = 1; round <= planned.rounds(); round++) {
      Path fork = forkFolder(round, planned.arm(), "");
      if (Files.isDirectory(fork)) {
        fork(round, fork, damaged).ifPresent(forks::add);
      }
      Optional<FailedFork> failure = failure(round, planned.arm());
      failed += failure.isPresent() && !failure.get().hung() ? 1 : 0;
      hung += failure.isPresent() && failure.get().hung() ? 1 : 0;
    }
    return new ArmForks(planned.arm(), forks, failed, hung);
  }

  private Optional<Fork> fork(int round, Path fork, Consumer<EnvironmentException> damaged) {
    try {
      return Optional.of(
          new Fork(round, LatencyLog.sums(intervals(fork)), counters(fork).counts()));
    } catch (EnvironmentException e) {
      damaged.accept(e);
      return Optional.empty();
    }
  }

  /**
   * Reads the histograms of a finished fork and holds them against the counts that were written
   * beside them.
   *
   * @throws EnvironmentException if they differ or cannot be read
   */
  List<LatencyLog.Interval> intervals(Path fork) {
    Path log = fork.resolve(LATENCY_LOG);
    Counters counters = counters(fork);
    try {
      List<LatencyLog.Interval> intervals = LatencyLog.read(log);
      Map<String, Histogram> sums = LatencyLog.sums(intervals);
      counters
          .samples()
          .forEach(
              (kind, samples) -> {
                long found = sums.containsKey(kind) ? sums.get(kind).getTotalCount() : 0;
                if (found != samples) {
                  throw new EnvironmentException(
                      log
                          + " is damaged: wanted "
                          + samples
                          + " samples of "
                          + oneLine(kind)
                          + " by its counters.json, found "
                          + found
                          + "; delete the fork's folder to do without it");
                }
              });
      return intervals;
    } catch (IOException e) {
      String reason = oneLine(e.getMessage());
      throw new EnvironmentException(
          (reason.startsWith(log.toString()) ? reason : log + " cannot be read: " + reason)
              + "; delete the fork's folder to do without it",
          e);
    }
  }

  private static Counters counters(Path fork) {
    return readJson(fork.resolve(COUNTERS), Counters.class);
  }

  /**
   * Reads JMH's result of a finished fork.
   *
   * @throws EnvironmentException if it cannot be read
   */
  JsonNode jmh(Path fork) {
    return readJson(fork.resolve(JMH_JSON), JsonNode.class);
  }

  /** Returns where a fork's files are once it is finished. */
  Path forkFolder(int round, Arm arm, String suffix) {
    return folder
        .resolve("rounds")
        .resolve(String.format(Locale.ROOT, "%04d", round))
        .resolve(arm.jdk())
        .resolve(cellKey(arm) + suffix);
  }

  /** Returns the name of an arm's cell in file names: {@code gather_model=loop_fanOut=100_...}. */
  static String cellKey(Arm arm) {
    String params = arm.paramsLabel().replace(' ', '_');
    return arm.pattern() + "_model=" + arm.model() + (params.isEmpty() ? "" : "_" + params);
  }

  /** Returns the mapper for all of a run's JSON files. */
  static ObjectMapper json() {
    return JSON;
  }

  /** Says that something cannot be written, and what to do. */
  static EnvironmentException unwritable(Path what, IOException why) {
    String file = what.toString();
    String reason = why.getMessage();
    if (why instanceof FileSystemException known) {
      file = known.getFile() == null ? file : known.getFile();
      reason =
          known.getReason() == null ? "permission denied or no such folder" : known.getReason();
    }
    return new EnvironmentException(
        "cannot write "
            + file
            + ": "
            + reason
            + "; free the disk or choose another folder with --results. Finished forks are kept",
        why);
  }

  private void writeJson(String name, Object value) throws IOException {
    WholeFile.write(folder.resolve(name), JSON.writeValueAsBytes(value));
  }

  private static <T> T readJson(Path file, Class<T> type) {
    try {
      T value = JSON.readValue(file.toFile(), type);
      Optional<String> missing = Complete.missing(value);
      if (missing.isPresent()) {
        throw damaged(file, "wanted " + missing.get() + ", found none");
      }
      return value;
    } catch (JacksonException e) {
      Throwable cause = e.getCause();
      String reason =
          cause instanceof RuntimeException && cause.getMessage() != null
              ? cause.getMessage()
              : e.getOriginalMessage();
      throw new EnvironmentException(damaged(file, reason).getMessage(), e);
    } catch (IOException e) {
      throw new EnvironmentException(file + " cannot be read: " + oneLine(e.getMessage()), e);
    }
  }

  private static EnvironmentException damaged(Path file, String reason) {
    return new EnvironmentException(
        file + " is damaged: " + oneLine(reason) + "; restore it or measure again");
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }

  private static void rename(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new AssertionError("both are in one folder, hence on one disk", e);
    } catch (IOException e) {
      throw unwritable(to, e);
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
