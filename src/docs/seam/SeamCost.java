import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.Supplier;
import org.asyncmark.model.TaskScope;
import org.asyncmark.model.TaskScope.Join;

/**
 * What {@link TaskScope}, which reaches the JDK's scopes by method handles, costs beside the same
 * code compiled directly. It cannot be in the jar, which is built for JDK 17. From the root of the
 * checkout, on a quiet machine and any JDK from 25 to 27 (N):
 *
 * <pre>{@code
 * java --enable-preview --source N -cp target/asyncmark.jar src/docs/seam/SeamCost.java
 * }</pre>
 *
 * <p>One op opens a scope, forks 100 children that return at once, joins, adds their results and
 * closes. Each of ten JVMs runs both in blocks of 50 ms that come in pairs of random order, and has
 * one number: the median of the pairs' ratios. The interval is Student's over the ten. It says
 * "equivalent" if that lies within 3 %.
 */
class SeamCost {
  private static final int CHILDREN = 100;
  private static final long SUM = CHILDREN * (CHILDREN - 1L) / 2;
  private static final long BLOCK_NANOS = 50_000_000;
  private static final int WARM_UP_PAIRS = 30;
  private static final int PAIRS = 40;

  private static final int JVMS = 10;
  private static final double STUDENT_95_OF_9 = 2.262;
  private static final double MARGIN_PERCENT = 3;

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      System.out.println(ratio());
    } else {
      judge();
    }
  }

  private static void judge() throws Exception {
    List<Double> percents = new ArrayList<>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      double percent = 100 * (Double.parseDouble(inItsOwnJvm()) - 1);
      System.out.printf(Locale.ROOT, "JVM %d: seam / direct %+.2f %%%n", jvm + 1, percent);
      percents.add(percent);
    }
    double mean = percents.stream().mapToDouble(each -> each).average().orElseThrow();
    double squares = percents.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    double half = STUDENT_95_OF_9 * Math.sqrt(squares / (JVMS - 1) / JVMS);
    boolean equivalent = Math.abs(mean) + half < MARGIN_PERCENT;
    System.out.printf(
        Locale.ROOT,
        "JDK %s: %+.2f %% [%+.2f, %+.2f]: %s within %.0f %%%n",
        Runtime.version(),
        mean,
        mean - half,
        mean + half,
        equivalent ? "equivalent" : "not shown to be equivalent",
        MARGIN_PERCENT);
  }

  private static String inItsOwnJvm() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-preview",
                "--source",
                String.valueOf(Runtime.version().feature()),
                "-cp",
                System.getProperty("java.class.path"),
                "src/docs/seam/SeamCost.java",
                "once")
            .redirectError(ProcessBuilder.Redirect.DISCARD) // the compiler's note on previews
            .start();
    String answer = new String(process.getInputStream().readAllBytes()).trim();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the JVM ended with " + process.exitValue() + ": " + answer);
    }
    return answer;
  }

  /** Returns the time of the seam over that of the direct code. */
  private static double ratio() throws Exception {
    List<Callable<Long>> ways = new ArrayList<>(List.of(SeamCost::seam, SeamCost::direct));
    Callable<Long> seam = ways.get(0);
    List<Double> ratios = new ArrayList<>();
    for (int pair = -WARM_UP_PAIRS; pair < PAIRS; pair++) {
      Collections.shuffle(ways);
      double first = nanosPerOp(ways.get(0));
      double second = nanosPerOp(ways.get(1));
      if (pair >= 0) {
        ratios.add(ways.get(0) == seam ? first / second : second / first);
      }
    }
    Collections.sort(ratios);
    return (ratios.get(PAIRS / 2 - 1) + ratios.get(PAIRS / 2)) / 2;
  }

  private static double nanosPerOp(Callable<Long> op) throws Exception {
    long started = System.nanoTime();
    long ops = 0;
    long nanos;
    do {
      if (op.call() != SUM) {
        throw new IllegalStateException("wanted the sum " + SUM);
      }
      ops++;
      nanos = System.nanoTime() - started;
    } while (nanos < BLOCK_NANOS);
    return (double) nanos / ops;
  }

  private static long seam() throws Exception {
    try (TaskScope<Long> scope = TaskScope.open(Join.ALL_SUCCESSFUL)) {
      List<Supplier<Long>> children = new ArrayList<>(CHILDREN);
      for (long i = 0; i < CHILDREN; i++) {
        long index = i;
        children.add(scope.fork(() -> index));
      }
      scope.join();
      long sum = 0;
      for (Supplier<Long> each : children) {
        sum += each.get();
      }
      return sum;
    }
  }

  private static long direct() throws Exception {
    try (var scope = StructuredTaskScope.open(Joiner.<Long>awaitAllSuccessfulOrThrow())) {
      List<Subtask<Long>> children = new ArrayList<>(CHILDREN);
      for (long i = 0; i < CHILDREN; i++) {
        long index = i;
        children.add(scope.fork(() -> index));
      }
      scope.join();
      long sum = 0;
      for (Subtask<Long> each : children) {
        sum += each.get();
      }
      return sum;
    }
  }
}
