package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class PrimitiveRatiosTest {
  @Test
  void aRatioIsThatOfTwoForksOfOneRound() {
    PrimitiveRatios ratios = ofRounds(List.of(10.0, 40.0, 20.0), List.of(10.0, 20.0, 10.0));
    assertThat(ratios.table().lines())
        .startsWith(
            "| of futures | ns | blocking, of the JDK | ns | ratio |",
            "|---|---:|---|---:|---:|",
            "| AsyncSemaphore | 20.0 [10.0, 40.0] | Semaphore, first come first served | 10.0 [10.0,"
                + " 20.0] | 2.00 [1.00, 2.00] |");
  }

  @Test
  void anEvenNumberOfRoundsHasItsMedianInBetween() {
    PrimitiveRatios ratios = ofRounds(List.of(10.0, 30.0), List.of(10.0, 10.0));
    assertThat(ratios.table())
        .contains("| AsyncQueue | 20.0 [10.0, 30.0] | ArrayBlockingQueue | 10.0 [10.0, 10.0] |")
        .contains("| 2.00 [1.00, 3.00] |");
  }

  @Test
  void theHandOverHasNoPeer() {
    assertThat(ofRounds(List.of(50.0), List.of(10.0)).table())
        .endsWith(
            "| AsyncMutex, handed on along a line of 10^6 | 50.0 [50.0, 50.0] | n/a (each who waits"
                + " blocks a thread) | n/a | n/a |"
                + System.lineSeparator());
  }

  @Test
  void theCaptionSaysHowManyForksAndWhichFlags() {
    assertThat(ofRounds(List.of(1.0, 2.0), List.of(1.0, 2.0)).caption())
        .isEqualTo(
            "take and give back, put and take, on one thread, nobody waits; ns an op or item, median"
                + " of 2 forks [lowest, highest]; ratios by round; -Xms1g -Xmx1g"
                + " -XX:+UseSerialGC"
                + System.lineSeparator());
  }

  @Test
  void everyBenchmarkIsInTheTable() {
    Set<String> benchmarks = new TreeSet<>();
    for (Method method : FuturePrimitivesBenchmark.class.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Benchmark.class)) {
        benchmarks.add(method.getName());
      }
    }
    Set<String> shown = new TreeSet<>(Set.of("handOverAlongAMillion"));
    for (PrimitivePair pair : PrimitivePair.values()) {
      shown.add(pair.benchmark());
      shown.add(pair.peerBenchmark());
    }
    assertThat(shown).isEqualTo(benchmarks);
  }

  private static PrimitiveRatios ofRounds(List<Double> ours, List<Double> peers) {
    PrimitiveRatios ratios = new PrimitiveRatios();
    for (String benchmark :
        List.of(
            "semaphoreOfFutures", "mutexOfFutures", "queueOfFutures", "handOverAlongAMillion")) {
      ours.forEach(score -> ratios.add(benchmark, score));
    }
    for (String benchmark :
        List.of("semaphoreFair", "semaphoreBarging", "lockFair", "lockBarging", "queueBlocking")) {
      peers.forEach(score -> ratios.add(benchmark, score));
    }
    return ratios;
  }
}
