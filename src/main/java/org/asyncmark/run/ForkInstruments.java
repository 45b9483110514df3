package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.openjdk.jmh.profile.Profiler;

/**
 * What forks carry beside the measurement, for example a flight recording. Such a fork is another
 * arm than one without: its scores tell what the instrument costs and nothing else.
 *
 * @implSpec Called by the threads that drive forks; the same answers for the same arm.
 */
public interface ForkInstruments {
  /** Nothing beside the measurement. */
  ForkInstruments NONE = new ForkInstruments() {};

  /**
   * Returns what a fork is started with.
   *
   * @param into folder of the fork's files
   */
  default Attached of(Arm arm, Path into) {
    return Attached.NOTHING;
  }

  /**
   * Reads what the instrument left, and deletes what is of no further use.
   *
   * @param into folder of the fork's files, before it gets its name
   * @return by name, to be kept with the fork's other counts
   * @throws IOException if it cannot be read
   */
  default Map<String, Count> read(Arm arm, Path into) throws IOException {
    return Map.of();
  }

  /**
   * Additions to a fork.
   *
   * @param jvmFlags behind those that every fork has
   * @param profilers JMH's profilers, each with its options
   */
  record Attached(List<String> jvmFlags, Map<Class<? extends Profiler>, String> profilers) {
    /** No additions. */
    public static final Attached NOTHING = new Attached(List.of(), Map.of());

    public Attached {
      jvmFlags = List.copyOf(jvmFlags);
      profilers = Map.copyOf(profilers);
    }
  }
}
