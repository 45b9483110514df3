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
 * <p>{@code main} runs any number by hand: {@code -Dfuzz.programs}, {@code -Dfuzz.seed} (of the
 * first; each next one is one higher) and {@code -Dfuzz.python} are the same as those of {@code
 * DifferentialFuzzTest}.
 */
final class Fuzzer {
  private final Oracle oracle;
  private final Supplier<Primitives> primitives;
  private final List<KnownDifference> known;
  private final Map<String, Integer> excused = new TreeMap<>();
  private int compared;

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
        + " of them whole"
        + (inPart == 0 ? "" : ", the others up to a known difference: " + excused);
  }

  @SuppressWarnings("SystemOut") // run by hand
  public static void main(String[] args) throws Exception {
    long seed = Long.getLong("fuzz.seed", 1);
    long end = seed + Integer.getInteger("fuzz.programs", 1000);
    int differences = 0;
    try (CPython python = CPython.start(CPython.command())) {
      Fuzzer fuzzer = new Fuzzer(python, Primitives::new);
      while (seed < end) {
        Optional<Comparison> found = fuzzer.firstDifference(seed, (int) (end - seed));
        if (found.isPresent() && ++differences <= Integer.getInteger("fuzz.show", 5)) {
          Comparison shortest = new Shrinker(fuzzer).shrink(found.get());
          System.out.println(shortest.report(python.release()));
        }
        seed = found.map(each -> each.program().seed() + 1).orElse(end);
      }
      System.out.println(fuzzer.summary() + "; " + differences + " differed");
    }
  }
}
