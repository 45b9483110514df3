package org.asyncmark.store;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Digits;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Shard;
import org.asyncmark.text.ShellWord;

/**
 * Puts the shards of a plan together: one run, which is what one machine would have left that had
 * measured all of it. The shards stay as they are.
 */
public final class Merging {
  private final Map<Shard, RunStore> shards = new TreeMap<>(Comparator.comparingInt(Shard::number));

  /**
   * Looks at shards.
   *
   * @param folders one of each
   * @throws EnvironmentException if one cannot be read, is none, is not finished or is there twice,
   *     if one is missing, or if they are not of one plan
   */
  public Merging(List<Path> folders) {
    List<RunStore> stores = folders.stream().map(RunStore::open).toList();
    for (RunStore store : stores) {
      Shard shard =
          store
              .shard()
              .orElseThrow(
                  () ->
                      new EnvironmentException(
                          "wanted shards, found a whole run in " + store.folder()));
      requireSamePlan(stores.get(0), store);
      RunStore same = shards.put(shard, store);
      if (same != null) {
        throw new EnvironmentException(
            shard.inWords() + " is there twice: " + same.folder() + " and " + store.folder());
      }
      requireFinished(shard, store);
    }
    requireAll(stores.get(0));
  }

  private static void requireSamePlan(RunStore first, RunStore other) {
    boolean dealtAlike =
        first
            .shard()
            .map(shard -> shard.of() + " " + shard.dealt())
            .equals(other.shard().map(shard -> shard.of() + " " + shard.dealt()));
    String hash = hash(first);
    String otherHash = hash(other);
    if (!hash.equals(otherHash) || !dealtAlike) {
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "wanted shards of one plan, found %s in %s and %s in %s",
              inWords(first, hash),
              first.folder(),
              inWords(other, otherHash),
              other.folder()));
    }
  }

  private static String hash(RunStore store) {
    Path manifest = store.folder().resolve(RunStore.MANIFEST);
    return new ContentHash().add(RunJson.read(manifest, JsonNode.class)).hex();
  }

  private static String inWords(RunStore store, String hash) {
    Shard shard = store.shard().orElseThrow();
    return String.format(
        Locale.ROOT,
        "plan %s %s in %d by %s",
        store.plan().runId(),
        hash.substring(0, 12),
        shard.of(),
        shard.dealt().toString().toLowerCase(Locale.ROOT));
  }

  private static void requireFinished(Shard shard, RunStore store) {
    FinishedBlocks finished = new FinishedBlocks(store);
    List<Block> missing =
        store.blocks().stream().filter(block -> !finished.isWhole(block)).toList();
    if (!missing.isEmpty()) {
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "%s in %s lacks %d of %d blocks, the first is %s; go on with it by run --resume %s",
              shard.inWords(),
              store.folder(),
              missing.size(),
              store.blocks().size(),
              missing.get(0).label(),
              ShellWord.of(store.folder().toString())));
    }
  }

  private void requireAll(RunStore first) {
    Shard any = first.shard().orElseThrow();
    List<String> missing = new ArrayList<>();
    for (int number = 1; number <= any.of(); number++) {
      Shard shard = new Shard(number, any.of(), any.dealt());
      if (!shards.containsKey(shard)) {
        List<Block> blocks = shard.blocks(first.plan());
        String patterns = blocks.stream().map(Block::pattern).distinct().collect(joining(", "));
        missing.add(
            shard.inWords()
                + " with "
                + Digits.counted(blocks.size(), "block")
                + " of "
                + patterns);
      }
    }
    if (!missing.isEmpty()) {
      throw new EnvironmentException(
          "wanted all shards, found none for " + String.join("; ", missing));
    }
  }

  /** Returns the folder that the run is to have. */
  public Path folder(Path results) {
    return results.resolve(shards.values().iterator().next().plan().runId());
  }

  /**
   * Makes the run.
   *
   * @param results folder of all runs
   * @throws EnvironmentException if it is there, or cannot be written; nothing is left of it then
   */
  public RunStore into(Path results) {
    RunStore first = shards.values().iterator().next();
    for (RunStore shard : shards.values()) {
      if (real(results).startsWith(real(shard.folder()))) {
        throw new EnvironmentException(
            "wanted a folder of runs with --results, found "
                + results
                + ", which is in a shard; shards stay as they are");
      }
    }
    Path whole = folder(results);
    if (Files.exists(whole)) {
      throw new EnvironmentException(
          "wanted a new folder for the merged run, found "
              + whole
              + "; name another folder of runs with --results");
    }
    Path unfinished = results.resolve(".merging-" + first.plan().runId());
    try {
      RunStore.deleteTree(unfinished); // of a merge that was killed
    } catch (IOException e) {
      throw RunStore.unwritable(unfinished, e);
    }
    RunStore merged = RunStore.create(unfinished, first.plan(), environment());
    try {
      for (Map.Entry<Shard, RunStore> each : shards.entrySet()) {
        RunStore from = each.getValue();
        copy(from.rounds(), merged.rounds());
        Path facts = Machines.file(merged.folder(), each.getKey().number());
        Files.createDirectories(facts.getParent());
        Files.copy(from.folder().resolve(RunStore.ENV), facts);
        log(each.getKey(), from, merged);
      }
      RunJson.write(merged.folder().resolve(RunStore.DEALT), Machines.Dealt.of(shards.keySet()));
      Files.move(merged.folder(), whole);
      Files.delete(unfinished);
      return RunStore.open(whole);
    } catch (FileAlreadyExistsException e) {
      throw dropped(
          unfinished,
          new EnvironmentException(
              "two shards have "
                  + merged.rounds().relativize(Path.of(e.getFile()))
                  + "; leave out the one that is not as it was measured",
              e));
    } catch (IOException e) {
      throw dropped(unfinished, RunStore.unwritable(whole, e));
    } catch (EnvironmentException e) {
      throw dropped(unfinished, e);
    }
  }

  /**
   * Deletes a merged run with a file that cannot be read; its shards are as they were.
   *
   * @param failure with the path of the file
   * @return the same with the path that the file has in its shard
   */
  public EnvironmentException dropped(RunStore merged, EnvironmentException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher file =
        Pattern.compile(Pattern.quote(merged.folder() + File.separator) + "([^\\s:;,]+)")
            .matcher(message);
    String told = message;
    if (file.find()) {
      for (RunStore shard : shards.values()) {
        Path same = shard.folder().resolve(file.group(1));
        if (Files.exists(same) || Files.exists(same.resolveSibling(RunStore.COUNTERS))) {
          told = message.replace(file.group(), same.toString());
        }
      }
    }
    return dropped(merged.folder(), new EnvironmentException(told, failure));
  }

  private static EnvironmentException dropped(Path folder, EnvironmentException failure) {
    try {
      RunStore.deleteTree(folder);
    } catch (IOException left) {
      failure.addSuppressed(left);
    }
    return failure;
  }

  /** Returns where a folder is, or will be, without links. */
  private static Path real(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path there = whole;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().resolve(there.relativize(whole));
    } catch (IOException e) {
      throw RunStore.unwritable(folder, e);
    }
  }

  private static void copy(Path from, Path into) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      // what says that a block is finished comes last, as it does where it is measured
      for (Path each : all.sorted(Comparator.comparing(path -> isOfBlock(from, path))).toList()) {
        Path to = into.resolve(from.relativize(each).toString());
        if (each.startsWith(from.resolve(RoundsFolder.UNFINISHED))) {
          continue;
        }
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to); // a file of two shards is an error, for none has the other's blocks
        }
      }
    }
  }

  private static boolean isOfBlock(Path rounds, Path file) {
    return rounds.relativize(file).getNameCount() == 2 && file.toString().endsWith(".json");
  }

  private static void log(Shard shard, RunStore from, RunStore merged) throws IOException {
    Path log = from.folder().resolve(RunStore.LOG);
    if (Files.isRegularFile(log)) {
      new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> merged.log(shard.inWords() + ": " + line));
    }
  }

  /** Returns the machine of the first with what was noted of all, and the times of all together. */
  private RunEnvironment environment() {
    Map<String, Set<Integer>> findings = new LinkedHashMap<>();
    Map<String, String> takenOut = new TreeMap<>();
    Map<String, String> pythons = new TreeMap<>();
    long wall = 0;
    long forks = 0;
    long iterations = 0;
    for (Map.Entry<Shard, RunStore> shard : shards.entrySet()) {
      RunEnvironment each = new RunReader(shard.getValue()).environment();
      for (String finding : each.findings()) {
        findings.computeIfAbsent(finding, none -> new TreeSet<>()).add(shard.getKey().number());
      }
      takenOut.putAll(each.takenOut());
      pythons.putAll(each.pythons());
      wall += each.wallMillis();
      forks += each.forkMillis();
      iterations += each.iterationMillis();
    }
    RunEnvironment first = new RunReader(shards.values().iterator().next()).environment();
    return new RunEnvironment(
        first.machine(),
        first.driverJdk(),
        first.serverJdk(),
        findings.entrySet().stream().map(each -> of(each.getValue(), each.getKey())).toList(),
        takenOut,
        pythons,
        wall,
        forks,
        iterations);
  }

  /**
   * Returns a finding, {@code subject: fact}, with the shards that it is of if some are without.
   */
  private String of(Set<Integer> numbers, String finding) {
    if (numbers.size() == shards.size()) {
      return finding;
    }
    String some = numbers.stream().map(String::valueOf).collect(joining(", "));
    String of = " (" + (numbers.size() == 1 ? "shard " : "shards ") + some + ")";
    int subject = finding.indexOf(": ");
    return subject < 0
        ? finding + of
        : finding.substring(0, subject) + of + finding.substring(subject);
  }
}
