package org.asyncmark.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asyncmark.EnvironmentException;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Plan;

/**
 * A plan that is measured in shards: a file like the manifest of its run, with the seconds that
 * each block is expected to take, for whoever deals blocks out.
 */
public final class PlanFile {
  private static final double MILLIS_PER_SECOND = 1_000;

  private PlanFile() {}

  /**
   * Writes a plan.
   *
   * @throws EnvironmentException if the file is there, or cannot be written
   */
  public static void write(Path file, Plan plan) {
    if (Files.exists(file)) {
      throw new EnvironmentException(
          "wanted a new file for the plan, found " + file + "; shards may have begun by it");
    }
    ObjectNode written = RunJson.MAPPER.valueToTree(plan.withFolders());
    ArrayNode blocks = written.putArray("blocks");
    for (Block block : plan.blocks()) {
      blocks
          .addObject()
          .put("round", block.round())
          .put("block", block.name())
          .put("forks", block.forks())
          .put("seconds", plan.expectedMillis(block) / MILLIS_PER_SECOND);
    }
    try {
      RunJson.write(file, written);
    } catch (IOException e) {
      throw RunStore.unwritable(file, e);
    }
  }

  /**
   * Reads a plan.
   *
   * @throws EnvironmentException if it cannot be read
   */
  public static Plan read(Path file) {
    return Manifest.readFile(file);
  }
}
