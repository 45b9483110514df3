package org.asyncmark.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.asyncmark.Source;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.JvmVariables;
import org.asyncmark.jdk.OwnJar;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedJdk;

/** What the forks of a run ran with, by name, for the facts at the top of a report. */
final class Conditions {
  private static final String COLLECTOR = "-XX:\\+Use(\\w+)GC";
  private static final String HEAP = "-Xm[sx].+|-XX:(Initial|Max)HeapSize=.+";

  /** How the doctor's finding begins on what the platform lacks. */
  private static final String PLATFORM = "platform: ";

  private Conditions() {}

  /** Returns the conditions of a run, in the order in which they are shown. */
  static Map<String, String> of(Plan plan, RunEnvironment environment) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("Fork", plan.fork().inWords());
    conditions.put("JVM flags", String.join(" ", plan.jvmFlags()));
    conditions.put("Collector", collector(plan.jvmFlags()));
    conditions.put("Heap", those(plan.jvmFlags(), HEAP));
    for (PlannedJdk jdk : plan.jdks()) {
      if (!jdk.flags().isEmpty()) {
        List<String> flags = plan.jvmFlags(jdk);
        conditions.put("JVM flags of JDK " + jdk.name(), String.join(" ", flags));
        conditions.put("Collector of JDK " + jdk.name(), collector(flags));
      }
    }
    String builds =
        plan.jdks().stream()
            .filter(jdk -> jdk.isBuild() && !jdk.isPlacebo())
            .map(jdk -> jdk.name() + " of " + inWords(jdk.jars()))
            .collect(Collectors.joining("; "));
    if (!builds.isEmpty()) {
      conditions.put(RunRecord.BUILDS, builds);
    }
    environment.findings().stream()
        .filter(finding -> finding.startsWith(PLATFORM))
        .forEach(finding -> conditions.put("Platform", finding.substring(PLATFORM.length())));
    environment.pythons().forEach((name, what) -> conditions.put("Python " + name, what));
    if (plan.backend() != null) {
      conditions.put(RunRecord.SERVER, plan.backend() + ", which is not the suite's server");
    }
    if (!plan.jmhOptions().isEmpty()) {
      conditions.put("Options", "-- " + String.join(" ", plan.jmhOptions()));
    }
    if (!environment.takenOut().isEmpty()) {
      conditions.put("Taken out of the environment", JvmVariables.inWords(environment.takenOut()));
    }
    conditions.put("Source", inWords(plan.source()));
    conditions.put("Seed", Long.toString(plan.seed()));
    return conditions;
  }

  private static String collector(List<String> flags) {
    return those(flags, COLLECTOR).replaceAll(COLLECTOR, "$1");
  }

  private static String those(List<String> flags, String wanted) {
    String found =
        flags.stream().filter(flag -> flag.matches(wanted)).collect(Collectors.joining(" "));
    return found.isEmpty() ? "as each JVM chooses" : found;
  }

  private static String inWords(List<OwnJar> jars) {
    return jars.stream()
        .map(jar -> jar.file() + " sha256 " + jar.sha256())
        .collect(Collectors.joining(", "));
  }

  private static String inWords(Source source) {
    return "commit "
        + (source.commit() == null ? source.git() : source.commit())
        + (source.dirty() ? " with changes that are in no commit" : "")
        + ", jar sha256 "
        + source.jarSha256();
  }
}
