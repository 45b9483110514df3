package org.asyncmark.store;

import java.io.Closeable;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Shard;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run. What is in it is whole: each file and each fork's folder is written under
 * another name first and then renamed. Forks are only ever added. The log alone is appended to.
 * What writes throws {@link EnvironmentException} if it cannot.
 *
 * <p>Not for several threads at once.
 */
public final class RunStore implements Closeable {
  /** The plan of a run. */
  public static final String MANIFEST = "manifest.json";

  /** What JMH says of a fork. */
  public static final String JMH_JSON = "jmh.json";

  /** The histograms of a fork. */
  public static final String LATENCY_LOG = "latency.hlog";

  /** What was counted of a fork. */
  public static final String COUNTERS = "counters.json";

  /** What a fork printed. */
  public static final String STDOUT = "stdout.log";

  /** All forks of a packed run. */
  public static final String ROUNDS_ZIP = RoundsFolder.ZIP;

  /** What happened to a run. */
  public static final String LOG = "run.log";

  static final String ENV = "env.json";
  static final String FAILURE = "failure.json";
  static final String LOOKS = "looks.json";
  static final String FAILED_SUFFIX = ".FAIL";

  /** How the blocks of a merged run were dealt to its shards; not there if it has none. */
  static final String DEALT = "dealt.json";

  /** What part of its plan a folder has; not there if that is all of it. */
  static final String SHARD = "shard.json";

  /** What a fork's folder ends in, whether it gave a result or none. */
  static final List<String> OUTCOMES = List.of("", FAILED_SUFFIX);

  /** With less than that a fork may fail for want of room, and its files would not fit. */
  private static final long LEAST_FREE_BYTES = 64 * 1024;

  private final Path folder;
  private final Plan plan;
  private final @Nullable Shard shard;
  private final List<Block> blocks;
  private final RoundsFolder rounds;
  private final Map<Arm, String> names = new HashMap<>();

  private RunStore(Path folder, Plan plan, @Nullable Shard shard) {
    this.folder = folder;
    this.plan = plan;
    this.shard = shard;
    this.blocks = shard == null ? plan.blocks() : shard.blocks(plan);
    this.rounds = new RoundsFolder(folder);
    plan.arms().forEach(planned -> names.put(planned.arm(), planned.folder()));
  }

  /**
   * Makes the folder of a new run and writes its plan and machine.
   *
   * @param results folder of all runs; made if it is missing
   * @throws EnvironmentException if it cannot be written, or a run of that id is there
   */
  public static RunStore create(Path results, Plan plan, RunEnvironment environment) {
    return create(results, plan, environment, null);
  }

