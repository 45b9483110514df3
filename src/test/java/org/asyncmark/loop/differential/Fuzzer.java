package org.asyncmark.loop.differential;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Runs programs on the loop and on CPython until one behaves differently, and makes that one short.
 *
 * <p>Settings, for {@code main} and for {@code DifferentialFuzzTest}: {@code -Dfuzz.programs},
 * {@code -Dfuzz.seed} of the first (each next one is one higher) and {@code -Dfuzz.python}, a
 * command.
 */
final class Fuzzer {
  private final Oracle oracle;
  private final Supplier<Primitives> primitives;
  private final List<KnownDifference> known;
  private final Map<String, Integer> excused = new TreeMap<>();
  private int compared;
  private long lines;
  private long linesCompared;

  Fuzzer(Oracle oracle, Supplier<Primitives> primitives) throws IOException {
    this.oracle = oracle;
    this.primitives = primitives;
    this.known = KnownDifference.of(oracle.release());
  }

  /** Runs programs of {@code seed} and up until one differs. */
  Optional<Comparison> firstDifference(long seed, int programs) throws Exception {
    for (int i = 0; i < programs; i++) {
      Comparison comparison = compare(ProgramGenerator.generate(seed + i));
      compared++;
      lines += comparison.loop().lines().size();
      linesCompared += comparison.end();
      comparison.excuse().ifPresent(each -> excused.merge(each.name(), 1, Integer::sum));
      if (comparison.differs()) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  Comparison compare(Program program) throws Exception {
    Trace loop = LoopInterpreter.run(program, primitives.get());
    return Comparison.of(program, loop, oracle.trace(program), known);
  }

  Release release() {
    return oracle.release();
  }

  /** Returns the number of programs that were compared, up to the one that differed. */
  int compared() {
    return compared;
  }

  /** Tells what was compared, and how many programs only in part. */
  String summary() {
    int inPart = excused.values().stream().mapToInt(Integer::intValue).sum();
    return compared
        + " programs compared with CPython "
        + oracle.release()
        + ", "
        + (compared - inPart)
        + " of them whole, "
        + linesCompared
        + " of "
        + lines
        + " lines"
        + (inPart == 0 ? "" : ", the others up to a known difference: " + excused);
  }

  /** Runs by hand; with {@code -Dfuzz.record=true} it records the traces that CPython gives. */
  public static void main(String[] args) throws Exception {
    long first = Long.getLong("fuzz.seed", 1);
    int programs = Integer.getInteger("fuzz.programs", 1000);
    try (CPython python = CPython.start(CPython.command())) {
      if (Boolean.getBoolean("fuzz.record")) {
        Recorded.write(python, first, programs);
      } else {
        new Fuzzer(python, Primitives::new).printDifferences(first, programs);
      }
    }
  }

  private void printDifferences(long first, int programs) throws Exception {
    long end = first + programs;
    int differences = 0;
    for (long seed = first; seed < end; ) {
      Optional<Comparison> found = firstDifference(seed, (int) (end - seed));
      if (found.isPresent() && ++differences <= Integer.getInteger("fuzz.show", 5)) {
        System.out.println(new Shrinker(this).shrink(found.get()).report(oracle.release()));
      }
      seed = found.map(each -> each.program().seed() + 1).orElse(end);
    }
    System.out.println(summary() + "; " + differences + " differed");
  }
}
