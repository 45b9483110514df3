package org.asyncmark.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arm;

/** Profiles to test with, whose files are not there. */
final class Profiles {
  static final Path FOLDER = Path.of("flame").toAbsolutePath();

  private Profiles() {}

  /** Returns a profile with a CPU graph, and without a lock graph if the model is virtual. */
  static Profile drawn(Arm arm) {
    String key = arm.pattern() + "-" + arm.model() + "-jdk" + arm.jdk();
    Path folder = FOLDER.resolve(key);
    EventGraph graph =
        new EventGraph(
            ProfileEvent.CPU,
            1_234,
            folder.resolve("cpu.html"),
            folder.resolve("cpu.collapsed"),
            folder.resolve("cpu-heatmap.html"));
    return new Profile(
        arm,
        key,
        new EngineChoice(Engine.CPU, "works <here>"),
        Duration.ofMillis(1),
        5_678,
        List.of(graph),
        arm.model().equals("virtual")
            ? Map.of(ProfileEvent.LOCK, "not visible to async-profiler: parked virtual threads")
            : Map.of(),
        Optional.of(folder));
  }
}
