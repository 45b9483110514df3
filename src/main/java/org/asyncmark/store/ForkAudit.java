package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;

/** The forks of a run for whoever checks them: what each says of itself, and hashes of it. */
public record ForkAudit(RunStore store) {
  private static final int ID_CHARS = 12;

  /**
   * A fork that gave a result.
   *
   * @param name its folder below that of all rounds, for example {@code 0001/017_gather_loop}
   * @param counters with what is kept of its log
   * @param kind of latency that stands for whole ops
   * @param samples latencies of whole ops in its histogram
   * @param samplesOfJmh the same as JMH counted them; empty if it does not say
   */
  public record Audited(
      String name,
      Arm arm,
      Counters counters,
      String kind,
      long samples,
      OptionalLong samplesOfJmh) {}

  /**
   * The forks of a block that gave a result, in the order in which they are started.
   *
   * @param finished whether a file says that it was measured to its end
   * @param whole whether each of its forks did
   * @param repeated the first measurement, if the block was measured again
   */
  public record AuditedBlock(
      Block block, boolean finished, boolean whole, List<Audited> forks, List<Audited> repeated) {
    public AuditedBlock {
      forks = List.copyOf(forks);
      repeated = List.copyOf(repeated);
    }
  }

  /**
   * Reads all forks, in the order of their blocks.
   *
   * @throws EnvironmentException if one is damaged; the message names it
   */
  public List<AuditedBlock> blocks() {
    return store.plan().blocks().parallelStream().map(this::block).toList();
  }

  private AuditedBlock block(Block block) {
    FinishedBlocks finished = new FinishedBlocks(store);
    Map<String, Arm> names = finished.forks(block);
    Path round = store.round(block.round());
    Path aside = new RepeatedBlocks(store).folder(block);
    List<Audited> forks = new ArrayList<>();
    List<Audited> repeated = new ArrayList<>();
    names.forEach(
        (name, arm) -> {
          add(forks, round.resolve(name), arm);
          add(repeated, aside.resolve(name), arm);
        });
    return new AuditedBlock(
        block, finished.has(block), forks.size() == names.size(), forks, repeated);
  }

  private void add(List<Audited> forks, Path folder, Arm arm) {
    if (!KeptFork.isIn(folder)) {
      return;
    }
    KeptFork fork = KeptFork.read(folder);
    LatencyLog.Interval whole = fork.whole();
    forks.add(
        new Audited(
            name(folder),
            arm,
            fork.counters(),
            fork.kind(),
            whole == null ? 0 : whole.histogram().getTotalCount(),
            fork.samplesOfJmh()));
  }

  private String name(Path folder) {
    return store.rounds().relativize(folder).toString().replace('\\', '/');
  }

  /**
   * Returns the hashes of what numbers of some arms rest on: of the files beside the forks their
   * bytes; of the arms' forks, and of those by which arms of two blocks are compared, what they
   * say, whether they are packed or not.
   *
   * @throws EnvironmentException if one is damaged; the message names it
   */
  public SortedMap<String, String> hashes(Collection<Arm> arms) {
    SortedMap<String, String> hashes = ofFiles();
    List<Map<String, String>> blocks =
        store.plan().blocks().parallelStream().map(block -> ofForks(block, arms)).toList();
    blocks.forEach(block -> hashes.putAll(block));
    return hashes;
  }

  private Map<String, String> ofForks(Block block, Collection<Arm> arms) {
    Map<String, String> hashes = new TreeMap<>();
    Path round = store.round(block.round());
    new FinishedBlocks(store)
        .forks(block)
        .forEach(
            (name, arm) -> {
              boolean between = !name.equals(store.name(arm));
              Path folder = round.resolve(name);
              if ((between || arms.contains(arm)) && KeptFork.isIn(folder)) {
                hashes.put(name(folder), KeptFork.read(folder).sha256());
              }
            });
    return hashes;
  }

  private SortedMap<String, String> ofFiles() {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String name : List.of(RunStore.MANIFEST, RunStore.ENV, RunStore.LOOKS)) {
      Path file = store.folder().resolve(name);
      try {
        if (Files.isRegularFile(file)) {
          hashes.put(name, ContentHash.of(file));
        }
      } catch (IOException e) {
        throw new EnvironmentException(
            file + " cannot be read: " + EnvironmentException.oneLine(e.getMessage()), e);
      }
    }
    return hashes;
  }

  /** Returns a name for something that has a JSON form: the same name for the same thing. */
  public static String idOf(Object value) {
    return new ContentHash()
        .add(RunJson.MAPPER.<JsonNode>valueToTree(value))
        .hex()
        .substring(0, ID_CHARS);
  }
}
