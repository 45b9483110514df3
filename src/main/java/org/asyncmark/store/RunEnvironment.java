package org.asyncmark.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JvmVariables;
import org.asyncmark.jdk.Python;
import org.asyncmark.measure.Machine;

/**
 * The machine of a run; {@code env.json}.
 *
 * @param machine its facts
 * @param driverJdk full build of the JDK that drove the run
 * @param serverJdk full build of the JDK that served the http leaves; {@code unknown} if it was a
 *     server of the user's
 * @param findings what the doctor noted or warned of, one line each
 * @param takenOut options of JVMs that were in the environment and did not reach any, by variable
 * @param pythons what the Pythons are on which asyncio ran, in full, by name
 * @param wallMillis from starting the backend to its end, looks included, of those parts of the run
 *     that came to their end: a part that was killed does not count. 0 while the first goes on
 * @param forkMillis time of the forks, without that in which they stood still, of the same parts
 * @param iterationMillis sum of the forks' iterations, of the same parts
 */
public record RunEnvironment(
    Machine machine,
    String driverJdk,
    String serverJdk,
    List<String> findings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> takenOut,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> pythons,
    long wallMillis,
    long forkMillis,
    long iterationMillis) {
  public RunEnvironment {
    findings = List.copyOf(findings);
    takenOut = takenOut == null ? Map.of() : new TreeMap<>(takenOut);
    pythons = pythons == null ? Map.of() : new TreeMap<>(pythons);
  }

  /** Reads this machine for a run without Pythons. */
  public static RunEnvironment ofThisMachine(Jdk server, List<String> findings) {
    return ofThisMachine(server, List.of(), findings);
  }

  /**
   * Reads this machine.
   *
   * @param server the JDK that serves the http leaves
   * @param pythons those of the run
   * @param findings one line each
   */
  public static RunEnvironment ofThisMachine(
      Jdk server, List<Python> pythons, List<String> findings) {
    String driver = Runtime.version() + " " + System.getProperty("java.vendor");
    Map<String, String> takenOut = JvmVariables.takenOutOf(System.getenv());
    Map<String, String> inFull = new TreeMap<>();
    pythons.forEach(python -> inFull.put(python.name(), python.inFull()));
    return new RunEnvironment(
        Machine.read(), driver, server.label(), findings, takenOut, inFull, 0, 0, 0);
  }

  /** Returns the same for a run whose http leaves ask a server that is not the suite's. */
  public RunEnvironment servedElsewhere() {
    return new RunEnvironment(
        machine,
        driverJdk,
        "unknown",
        findings,
        takenOut,
        pythons,
        wallMillis,
        forkMillis,
        iterationMillis);
  }

  /** Returns the same with the times of a part of the run added that has come to its end. */
  public RunEnvironment further(long wall, long inForks, long inIterations) {
    Map<String, String> all = new TreeMap<>(takenOut);
    all.putAll(JvmVariables.takenOutOf(System.getenv()));
    return new RunEnvironment(
        machine,
        driverJdk,
        serverJdk,
        findings,
        all,
        pythons,
        wallMillis + wall,
        forkMillis + inForks,
        iterationMillis + inIterations);
  }
}