  /**
   * Makes the folder of a shard, {@code <run id>_shard2of3}.
   *
   * @param shard null for the whole run
   */
  public static RunStore create(
      Path results, Plan plan, RunEnvironment environment, @Nullable Shard shard) {
    Path folder = results.resolve(plan.runId() + (shard == null ? "" : shard.suffix()));
    try {
      Files.createDirectories(results);
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(results)) {
        throw unwritable(results, new IOException("it is a file"));
      }
      throw new EnvironmentException(
          "wanted a new folder "
              + folder
              + ", it is there already; "
              + (shard == null
                  ? "wait a second and start again"
                  : "go on with it by --resume, or take another folder with --results"),
          e);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    RunStore store = new RunStore(folder, plan.withFolders(), shard);
    try {
      if (shard != null) { // first, or it would pass for a whole run
        RunJson.write(folder.resolve(SHARD), shard);
      }
      RunJson.write(folder.resolve(MANIFEST), store.plan());
      RunJson.write(folder.resolve(ENV), environment);
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
    Machines.requireDealt(folder);
    Path file = folder.resolve(SHARD);
    Shard shard = Files.isRegularFile(file) ? RunJson.read(file, Shard.class) : null;
    return new RunStore(folder, Manifest.read(folder), shard);
  }

  /** Returns which part of its plan this folder is for; empty if that is all of it. */
  public Optional<Shard> shard() {
    return Optional.ofNullable(shard);
  }

  /** Returns the blocks that are measured in this folder, in the order in which they are. */
  public List<Block> blocks() {
    return blocks;
  }

  /** Returns the folder of the run. */
  public Path folder() {
    return folder;
  }

  /** Returns the plan of the run, with the folder of each arm. */
  public Plan plan() {
    return plan;
  }

  /** Returns the version of the method that the run was measured by; the first did not say. */
  public int methodVersion() {
    return plan.terms() == null ? 1 : plan.terms().methodVersion();
  }

  /** Writes the machine, and what was seen of it until now. */
  public void writeEnvironment(RunEnvironment environment) {
    write(folder.resolve(ENV), environment);
  }

  /** Adds a line to the run's log, with the time. */
  public void log(String event) {
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

  /** Makes an empty folder for the files of a block that starts now. */
  public Path begin() {
    Path under = unfinished();
    try {
      deleteTree(under);
      return Files.createDirectories(under);
    } catch (IOException e) {
      throw unwritable(under, e);
    }
  }

  /**
   * Makes sure that a fork that failed did not fail because a disk is full, for then it says
   * nothing about its arm.
   *
   * @throws EnvironmentException if the disk of the run, or that of temporary files, is full
   */
  public void requireRoom() {
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

  /** Deletes what an interrupted block left; quietly, for it is of no use to anybody. */
  public void dropUnfinished() throws IOException {
    deleteTree(unfinished());
  }

  private Path unfinished() {
    return folder.resolve(RoundsFolder.FOLDER).resolve(RoundsFolder.UNFINISHED);
  }

  /**
   * Returns what was counted of a fork; nothing if it failed or is not there.
   *
   * @throws EnvironmentException if it cannot be read
   */
  public Optional<Counters> counters(int round, Arm arm) {
    Path file = forkFolder(round, arm, "").resolve(COUNTERS);
    return Files.isRegularFile(file)
        ? Optional.of(RunJson.read(file, Counters.class))
        : Optional.empty();
  }

  /** Returns how many forks are measured in this folder. */
  public int forks() {
    return blocks.stream().mapToInt(Block::forks).sum();
  }

  /** Returns how many of them have ended, well or badly. */
  public int endedForks() {
    FinishedBlocks finished = new FinishedBlocks(this);
    return blocks.stream().filter(finished::has).mapToInt(Block::forks).sum();
  }

  /** Returns the round after which the run was ended at a look, if it was. */
  public OptionalInt endedAfter() {
    return new LookLog(this).endedAfter();
  }

  /** Returns where a fork's files are once it is finished. */
  public Path forkFolder(int round, Arm arm, String suffix) {
    return round(round).resolve(name(arm) + suffix);
  }

  /** Returns the folder of a round. */
  Path round(int round) {
    return rounds().resolve(String.format(Locale.ROOT, "%04d", round));
  }

  /** Returns the folder of all rounds, which of a packed run is in its zip. */
  Path rounds() {
    return rounds.path();
  }

  /** Tells whether the run is packed, so that nothing can be measured for it any more. */
  public boolean isPacked() {
    return rounds.isPacked();
  }

  /** Closes the zip of a packed run; of others there is nothing to close. */
  @Override
  public void close() {
    rounds.close();
  }

  /**
   * Returns the name of an arm of the plan in file names, for example {@code 017_gather_loop}, as
   * the manifest has it.
   */
  public String name(Arm arm) {
    // the plan does not know which machine measures an arm
    return Objects.requireNonNull(names.get(arm.onAnyMachine()), "an arm of the plan");
  }

  /** Says that something cannot be written, and what to do. */
  public static EnvironmentException unwritable(Path what, IOException why) {
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

  /** Writes a file of a run as JSON. */
  static void write(Path file, Object value) {
    try {
      RunJson.write(file, value);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  static void rename(Path from, Path to) {
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
