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
 * each block is expected to take, for whoever deals blocks out, and a hash: a plan is measured as
 * it was written or not at all.
 */
public final class PlanFile {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final String HASH = "sha256";

  private PlanFile() {}

  /**
   * Writes a plan.
   *
   * @throws EnvironmentException if the file is there, or cannot be written
   */
  public static void write(Path file, Plan plan) {
    if (Files.exists(file)) {
      throw new EnvironmentException(
          "wanted a new file for the plan, found "
              + file
              + "; name another: shards may have begun by it");
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
    written.put(HASH, new ContentHash().add(written).hex());
    try {
      RunJson.write(file, written);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot write the plan to " + file + ": " + e + "; name another file", e);
    }
  }

  /**
   * Reads a plan.
   *
   * @throws EnvironmentException if it cannot be read, or is not as it was written
   */
  public static Plan read(Path file) {
    ObjectNode found = RunJson.read(file, ObjectNode.class);
    String hash = found.path(HASH).asText();
    found.remove(HASH);
    if (!new ContentHash().add(found).hex().equals(hash)) {
      throw new EnvironmentException(
          file + " is no plan as it was written; write it again with run --write-plan");
    }
    return Manifest.readFile(file);
  }
}
