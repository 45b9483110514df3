package org.asyncmark.store;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.measure.Machine;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Shard;

/**
 * The machines that measured a run: one, or those of the shards of a merged run. Shards whose
 * machines are alike in all that is told of them are of one machine.
 *
 * @param environments of the machines; that of the run if it was measured as a whole
 * @param shards numbers of the shards of each machine; none if the run was measured as a whole
 * @param byBlock places among the machines, by round and pattern
 * @param apart whether what one measured is told from what another did
 */
record Machines(
    List<RunEnvironment> environments,
    List<List<Integer>> shards,
    Map<Integer, Map<String, Integer>> byBlock,
    boolean apart) {
  /** In a merged run: the environment of each shard. */
  private static final String ENVIRONMENTS = "shards";

  /** How the blocks of a merged run were dealt. */
  record Dealt(int of, Shard.Deal dealt) {
    static Dealt of(Collection<Shard> shards) {
      Shard any = shards.iterator().next();
      return new Dealt(any.of(), any.dealt());
    }
  }

  /**
   * Reads the machines of a run.
   *
   * @throws org.asyncmark.EnvironmentException if a file of theirs cannot be read
   */
  static Machines of(RunStore store) {
    Path file = store.folder().resolve(RunStore.DEALT);
    List<RunEnvironment> environments = new ArrayList<>();
    List<List<Integer>> shards = new ArrayList<>();
    Map<Integer, Map<String, Integer>> byBlock = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      requireDealt(store.folder());
      environments.add(new RunReader(store).environment());
      return new Machines(environments, shards, byBlock, false);
    }
    Dealt dealt = RunJson.read(file, Dealt.class);
    String[] kept = file.resolveSibling(ENVIRONMENTS).toFile().list();
    if (dealt.dealt() == null || kept == null || kept.length != dealt.of()) {
      throw RunJson.damaged(file, "it does not fit the shards in " + ENVIRONMENTS);
    }
    for (int number = 1; number <= dealt.of(); number++) {
      RunEnvironment environment = RunJson.read(file(store.folder(), number), RunEnvironment.class);
      int place = place(environment, environments);
      if (place == environments.size()) {
        environments.add(environment);
        shards.add(new ArrayList<>());
      }
      shards.get(place).add(number);
      for (Block block : new Shard(number, dealt.of(), dealt.dealt()).blocks(store.plan())) {
        byBlock
            .computeIfAbsent(block.round(), round -> new HashMap<>())
            .put(block.pattern(), place);
      }
    }
    return new Machines(environments, shards, byBlock, environments.size() > 1);
  }

  /**
   * Requires of a merged run that it says how its blocks were dealt, which a merge writes last.
   *
   * @throws org.asyncmark.EnvironmentException if it does not
   */
  static void requireDealt(Path run) {
    Path file = run.resolve(RunStore.DEALT);
    if (Files.isDirectory(run.resolve(ENVIRONMENTS)) && !Files.isRegularFile(file)) {
      throw new EnvironmentException(
          file
              + ": it is missing, and which shard measured what is not known; restore it, or delete"
              + " the folder and merge its shards again");
    }
  }

  /** Returns the same, taken as one. */
  Machines pooled() {
    return new Machines(environments, shards, byBlock, false);
  }

  private static int place(RunEnvironment environment, List<RunEnvironment> known) {
    return IntStream.range(0, known.size())
        .filter(i -> RunDifferences.ofMachines(known.get(i), environment).isEmpty())
        .findFirst()
        .orElse(known.size());
  }

  /** Returns where a merged run keeps the environment of a shard. */
  static Path file(Path run, int shard) {
    return run.resolve(ENVIRONMENTS).resolve(shard + ".json");
  }

  private boolean several() {
    return environments.size() > 1;
  }

  /** Returns how many are told apart. */
  int count() {
    return apart ? environments.size() : 1;
  }

  /** Tells whether a machine measured a pattern in a round; the only one measured all. */
  boolean measured(int machine, int round, String pattern) {
    return !apart || byBlock.getOrDefault(round, Map.of()).getOrDefault(pattern, -1) == machine;
  }

  /** Tells whether a machine measured a pattern in any of some rounds. */
  boolean measuredAny(int machine, int rounds, String pattern) {
    return IntStream.rangeClosed(1, rounds).anyMatch(round -> measured(machine, round, pattern));
  }

  /** Returns the machine that measured an arm of the run; the first if they are not told apart. */
  Machine of(Arm arm) {
    return environments.get(apart ? arm.machine().orElseThrow() - 1 : 0).machine();
  }

  /** Returns one line for all. */
  String line() {
    return several()
        ? environments.size()
            + " machines: "
            + IntStream.range(0, environments.size())
                .mapToObj(i -> (i + 1) + " is " + environments.get(i).machine().line())
                .collect(joining("; "))
        : environments.get(0).machine().line();
  }

  /** Returns what a reader must know of shards and machines, by name. */
  Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    int all = shards.stream().mapToInt(List::size).sum();
    if (all > 0) {
      conditions.put("Shards", all + ", each measured by itself, put together by merge");
    }
    for (int i = 0; several() && i < environments.size(); i++) {
      Map<String, String> others =
          RunDifferences.ofMachines(environments.get(0), environments.get(i));
      String numbers = shards.get(i).stream().map(String::valueOf).collect(joining(", "));
      conditions.put(
          RunRecord.MACHINE + (i + 1),
          environments.get(i).machine().line()
              + "; "
              + (shards.get(i).size() == 1 ? "shard " : "shards ")
              + numbers
              + (others.isEmpty()
                  ? ""
                  : others.entrySet().stream()
                      .map(each -> each.getKey() + " " + each.getValue())
                      .collect(joining(", ", "; unlike machine 1: ", ""))));
    }
    return conditions;
  }
}
