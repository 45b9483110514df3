package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;

/** The plan of a run as it stands in its folder. */
final class Manifest {
  private Manifest() {}

  /**
   * Reads the plan of a run.
   *
   * @throws EnvironmentException if there is none in the folder that can be read
   */
  static Plan read(Path folder) {
    Path manifest = folder.resolve(RunStore.MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw new EnvironmentException(
          "wanted a run, found no "
              + RunStore.MANIFEST
              + " in "
              + folder
              + "; give the folder of a run, which is one of those under results");
    }
    return readFile(manifest);
  }

  /**
   * Reads a plan.
   *
   * @throws EnvironmentException if it cannot be read
   */
  static Plan readFile(Path manifest) {
    JsonNode version = RunJson.read(manifest, JsonNode.class).path("formatVersion");
    if (!version.isInt() || version.asInt() != Plan.FORMAT_VERSION) {
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "%s has format version %d, this build reads %d; read it with the build that wrote it",
              manifest,
              version.asInt(),
              Plan.FORMAT_VERSION));
    }
    Plan plan = RunJson.read(manifest, Plan.class);
    checkNames(manifest, plan);
    checkArms(manifest, plan);
    checkTerms(manifest, plan);
    return plan;
  }

  private static void checkArms(Path manifest, Plan plan) {
    Set<String> jdks = new TreeSet<>();
    plan.jdks().forEach(jdk -> jdks.add(jdk.name()));
    checkRounds(manifest, plan.rounds());
    for (PlannedArm planned : plan.arms()) {
      checkOneOf(manifest, "models", Arm.MODELS, planned.arm().model());
      checkOneOf(manifest, "jdks", jdks, planned.arm().jdk());
      checkRounds(manifest, planned.rounds());
    }
  }

  private static void checkOneOf(
      Path manifest, String what, Collection<String> known, String found) {
    if (!known.contains(found)) {
      throw RunJson.damaged(
          manifest, "wanted one of the " + what + " " + known + ", got '" + found + "'");
    }
  }

  private static void checkRounds(Path manifest, int rounds) {
    if (rounds < 1 || rounds > Plan.MOST_ROUNDS) {
      throw RunJson.damaged(manifest, "wanted 1 to " + Plan.MOST_ROUNDS + " rounds, got " + rounds);
    }
  }

  /** Terms are used long after they are read, where nothing knows of the file. */
  private static void checkTerms(Path manifest, Plan plan) {
    if (plan.terms() != null) {
      try {
        plan.terms().criteria();
      } catch (IllegalArgumentException e) {
        throw RunJson.damaged(manifest, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Names become folders: those of a file that was edited by hand must not lead elsewhere. */
  private static void checkNames(Path manifest, Plan plan) {
    List<String> names = new ArrayList<>(List.of(plan.runId()));
    plan.jdks().forEach(jdk -> names.add(jdk.name()));
    Set<String> folders = new HashSet<>();
    for (PlannedArm planned : plan.arms()) {
      names.add(planned.arm().jdk());
      names.add(planned.arm().pattern());
      names.add(planned.arm().model());
      names.add(planned.folder());
      if (!folders.add(planned.folder())) {
        throw RunJson.damaged(
            manifest,
            "wanted a folder for each arm, got "
                + EnvironmentException.oneLine(planned.folder())
                + " twice");
      }
    }
    for (String name : names) {
      boolean leads = name.equals("..") || name.equals(".") || name.isBlank();
      if (leads || name.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
        throw RunJson.damaged(
            manifest,
            "wanted a name of a folder, got '" + EnvironmentException.oneLine(name) + "'");
      }
    }
  }
}
