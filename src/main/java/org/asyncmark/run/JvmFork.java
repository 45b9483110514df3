package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.measure.CountersProfiler;
import org.asyncmark.measure.EndWithDriver;
import org.asyncmark.measure.EnoughOps;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.measure.RunningJvmProfiler;
import org.asyncmark.measure.TurnGate;
import org.asyncmark.measure.WarmUpProfiler;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.store.RunStore;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A fork that is a JVM, run by way of JMH.
 *
 * @param jdk that runs it
 * @param planned what its JVM is to be like
 * @param attached what it carries beside the measurement
 * @param benchmark what it runs
 */
record JvmFork(
    LiveFork live,
    Jdk jdk,
    PlannedJvm planned,
    ForkInstruments.Attached attached,
    ForkBenchmark benchmark) {
  /**
   * Runs it to its end.
   *
   * @throws ForkFailedException if it gave no result
   */
  ForkResult run() throws ForkFailedException {
    return new ForkResult(runJmh(), runningJvm());
  }

  private RunResult runJmh() throws ForkFailedException {
    Path log = live.into().resolve(RunStore.STDOUT);
    try {
      Collection<RunResult> results = JmhFork.run(options(), log);
      if (results.size() != 1) {
        throw new ForkFailedException(
            "wanted one result, JMH gave " + results.size() + "; see " + log.getFileName(), false);
      }
      return results.iterator().next();
    } catch (RunnerException e) {
      live.requireInTime();
      throw new ForkFailedException(ForkLog.reason(log, e), false);
    }
  }

  private RunningJvm runningJvm() throws ForkFailedException {
    Path file = runningJvmFile();
    try {
      RunningJvm jvm = RunningJvmProfiler.read(file);
      Files.delete(file); // from here on it is among the counters
      return jvm;
    } catch (IOException e) {
      throw new ForkFailedException("the fork left no word of its JVM: " + e, false);
    }
  }

  private Path runningJvmFile() {
    return live.into().resolve("running-jvm.ser").toAbsolutePath();
  }

  private Options options() {
    ForkSettings fork = planned.fork();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark.method()) + "$")
            .jvm(jdk.javaExecutable().toString())
            .jvmArgs(planned.flags().toArray(String[]::new))
            .forks(1)
            .warmupIterations(fork.warmupIterations())
            .warmupTime(TimeValue.milliseconds(fork.warmupMillis()))
            .measurementIterations(fork.measuredIterations())
            .measurementTime(TimeValue.milliseconds(fork.measuredMillis()))
            .timeout(TimeValue.days(1)) // runs on while a fork stands still, and ours does not
            .shouldFailOnError(true)
            .addProfiler(RunningJvmProfiler.class, runningJvmFile().toString())
            .addProfiler(TurnGate.class, Integer.toString(live.gate().port())) // before the others
            .addProfiler(EndWithDriver.class)
            .addProfiler(HdrProfiler.class)
            .output(live.into().resolve(RunStore.STDOUT).toString());
    boolean opByOp = !benchmark.inWindows(); // of a window JMH counts one op
    if (opByOp) {
      options.addProfiler( // before those that count, which are not to count its ops
          EnoughOps.class, EnoughOps.limits(fork.leastOps(), fork.furtherMillis()));
    }
    options.addProfiler(CountersProfiler.class);
    if (opByOp) {
      options.addProfiler(GCProfiler.class);
    }
    options.addProfiler(WarmUpProfiler.class);
    if (!jdk.own().classPath().isEmpty()) {
      options.addProfiler(ForkClassPath.class, jdk.own().classPath());
    }
    attached.profilers().forEach(options::addProfiler);
    benchmark.params().forEach((name, value) -> options.param(name, value));
    return options.build();
  }
}
