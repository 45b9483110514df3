package org.asyncmark.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Shard;

/** A shard, as a machine leaves it. */
public final class WrittenShard {
  private WrittenShard() {}

  /**
   * Writes what a machine would have left that had measured a part of a run; returns its folder.
   */
  public static Path of(Shard shard, Path run, Path results) throws IOException {
    RunStore from = RunStore.open(run);
    RunStore part = RunStore.create(results, from.plan(), new RunReader(from).environment(), shard);
    for (Block block : part.blocks()) {
      for (String name : new FinishedBlocks(from).forks(block).keySet()) {
        copy(from.round(block.round()).resolve(name), part.round(block.round()).resolve(name));
      }
      Files.copy(new FinishedBlocks(from).file(block), new FinishedBlocks(part).file(block));
    }
    part.log("it rained");
    return part.folder();
  }

  /** Makes the machine of a shard another one. */
  public static void another(Path shard) throws IOException {
    Path env = shard.resolve(RunStore.ENV);
    ObjectNode machine = RunJson.read(env, ObjectNode.class);
    ((ObjectNode) machine.at("/machine/cpu")).put("model", "Abacus");
    RunJson.write(env, machine);
  }

  /** Has the doctor find something on the machine of a shard, and nothing else. */
  public static void finding(Path shard, String... lines) throws IOException {
    Path env = shard.resolve(RunStore.ENV);
    ObjectNode machine = RunJson.read(env, ObjectNode.class);
    ArrayNode findings = machine.putArray("findings");
    Stream.of(lines).forEach(findings::add);
    RunJson.write(env, machine);
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
