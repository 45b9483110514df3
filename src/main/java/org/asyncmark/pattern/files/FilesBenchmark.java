package org.asyncmark.pattern.files;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.EnvironmentException;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.fanout.FanOut;
import org.asyncmark.pattern.fanout.Limit;
import org.asyncmark.pattern.fanout.PermitPlace;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Many files, so many at once, in the four models: {@code aiofiles} in tasks with a semaphore.
 *
 * <p>Measured: one op is all files, from handing the first over to having all results on the
 * calling thread; {@code service} is that time, {@code leaf} is the time of each file from being
 * opened to being closed. Reads are of the page cache, and count lines, words and characters as
 * {@code wc} does, see {@link TextCounter}. Writes go over what the file held, in place: cutting it
 * first would have some file systems flush it when it is closed. {@code inflight} is how many files
 * were at work at once, at most; {@code carriers}, of virtual threads, how many carriers are alive
 * after the last op: a JDK that makes up for a file's calls has more than there are processors.
 *
 * <p>Not measured: the disk, unless writes are synced. Neither is making and deleting the files, in
 * a folder of their own; and a permit's wait is in {@code service} alone. JMH's own score also
 * holds the checks, which read a file.
 *
 * <p>Parity: every op checks each count against the text that the file was made of, or one of the
 * files that it wrote, and after the last op all of them; {@code FilesContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern files}, or plain: {@code ./run-benchmarks.sh
 * jmh FilesBenchmark -p model=LOOP -p work=WRITE -prof org.asyncmark.measure.HdrProfiler}
 */
public class FilesBenchmark extends PatternBenchmark {
  /** The pattern. The telling cell is files that one call reads. */
  public static final Pattern PATTERN =
      Pattern.of(
              "files",
              "read files and count their lines, words and characters, or write them, at most limit"
                  + " of them at once (aiofiles)",
              FilesBenchmark::new,
              FilesMechanism.values())
          .cells(Sizing.SMOKE, "work=read,write,sync files=4 fileBytes=1000 limit=2")
          .cells(Sizing.TELLING, "work=read files=100 fileBytes=16384 limit=10")
          .cells(Sizing.COMMON, "work=write,sync files=100 fileBytes=16384 limit=10");

  private static final int CHUNK_BYTES = 16 << 10;

  /** The most platform threads that are taken without being asked for. */
  private static final int MOST_THREADS = 1_000;

  private static final double CALLS_MICROS = 20;
  private static final double SYNC_MICROS = 1_000;

  /** What is done with each file. */
  @Param("READ")
  @Means(
      value = "what is done with each file: read and count, write, or write and sync",
      shown = true)
  Access work;

  /** Number of files of an op. */
  @Param("100")
  @Means(value = "files of one op", shown = true)
  @Range(max = 10_000)
  int files;

  /** Length of each file. */
  @Param("16384")
  @Means("length of each file")
  @Range(max = 1 << 20)
  int fileBytes;

  /** Files at work at once. */
  @Param("10")
  @Means(value = "files at work at once", shown = true)
  @Range(max = 1_000)
  int limit;

  /** Where the files are. */
  @Param("WORKING")
  @Means("where the files are: in the working folder, or among the temporary ones")
  Folder folder;

  /** The work on the files; from {@link #open} on. */
  FileWork fileWork;

  private FanOut fan;
  private LatencyRecorder service;
  private LatencyRecorder leafService;
  private RatioRecorder inFlight;
  private @Nullable RatioRecorder carriers;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected int leavesOfOp() {
    return files;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Platform: a thread for each task, up to a thousand, since it holds one while it waits for
   * its permit. Future: one for each file that is at work at once.
   */
  @Override
  protected int poolSize(int cpus) {
    int tasks = model == Model.PLATFORM ? Math.min(files, MOST_THREADS) : 1;
    return Math.max(tasks, atOnce());
  }

  private int atOnce() {
    return Math.min(files, limit);
  }

  @Override
  protected boolean onPool() {
    return model == Model.PLATFORM || model == Model.FUTURE;
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (onPool()) {
      requireEnough("limit", limit, POOL_SIZE, atOnce(), poolSize);
    }
  }

  @Override
  protected int threads() {
    return model == Model.LOOP ? atOnce() : super.threads();
  }

  @Override
  protected double opMicros() {
    double waves = Math.ceil((double) files / limit);
    return files * CALLS_MICROS + (work == Access.SYNC ? waves * SYNC_MICROS : 0);
  }

  @Override
  protected @Nullable String absence() {
    return work == Access.SYNC ? folder.noSync() : null;
  }

  @Override
  protected Leaves leaves() {
    try {
      TextFiles made = stage.open(TextFiles.create(folder.path(), files, fileBytes));
      return new FileLeaves(new FileWork(made, work, CHUNK_BYTES), atOnce());
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted "
              + files
              + " files of "
              + fileBytes
              + " bytes in "
              + folder.path()
              + ", but "
              + EnvironmentException.oneLine(e.toString())
              + "; make room there, or choose another one with --param folder",
          e);
    }
  }

  @Override
  protected WarmUp.Op open() {
    LeafTimes waits = LeafTimes.ofWaits(check.cell(), files, "permit");
    fileWork = ((FileLeaves) stage.leaves()).work();
    fan = ((FilesMechanism) mechanism()).open(stage, new Limit(limit, PermitPlace.INSIDE, waits));
    service = meter.latency("service");
    leafService = meter.latency("leaf");
    inFlight = meter.ratio("inflight", "#/op");
    carriers = model == Model.VIRTUAL ? meter.ratio("carriers", "#") : null;
    return this::allFiles;
  }

  @Override
  protected void afterLastOp() throws IOException {
    fileWork.requireAllWritten(check);
    if (carriers != null) {
      carriers.record(Carriers.alive(), 1);
    }
  }

  /** All files of an op. */
  @Benchmark
  public Object allFiles() throws ExecutionException, InterruptedException, IOException {
    times.clear();
    fileWork.begin();
    long started = System.nanoTime();
    List<Long> results = fan.run(files);
    service.record(System.nanoTime() - started);
    check.requireInOrder(results, files);
    fileWork.requireDone(check);
    times.recordInto(leafService, files);
    int most = times.mostAtOnce(files);
    if (most > limit) {
      throw check.failed(most + " files were at work at once, the limit is " + limit);
    }
    inFlight.record(most, 1);
    return results;
  }
}
