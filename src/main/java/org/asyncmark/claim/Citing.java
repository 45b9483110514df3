package org.asyncmark.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Step;
import org.asyncmark.store.ForkAudit;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.jspecify.annotations.Nullable;

/** Makes claims of the contrasts of a run. For one thread. */
public final class Citing {
  /** Where the claims of a run lie. */
  public static final String FOLDER = "claims";

  private final RunStore store;
  private final RunRecord run;
  private final Source source;

  /** Reads a run. */
  public Citing(RunStore store) {
    this.store = store;
    this.run = new RunReader(store).read();
    this.source = store.plan().source();
  }

  /** Returns the run. */
  public RunRecord run() {
    return run;
  }

  /**
   * What came of a contrast that was asked for.
   *
   * @param contrast its cell and what is compared
   * @param claims one, or none if there are obstacles
   * @param obstacles what stands in the way, with what would mend it
   */
  public record Cited(String contrast, List<Claim> claims, List<String> obstacles) {
    public Cited {
      claims = List.copyOf(claims);
      obstacles = List.copyOf(obstacles);
    }
  }

  /**
   * Cites the contrasts of two arms that were asked for; the changes of changes have no sentence.
   *
   * @param pattern id of the pattern that is asked for; empty for all
   * @throws IllegalArgumentException if the run has nothing of the kind
   */
  public List<Cited> cite(Asked asked, String pattern) {
    Citation citation = new Citation(run, source);
    List<Cited> cited = new ArrayList<>();
    for (ContrastRow row : rows(asked, pattern)) {
      Arm base = row.base();
      String name = name(row);
      List<String> obstacles = new ArrayList<>(citation.obstacles(row));
      store
          .shard()
          .ifPresent(shard -> obstacles.add("this is " + shard.inWords() + "; merge all first"));
      if (base == null || !obstacles.isEmpty()) {
        cited.add(new Cited(name, List.of(), obstacles));
        continue;
      }
      Claim claim = claim(asked, row, base, citation);
      cited.add(new Cited(name, List.of(claim), List.of()));
    }
    return cited;
  }

  /** Returns a name with the placement and the mechanism: rows of several have one label. */
  private static String name(ContrastRow row) {
    String way = ArmKeys.way(row.other());
    return row.other().row() + ", " + row.against() + (row.against().contains(way) ? "" : way);
  }

  private List<ContrastRow> rows(Asked asked, String pattern) {
    Set<List<@Nullable Object>> seen = new HashSet<>();
    List<ContrastRow> rows =
        asked.of(run).stream()
            .flatMap(table -> table.rows().stream())
            .filter(row -> row.step() != Step.INTERACTION)
            .filter(row -> pattern.isEmpty() || row.other().pattern().equals(pattern))
            .filter(row -> seen.add(Arrays.asList(row.base(), row.other(), row.against())))
            .toList(); // squares that differ in their other corners have a side in common
    if (rows.isEmpty()) {
      String patterns =
          run.arms().stream()
              .map(arm -> arm.arm().pattern())
              .distinct()
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "want a contrast of " + pattern + ", found none; the run has " + patterns);
    }
    return rows;
  }

  private Claim claim(Asked asked, ContrastRow row, Arm base, Citation citation) {
    Double floor = citation.floor(row);
    Pairs pairs = pairs(row, base);
    Numbers numbers = Numbers.of(row.scores().get(0), pairs, floor);
    SortedMap<String, String> hashes = new ForkAudit(store).hashes(List.of(base, row.other()));
    Sentence sentence = new Sentence(run, source, store.methodVersion());
    boolean asyncio = base.ofPython() || row.other().ofPython();
    return new Claim(
        Claim.FORMAT_VERSION,
        ForkAudit.idOf(List.of(asked, base, row.other(), hashes)),
        sentence.of(row),
        sentence.doesNotShow(
            asked.metric(),
            row.other(),
            asyncio,
            floor != null,
            small(row.scores().get(0).contrast()),
            pairs.excluded()),
        run.id(),
        run.startedUtc(),
        run.preset(),
        store.methodVersion(),
        source,
        run.machine(List.of(row.other())),
        run.jdkBuilds(),
        asked,
        base,
        row.other(),
        numbers,
        hashes);
  }

  private static String small(Contrast contrast) {
    return contrast.isSmall() ? Digits.percent(contrast.judgement().margin()) : "";
  }

  private Pairs pairs(ContrastRow row, Arm base) {
    Measure measure = row.scores().get(0).measure();
    return measure.pairs(run.forks(base), run.forks(row.other()));
  }

  /**
   * Makes a claim again.
   *
   * @throws EnvironmentException if the run has no such contrast, or one without an estimate
   */
  Claim again(Claim claim) {
    Citation citation = new Citation(run, source);
    try {
      for (ContrastRow row : rows(claim.asked(), claim.other().pattern())) {
        if (claim.base().equals(row.base())
            && claim.other().equals(row.other())
            && row.scores().get(0).contrast().interval() != null) {
          return claim(claim.asked(), row, claim.base(), citation);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new EnvironmentException(
          "the claim asks what run " + run.id() + " cannot say: " + e.getMessage(), e);
    }
    throw new EnvironmentException(
        "run "
            + run.id()
            + " has no contrast of the claim's arms any more; verify the run, or cite it again");
  }

  /** Writes a claim into the run's folder; the same claim is written once more as it was. */
  public Path write(Claim claim) {
    Path file = store.folder().resolve(FOLDER).resolve(claim.id() + ".json");
    try {
      Files.createDirectories(file.getParent());
      RunJson.write(file, claim);
    } catch (IOException e) {
      throw RunStore.unwritable(file, e);
    }
    return file;
  }
}
