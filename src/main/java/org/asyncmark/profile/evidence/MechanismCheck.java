package org.asyncmark.profile.evidence;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.PatternBenchmark;

/**
 * A mechanism of the JDK that is said to make a cell faster or slower, with the cell that lacks it,
 * and the counts that tell it from other causes.
 *
 * @param title what is said
 * @param source where it is said
 * @param pattern id of the pattern
 * @param model the model that is concerned
 * @param cell its parameters, by name, without the mechanism
 * @param param whose words the next two are: the mechanism, or another choice
 * @param mechanism that has the effect; empty if the pattern has one way only
 * @param control the word that lacks it; empty if the control is the same cell on the oldest JDK
 *     that can run it
 * @param latency the kind whose p50 is compared
 * @param expected against the control, by feature release; nothing where nothing is said
 * @param counts that tell the cause
 */
public record MechanismCheck(
    String title,
    String source,
    String pattern,
    Model model,
    String cell,
    String param,
    String mechanism,
    String control,
    String latency,
    IntFunction<Optional<Expectation>> expected,
    List<EvidenceRow> counts) {
  /** From here on a monitor does not keep a virtual thread on its carrier (JEP 491). */
  private static final int MONITORS_UNMOUNT = 24;

  /** From here on timers of virtual threads and futures are the fork-join pool's own. */
  private static final int POOL_TIMERS = 25;

  /** From here on the pool is used whatever the number of processors (JDK-8362881). */
  private static final int ALWAYS_THE_POOL = 25;

  /** From here on the threads that wait for sockets are virtual ones themselves (JDK-8318422). */
  private static final int VIRTUAL_POLLERS = 22;

  /** From here on no carrier is added for the calls of a file that is not synced (JDK-8329593). */
  private static final int BUFFERED_FILES_UNCOMPENSATED = 23;

  /** All checks. */
  static final List<MechanismCheck> ALL =
      List.of(
          new MechanismCheck(
              "a wait inside synchronized keeps the carrier: 64 tasks, a lock for each",
              "JEP 491",
              "lock",
              Model.VIRTUAL,
              "hold=timer locks=task contenders=64 delayMicros=1000",
              "synchronized",
              "reentrant",
              feature ->
                  Optional.of(feature < MONITORS_UNMOUNT ? Expectation.SLOWER : Expectation.ALIKE),
              List.of(
                  EvidenceRow.PINNED,
                  EvidenceRow.PINNED_TIME,
                  EvidenceRow.THREAD_STARTS,
                  EvidenceRow.VOLUNTARY)),
          new MechanismCheck(
              "one thread resumes all who waited for a monitor: 768 tasks, one lock, 5 us held",
              "VirtualThread.java of JDK 24 and newer, VirtualThread-unblocker",
              "lock",
              Model.VIRTUAL,
              "hold=cpu locks=1 contenders=768 cpuTokens=2500",
              "synchronized",
              "reentrant",
              feature ->
                  Optional.of(feature < MONITORS_UNMOUNT ? Expectation.ALIKE : Expectation.SLOWER),
              List.of(
                  EvidenceRow.MONITOR_ENTERS,
                  EvidenceRow.PINNED,
                  EvidenceRow.VOLUNTARY,
                  EvidenceRow.INVOLUNTARY,
                  EvidenceRow.CPU)),
          new MechanismCheck(
              "timers of virtual threads: 1000 waits of 1 ms",
              "JDK-8351927",
              "gather",
              Model.VIRTUAL,
              "leaf=timer fanOut=1000 delayMicros=1000",
              "",
              "",
              feature -> feature < POOL_TIMERS ? Optional.empty() : Optional.of(Expectation.FASTER),
              List.of(EvidenceRow.VOLUNTARY, EvidenceRow.INVOLUNTARY, EvidenceRow.CPU)),
          new MechanismCheck(
              "supplyAsync without an executor on two processors: 20 blocking leaves of 1 ms",
              "JDK-8362881",
              "gather",
              Model.FUTURE,
              "leaf=http fanOut=20 delayMicros=1000",
              "default-executor",
              "",
              feature ->
                  Optional.of(feature < ALWAYS_THE_POOL ? Expectation.ALIKE : Expectation.SLOWER),
              List.of(EvidenceRow.THREAD_STARTS, EvidenceRow.VOLUNTARY, EvidenceRow.CPU)),
          new MechanismCheck(
              "virtual threads that wait for sockets: 100 requests",
              "JDK-8318422",
              "gather",
              Model.VIRTUAL,
              "leaf=http fanOut=100 delayMicros=0",
              "",
              "",
              feature ->
                  feature < VIRTUAL_POLLERS ? Optional.empty() : Optional.of(Expectation.FASTER),
              List.of(
                  EvidenceRow.SYSTEM_CALLS,
                  EvidenceRow.VOLUNTARY,
                  EvidenceRow.INVOLUNTARY,
                  EvidenceRow.SOCKET_READS,
                  EvidenceRow.CPU)),
          new MechanismCheck(
              "timers of futures are one thread's before JDK 25: 1000 waits of 1 ms",
              "JDK-8319447",
              "gather",
              Model.FUTURE,
              "leaf=timer fanOut=1000 delayMicros=1000",
              "async-leaf",
              "",
              feature -> feature < POOL_TIMERS ? Optional.empty() : Optional.of(Expectation.FASTER),
              List.of(EvidenceRow.VOLUNTARY, EvidenceRow.INVOLUNTARY, EvidenceRow.CPU)),
          new MechanismCheck(
              "virtual threads that compute keep their carriers: 4 requests of 5 ms on two"
                  + " processors, and a victim that beats each ms",
              "JEP 444, scheduling virtual threads: they are not preempted",
              "offload",
              Model.VIRTUAL,
              "work=cpu requests=4 cpuTokens=2500000",
              "place",
              "inline",
              "offloaded",
              "heartbeat",
              feature -> Optional.of(Expectation.SLOWER),
              List.of(
                  EvidenceRow.VIRTUAL_STARTS,
                  EvidenceRow.THREAD_STARTS,
                  EvidenceRow.VOLUNTARY,
                  EvidenceRow.INVOLUNTARY,
                  EvidenceRow.CPU)),
          new MechanismCheck(
              "a StructuredTaskScope against an executor that starts the same virtual threads: 1000"
                  + " children that do nothing",
              "JEP 505: both start a virtual thread for each child",
              "taskgroup",
              Model.VIRTUAL,
              "shape=flat work=none failing=none leaves=1000",
              "structured-scope",
              "executor",
              feature -> Optional.of(Expectation.ALIKE),
              List.of(
                  EvidenceRow.VIRTUAL_STARTS,
                  EvidenceRow.ALLOCATED,
                  EvidenceRow.VOLUNTARY,
                  EvidenceRow.CPU)),
          new MechanismCheck(
              "virtual threads that read cached files: spare carriers up to JDK 22, none since;"
                  + " 1000 files of 1 KiB",
              "JDK-8329593",
              "files",
              Model.VIRTUAL,
              "work=read files=1000 fileBytes=1024 limit=100",
              "",
              "",
              feature -> Optional.empty(),
              List.of(
                  EvidenceRow.CARRIERS,
                  EvidenceRow.THREAD_STARTS,
                  EvidenceRow.FILE_READS,
                  EvidenceRow.FILE_READ_TIME,
                  EvidenceRow.VOLUNTARY,
                  EvidenceRow.INVOLUNTARY,
                  EvidenceRow.CPU)),
          new MechanismCheck(
              "virtual threads that write and sync: spare carriers on every JDK;"
                  + " 20 files of 16 KiB",
              "JDK-8329593",
              "files",
              Model.VIRTUAL,
              "work=sync files=20 fileBytes=16384 limit=20 folder=working",
              "",
              "",
              feature ->
                  feature < BUFFERED_FILES_UNCOMPENSATED
                      ? Optional.empty()
                      : Optional.of(Expectation.ALIKE),
              List.of(
                  EvidenceRow.CARRIERS,
                  EvidenceRow.THREAD_STARTS,
                  EvidenceRow.FILE_WRITES,
                  EvidenceRow.FILE_WRITE_TIME,
                  EvidenceRow.VOLUNTARY,
                  EvidenceRow.INVOLUNTARY,
                  EvidenceRow.CPU)));

  public MechanismCheck {
    counts = List.copyOf(counts);
  }

  /** Creates a check of a mechanism that shows in the time of the whole operation. */
  private MechanismCheck(
      String title,
      String source,
      String pattern,
      Model model,
      String cell,
      String mechanism,
      String control,
      IntFunction<Optional<Expectation>> expected,
      List<EvidenceRow> counts) {
    this(
        title,
        source,
        pattern,
        model,
        cell,
        PatternBenchmark.MECHANISM,
        mechanism,
        control,
        Latencies.SERVICE,
        expected,
        counts);
  }

  /**
   * Returns the checks of a pattern.
   *
   * @throws IllegalArgumentException if there are none; the message names those that have
   */
  static List<MechanismCheck> of(String pattern) {
    List<MechanismCheck> found =
        ALL.stream().filter(check -> check.pattern.equals(pattern)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "--explain "
              + pattern
              + " wants a pattern with mechanism checks; choose from "
              + String.join(
                  ", ", ALL.stream().map(MechanismCheck::pattern).distinct().sorted().toList()));
    }
    return found;
  }

  /** Tells whether the control is the same cell on an older JDK. */
  boolean acrossJdks() {
    return control.isEmpty();
  }

  /** Returns the words of the parameter that are measured; empty if there is one way only. */
  List<String> words() {
    return mechanism.isEmpty()
        ? List.of()
        : control.isEmpty() ? List.of(mechanism) : List.of(mechanism, control);
  }
}
