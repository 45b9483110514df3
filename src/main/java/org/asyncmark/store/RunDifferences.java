package org.asyncmark.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.measure.Machine;
import org.asyncmark.plan.Placement;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedJdk;
import org.jspecify.annotations.Nullable;

/** In what two runs were not measured alike, as their manifests and their environments tell. */
public final class RunDifferences {
  private static final String METHOD = "method version";
  private static final String JVM_FLAGS = "flags of the JVM";
  private static final String JMH_OPTIONS = "options of JMH";

  /** Of these only the words are told that the other run does not have. */
  private static final Set<String> FLAGS = Set.of(JVM_FLAGS, JMH_OPTIONS);

  private static final int HASH_CHARS = 12;

  private RunDifferences() {}

  /**
   * Returns a sentence for each thing that differs, the method first, then the code, the machine,
   * the JDKs and what their forks ran with. A JDK that one of the runs does not have is no
   * difference: its arms are in that run alone. So it is with Pythons.
   */
  public static List<String> between(RunStore base, RunStore other) {
    Predicate<PlannedJdk> oneEach = jdk -> count(base, jdk) == 1 && count(other, jdk) == 1;
    Map<String, String> after = facts(other, oneEach);
    List<String> differences = new ArrayList<>();
    facts(base, oneEach)
        .forEach(
            (name, before) -> {
              String now = after.get(name);
              if (now != null && !now.equals(before)) {
                differences.add(sentence(name, before, now));
              }
            });
    return differences;
  }

  /**
   * Returns what one has otherwise than another, the JDKs that served and drove among it, by name.
   */
  static Map<String, String> ofMachines(RunEnvironment base, RunEnvironment other) {
    Map<String, String> differences = new LinkedHashMap<>(machine(other));
    machine(base).forEach(differences::remove);
    return differences;
  }

  /** Returns what is known of a machine, by name. */
  static Map<String, String> facts(Machine machine) {
    Map<String, String> facts = new LinkedHashMap<>();
    machine(machine, facts);
    return facts;
  }

  private static Map<String, String> machine(RunEnvironment environment) {
    Map<String, String> facts = facts(environment.machine());
    facts.put("JDK of the server", environment.serverJdk());
    facts.put("JDK of the driver", environment.driverJdk());
    return facts;
  }

  private static String sentence(String name, String before, String after) {
    boolean flags = FLAGS.contains(name);
    String some = flags ? Circumstances.only(before, after) : before;
    String other = flags ? Circumstances.only(after, before) : after;
    return String.format(
        Locale.ROOT,
        "Different %s: %s in run 1, %s in run 2.%s",
        name,
        EnvironmentException.oneLine(some),
        EnvironmentException.oneLine(other),
        name.equals(METHOD) ? " What is measured changed in between, see CHANGELOG.md." : "");
  }

  private static List<PlannedJdk> jdks(RunStore run) {
    return run.plan().jdks().stream().filter(jdk -> !jdk.isPlacebo()).toList();
  }

  /** Returns how many of the runtimes of a run are of the same kind as one. */
  private static long count(RunStore run, PlannedJdk kind) {
    return jdks(run).stream().filter(jdk -> jdk.isPython() == kind.isPython()).count();
  }

  private static Map<String, String> facts(RunStore run, Predicate<PlannedJdk> oneEach) {
    Map<String, String> facts = new LinkedHashMap<>();
    Plan plan = run.plan();
    RunEnvironment environment = new RunReader(run).environment();
    facts.put(METHOD, Integer.toString(run.methodVersion()));
    facts.put("code", code(plan.source()));
    machine(environment.machine(), facts);
    for (PlannedJdk jdk : jdks(run)) {
      String kind = jdk.isPython() ? "Python" : "JDK";
      facts.put(oneEach.test(jdk) ? kind : kind + " " + jdk.name(), jdk.label());
    }
    facts.put(JVM_FLAGS, words(plan.jvmFlags()));
    facts.put(JMH_OPTIONS, words(plan.jmhOptions()));
    facts.put("iterations", plan.fork().inWords());
    for (Placement placement : plan.placements()) {
      facts.put("placement of cpus=" + placement.cpus(), placement(placement));
    }
    facts.put("server of http leaves", plan.backend() == null ? "the suite's" : plan.backend());
    if (plan.backend() == null) {
      facts.put("JDK of the server", environment.serverJdk());
    }
    facts.put("JDK of the driver", environment.driverJdk());
    return facts;
  }

  private static String code(Source source) {
    String jar = source.jarSha256();
    return "commit "
        + source.git()
        + (source.dirty() ? " with changes" : "")
        + ", jar "
        + jar.substring(0, Math.min(HASH_CHARS, jar.length()));
  }

  private static void machine(Machine machine, Map<String, String> facts) {
    Machine.Cpu cpu = machine.cpu();
    facts.put("processor", text(cpu.model()));
    facts.put("number of cores", text(cpu.physicalCores()));
    facts.put("number of CPUs", text(cpu.availableProcessors()));
    facts.put("hypervisor", text(cpu.hypervisor()));
    facts.put("governor", text(cpu.governor()));
    facts.put("clock source", text(cpu.clockSource()));
    facts.put("memory", bytes(machine.memory().totalBytes()));
    facts.put("swap", bytes(machine.memory().swapTotalBytes()));
    facts.put("kernel", machine.os().name() + " " + machine.os().kernel());
    facts.put("distribution", text(machine.os().distribution()));
    Machine.Cgroup limits = machine.cgroup();
    facts.put("limit of CPU time", limits == null ? "none" : none(limits.cpus()));
    facts.put(
        "limit of memory",
        limits == null || limits.memoryBytes() == null ? "none" : bytes(limits.memoryBytes()));
  }

  private static String placement(Placement placement) {
    return placement.fork().isEmpty()
        ? "unbound, " + words(placement.jvmFlags())
        : "forks on "
            + placement.fork()
            + (placement.backend().isEmpty() ? ", " : ", backend on " + placement.backend() + ", ")
            + words(placement.jvmFlags());
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? "none" : String.join(" ", words);
  }

  private static String text(@Nullable Object fact) {
    return fact == null ? "unknown" : fact.toString();
  }

  private static String none(@Nullable Object limit) {
    return limit == null ? "none" : limit.toString();
  }

  private static String bytes(@Nullable Long bytes) {
    return bytes == null
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
