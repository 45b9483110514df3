package org.asyncmark.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Calibration;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Floors;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.RunView;
import org.asyncmark.store.ForkAudit;
import org.asyncmark.store.ForkAudit.AuditedBlock;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.TextExports;

/** The rules that a run is held against, all of them reckoned from its forks. */
public final class RunRules {
  /** The method version since which forks take turns. */
  private static final int IN_TURNS = 3;

  private final RunStore store;
  private final RunRecord run;
  private final Citing citing;
  private final List<AuditedBlock> blocks;

  /**
   * Reads a run.
   *
   * @throws EnvironmentException if a fork is damaged; the message names it
   */
  public RunRules(RunStore store) {
    this.store = store;
    if (store.shard().isPresent()) {
      throw new EnvironmentException(
          store.folder() + " is " + store.shard().get().inWords() + "; merge all, then verify");
    }
    this.citing = new Citing(store);
    this.run = citing.run();
    int rounds = run.rounds();
    this.blocks =
        new ForkAudit(store)
            .blocks().stream().filter(block -> block.block().round() <= rounds).toList();
  }

  /** Returns the checks of the run. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(List.of(hashes(), numbers()));
    checks.addAll(ofForks());
    return checks;
  }

  /** Returns the checks of a claim of the run, and of what it rests on. */
  public List<Check> checks(Claim claim) {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.of("hashes", claim.sha256().size() + " as cited", changed(claim)));
    checks.add(
        Check.of(
            "source",
            "commit " + claim.source().git(),
            claim.source().equals(store.plan().source())
                ? List.of()
                : List.of("source: wanted that of the claim, found that of another jar")));
    Claim again = citing.again(claim);
    List<String> differences = new ArrayList<>();
    claim
        .numbers()
        .differences(again.numbers())
        .forEach((name, difference) -> differences.add(name + ": " + difference));
    checks.add(Check.of("numbers", "all as cited", differences));
    checks.add(Check.of("words", "sentence and facts as the run has them", words(claim, again)));
    checks.addAll(ofForks());
    return checks;
  }

  /** Returns what a claim says otherwise than the same claim made now. */
  private static List<String> words(Claim claim, Claim again) {
    List<String> differences = new ArrayList<>();
    differ("sentence", claim.sentence(), again.sentence(), differences);
    differ("doesNotShow", claim.doesNotShow(), again.doesNotShow(), differences);
    differ("id", claim.id(), again.id(), differences);
    differ("runId", claim.runId(), again.runId(), differences);
    differ("startedUtc", claim.startedUtc(), again.startedUtc(), differences);
    differ("preset", claim.preset(), again.preset(), differences);
    differ("host", claim.host(), again.host(), differences);
    differ("jdkBuilds", claim.jdkBuilds(), again.jdkBuilds(), differences);
    return differences;
  }

  private static void differ(String what, Object claimed, Object now, List<String> differences) {
    if (!claimed.equals(now)) {
      differences.add(what + ": wanted '" + claimed + "', found '" + now + "'");
    }
  }

  private List<Check> ofForks() {
    boolean inTurns = store.methodVersion() >= IN_TURNS;
    ForkRules forks = new ForkRules(store.plan(), blocks, inTurns);
    OrderRules order = new OrderRules(store.plan(), blocks);
    String since = "forks of this run did not take turns";
    return List.of(
        forks.numberOfForks(),
        order.arms(),
        inTurns ? order.turns() : Check.none("order of turns", since),
        forks.flags(),
        forks.repeatedBlocks(),
        placebo(),
        forks.histograms());
  }

  private Check hashes() {
    List<String> differences = new ArrayList<>();
    int claims = 0;
    for (Path file : claims()) {
      Claim claim = ClaimFile.read(file);
      claims++;
      changed(claim).forEach(each -> differences.add("claim " + claim.id() + ": " + each));
    }
    String zip = store.isPacked() ? RunStore.ROUNDS_ZIP + " has its own checksums" : "";
    if (claims == 0) {
      return zip.isEmpty()
          ? Check.none("hashes", "not packed, and no claim names a fork")
          : Check.of("hashes", zip, List.of());
    }
    String held = claims + (claims == 1 ? " claim" : " claims") + " as cited";
    return Check.of("hashes", zip.isEmpty() ? held : zip + ", " + held, differences);
  }

  private List<Path> claims() {
    Path folder = store.folder().resolve(Citing.FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new EnvironmentException(
          folder + " cannot be read: " + EnvironmentException.oneLine(e.getMessage()), e);
    }
  }

  /** Returns what a claim rests on that is no longer as it was. */
  private List<String> changed(Claim claim) {
    Map<String, String> found = new ForkAudit(store).hashes(List.of(claim.base(), claim.other()));
    List<String> changed = new ArrayList<>();
    claim
        .sha256()
        .forEach(
            (name, hash) -> {
              String now = found.get(name);
              if (!hash.equals(now)) {
                changed.add(name + (now == null ? " is gone" : " was changed"));
              }
            });
    found.keySet().stream()
        .filter(name -> !claim.sha256().containsKey(name))
        .forEach(name -> changed.add(name + " has no hash in the claim"));
    return changed;
  }

  private Check numbers() {
    List<String> differences = new ArrayList<>();
    List<String> held = new ArrayList<>();
    Path contrasts = store.folder().resolve("compare").resolve("contrasts.csv");
    if (Files.isRegularFile(contrasts)) {
      Set<String> named =
          Set.of("pattern", "base_model", "base_jdk", "other_model", "other_jdk", "metric");
      String now = ContrastText.CSV.render(new RunView(run).contrasts());
      differences.addAll(new TableRule(contrasts, named).differences(now));
      held.add(contrasts.getFileName() + " reckoned again");
    }
    Path forks = store.folder().resolve("export").resolve(TextExports.FORKS);
    if (Files.isRegularFile(forks)) {
      Set<String> named = Set.of("pattern", "model", "jdk", "round");
      String now = new TextExports(store, run).forks();
      differences.addAll(new TableRule(forks, named).differences(now));
      held.add(forks.getFileName() + " reckoned again");
    }
    return held.isEmpty()
        ? Check.none("numbers", "there are no tables; write them with report")
        : Check.of("numbers", String.join(", ", held), differences);
  }

  private Check placebo() {
    String rule = "placebo";
    Calibration calibration =
        run.placebos().isEmpty()
            ? null
            : new Floors(run).calibration(Measure.of("p50", run), "").orElse(null);
    if (calibration == null) {
      return Check.none(rule, "no arm was measured twice in enough rounds");
    }
    String found =
        calibration.falseAlarms()
            + " of "
            + calibration.placebos()
            + " arms differ from themselves, by up to "
            + Digits.percent(calibration.floor());
    return Check.of(rule, found, calibration.consistent() ? List.of() : List.of(found));
  }
}
