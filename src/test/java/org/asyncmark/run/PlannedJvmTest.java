package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.plan.ForkSettings;
import org.junit.jupiter.api.Test;

class PlannedJvmTest {
  private static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC");
  private static final ForkSettings FORK = new ForkSettings(0, 2, 100, 3, 250);
  private static final PlannedJvm PLANNED = new PlannedJvm(FLAGS, true, 4, FORK);

  private final List<String> arguments =
      new ArrayList<>(
          List.of(
              "-Xms512m",
              "-Xmx512m",
              "-XX:+UseG1GC",
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:CompileCommandFile=/tmp/x"));
  private final Map<String, String> flags =
      new TreeMap<>(
          Map.of("InitialHeapSize", "536870912", "MaxHeapSize", "536870912", "UseG1GC", "true"));

  private RunningJvm found() {
    return found(4, new RunningJvm.Iterations(3, 250));
  }

  private RunningJvm found(int processors, RunningJvm.Iterations measured) {
    return new RunningJvm(
        "VM",
        arguments,
        flags,
        List.of("G1 Young Generation"),
        1 << 29,
        processors,
        3,
        null,
        new RunningJvm.Iterations(2, 100),
        measured);
  }

  @Test
  void aForkThatRanAsPlannedDiffersInNothing() {
    assertThat(PLANNED.differences(found())).isEmpty();
  }

  @Test
  void anotherCollectorIsADifference() {
    flags.put("UseG1GC", "false");
    assertThat(PLANNED.differences(found())).containsExactly("wanted UseG1GC=true, found false");
  }

  @Test
  void anotherHeapIsADifference() {
    flags.put("MaxHeapSize", "268435456");
    assertThat(PLANNED.differences(found()))
        .containsExactly("wanted MaxHeapSize=512m, found 268435456");
  }

  @Test
  void aHeapThatIsRoundedUpIsNone() {
    flags.put("MaxHeapSize", Long.toString((512L << 20) + (32L << 20)));
    assertThat(PLANNED.differences(found())).isEmpty();
  }

  @Test
  void ofTwoSpellingsOfTheHeapTheLastHolds() {
    arguments.add("-XX:MaxHeapSize=1g");
    flags.put("MaxHeapSize", Long.toString(1L << 30));
    List<String> both = new ArrayList<>(FLAGS);
    both.add("-XX:MaxHeapSize=1g");
    assertThat(new PlannedJvm(both, true, 4, FORK).differences(found())).isEmpty();
  }

  @Test
  void aNumberThatIsNoSizeHasToBeExact() {
    arguments.add("-XX:GuaranteedSafepointInterval=0");
    flags.put("GuaranteedSafepointInterval", "1000");
    List<String> more = new ArrayList<>(FLAGS);
    more.add("-XX:GuaranteedSafepointInterval=0");
    assertThat(new PlannedJvm(more, true, 4, FORK).differences(found()))
        .containsExactly("wanted GuaranteedSafepointInterval=0, found 1000");
  }

  @Test
  void aFlagFromElsewhereIsADifference() {
    arguments.add("-Xint");
    assertThat(PLANNED.differences(found()))
        .containsExactly("found -Xint, which the plan does not have");
  }

  @Test
  void aProfilerOfAnInstrumentedForkMayAddFlags() {
    arguments.add("-XX:+DebugNonSafepoints");
    assertThat(new PlannedJvm(FLAGS, false, 4, FORK).differences(found())).isEmpty();
  }

  @Test
  void aFlagThatWasLostIsADifference() {
    arguments.remove("-Xms512m");
    assertThat(PLANNED.differences(found()))
        .containsExactly("wanted -Xms512m, which did not reach the JVM");
  }

  @Test
  void aFlagThatTheJvmIgnoresIsADifference() {
    flags.remove("UseG1GC");
    assertThat(PLANNED.differences(found()))
        .containsExactly("wanted UseG1GC=true, this JVM ignores it");
  }

  @Test
  void otherProcessorsAndIterationsAreDifferences() {
    assertThat(PLANNED.differences(found(2, new RunningJvm.Iterations(3, 10_000))))
        .containsExactly(
            "wanted 4 processors, found 2",
            "wanted measured iterations 3 x 250 ms, found 3 x 10000 ms");
  }

  @Test
  void aJvmThatTellsNoFlagsIsComparedInWhatItTells() {
    arguments.add("-Xoptionsfile=/jvm/options.default");
    flags.clear();
    assertThat(PLANNED.differences(found())).isEmpty();
    assertThat(PLANNED.differences(found(2, new RunningJvm.Iterations(3, 250))))
        .containsExactly("wanted 4 processors, found 2");
  }
}
