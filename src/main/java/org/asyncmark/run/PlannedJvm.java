package org.asyncmark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.analyse.Arm;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.backend.ServerAddress;
import org.asyncmark.measure.EndWithDriver;
import org.asyncmark.measure.JvmFlags;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.measure.Safepoints;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.plan.Placement;
import org.asyncmark.plan.Plan;

/**
 * What the JVM of a fork is to be like.
 *
 * @param flags those it is started with, in order; JMH adds some for its compiler hints
 * @param complete whether those are all; a profiler of an instrumented fork may add some
 * @param processors CPUs that it is to count
 * @param fork its iterations
 */
record PlannedJvm(List<String> flags, boolean complete, int processors, ForkSettings fork) {
  /** What JMH adds, or merges into a file of its own. */
  private static final Pattern OF_JMH =
      Pattern.compile(
          "-XX:CompileCommandFile=.*|-XX:\\+Unlock(?:Diagnostic|Experimental)VMOptions"
              + "|-DcompilerBlackholesEnabled=true");

  /** Others may be spelled in another way when the JVM gets them from its launcher. */
  private static final Pattern COMPARABLE = Pattern.compile("-(?:X|D|agent|javaagent).*");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([kmgt]?)");

  /** The JVM rounds a size to a multiple of its pages or regions, of which none is larger. */
  private static final long LARGEST_ROUNDING_BYTES = 64L << 20;

  PlannedJvm {
    flags = List.copyOf(flags);
  }

  /**
   * Returns the JVM of one fork. Of two flags that contradict each other the later holds, so that a
   * user's come behind those of the placement.
   *
   * @param port of the suite's own server; the plan may name another server
   */
  static PlannedJvm of(Plan plan, Arm arm, ForkInstruments.Attached attached, int port) {
    Placement placement = plan.placement(arm);
    List<String> flags = new ArrayList<>(placement.jvmFlags());
    flags.addAll(plan.jvmFlags(arm));
    flags.add("-D" + WarmUp.CAP_PROPERTY + "=" + plan.fork().warmUpCapMillis());
    ServerAddress named = plan.backend() == null ? null : ServerAddress.ofUrl(plan.backend());
    flags.add("-D" + BackendLease.PORT_PROPERTY + "=" + (named == null ? port : named.port()));
    if (named != null) {
      flags.add("-D" + BackendLease.HOST_PROPERTY + "=" + named.host());
    }
    flags.add("-D" + EndWithDriver.PROPERTY + "=true");
    boolean inWindows = plan.traffic(arm).isPresent();
    if (inWindows) {
      flags.add(Safepoints.FLAG);
    }
    flags.addAll(attached.jvmFlags());
    boolean complete = attached.profilers().isEmpty();
    ForkSettings fork = plan.fork();
    return new PlannedJvm(
        flags, complete, placement.processors(), inWindows ? fork.oneOpEach() : fork);
  }

  /**
   * Keeps a JVM that differs from this out of the results.
   *
   * @throws ForkFailedException if it does; the message has what was wanted and what was found
   */
  void require(RunningJvm found) throws ForkFailedException {
    List<String> differences = differences(found);
    if (!differences.isEmpty()) {
      throw new ForkFailedException(
          "the fork ran otherwise than planned: " + String.join("; ", differences), false);
    }
  }

  /**
   * Returns how a JVM differs from this, one difference in words each. Of a JVM that does not tell
   * its flags, processors and iterations alone are compared.
   */
  List<String> differences(RunningJvm found) {
    List<String> differences = new ArrayList<>();
    if (!found.flags().isEmpty()) {
      arguments(found, differences);
      flags(found, differences);
    }
    if (found.processors() != processors) {
      differences.add("wanted " + processors + " processors, found " + found.processors());
    }
    iterations(
        "warm-up", fork.warmupIterations(), fork.warmupMillis(), found.warmUp(), differences);
    iterations(
        "measured",
        fork.measuredIterations(),
        fork.measuredMillis(),
        found.measured(),
        differences);
    return differences;
  }

  private void arguments(RunningJvm found, List<String> differences) {
    for (String argument : found.arguments()) {
      if (complete && isOurs(argument) && !flags.contains(argument)) {
        differences.add("found " + argument + ", which the plan does not have");
      }
    }
    for (String flag : flags) {
      if (isOurs(flag) && !found.arguments().contains(flag)) {
        differences.add("wanted " + flag + ", which did not reach the JVM");
      }
    }
  }

  private static boolean isOurs(String argument) {
    return COMPARABLE.matcher(argument).matches() && !OF_JMH.matcher(argument).matches();
  }

  private void flags(RunningJvm found, List<String> differences) {
    JvmFlags.wanted(flags.stream().map(PlannedJvm::inFull).toList())
        .forEach(
            (name, wanted) -> {
              String value = found.flags().get(name);
              if (value == null) {
                differences.add("wanted " + name + "=" + wanted + ", this JVM ignores it");
              } else if (differs(name, wanted, value)) {
                differences.add("wanted " + name + "=" + wanted + ", found " + value);
              }
            });
  }

  /** The heap has short flags, too, and the last holds, however it is spelled. */
  private static String inFull(String flag) {
    return flag.replaceFirst("^-Xmx", "-XX:" + RunningJvm.MAX_HEAP + "=")
        .replaceFirst("^-Xms", "-XX:" + RunningJvm.INITIAL_HEAP + "=");
  }

  private static boolean differs(String name, String wanted, String found) {
    Matcher size = SIZE.matcher(wanted.toLowerCase(Locale.ROOT));
    if (size.matches() && SIZE.matcher(found).matches()) {
      long bytes = Long.parseLong(size.group(1)) << shift(size.group(2));
      boolean isSize = !size.group(2).isEmpty() || name.endsWith("Size");
      boolean isDefault = isSize && bytes == 0; // the JVM chooses
      long rounding = isSize ? LARGEST_ROUNDING_BYTES : 0;
      return !isDefault && Math.abs(Long.parseLong(found) - bytes) > rounding;
    }
    boolean isSwitch = wanted.equals("true") || wanted.equals("false");
    return isSwitch && !wanted.equals(found); // a text may be one of several that add up
  }

  private static int shift(String unit) {
    return unit.isEmpty() ? 0 : 10 * (1 + "kmgt".indexOf(unit));
  }

  private static void iterations(
      String kind, int count, long millis, RunningJvm.Iterations found, List<String> differences) {
    RunningJvm.Iterations wanted = new RunningJvm.Iterations(count, millis);
    if (!found.equals(wanted)) {
      differences.add("wanted " + kind + " iterations " + wanted + ", found " + found);
    }
  }
}
