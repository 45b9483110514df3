package org.asyncmark.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.asyncmark.analyse.LeastPrecise;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.plan.Looks;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.Terms;

/** The looks at a run with the choice to end it: when, what was seen, what was done. */
public record LookLog(RunStore store) {
  /** Returns the looks until now, in order. */
  public List<Look> looks() {
    Path file = store.folder().resolve(RunStore.LOOKS);
    return Files.isRegularFile(file) ? List.of(RunJson.read(file, Look[].class)) : List.of();
  }

  /** Returns the round after which the run was ended at a look, if it was. */
  public OptionalInt endedAfter() {
    return looks().stream().filter(Look::ended).mapToInt(Look::round).findFirst();
  }

  /** Tells whether the run is to be looked at after a round, and was not. */
  public boolean due(int round) {
    Terms terms = store.plan().terms();
    return terms != null
        && terms.looks().early()
        && terms.looks().rounds().contains(round)
        && looks().stream().noneMatch(look -> look.round() == round);
  }

  /**
   * Looks at a run.
   *
   * @param round the last that was measured
   * @param widest finds the contrast that is known least
   * @return what was seen, in words
   * @throws org.asyncmark.EnvironmentException if it cannot be read or written
   */
  public String look(int round, Function<RunRecord, LeastPrecise> widest) {
    Looks declared = Objects.requireNonNull(store.plan().terms(), "looks are declared").looks();
    double wanted = Objects.requireNonNull(declared.halfWidth(), "looks are declared");
    LeastPrecise seen = widest.apply(inAllRounds(new RunReader(store).read()));
    boolean enough = seen.halfWidth() != null && seen.halfWidth() <= wanted;
    boolean ended = enough && round < store.plan().rounds();
    List<Look> looks = new ArrayList<>(looks());
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    looks.add(new Look(round, now, seen.contrast(), seen.halfWidth(), ended));
    RunStore.write(store.folder().resolve(RunStore.LOOKS), looks);
    return String.format(
        Locale.ROOT,
        "look %d of %d, after round %d: the widest interval is %s (%s), wanted ±%s; %s",
        declared.rounds().indexOf(round) + 1,
        declared.rounds().size(),
        round,
        seen.halfWidth() == null ? "none" : "±" + percent(seen.halfWidth()),
        seen.contrast(),
        percent(wanted),
        ended ? "the run ends" : round < store.plan().rounds() ? "it goes on" : "it is over");
  }

  /** Contrasts of arms that are measured in fewer rounds never come to be known well. */
  private RunRecord inAllRounds(RunRecord run) {
    List<org.asyncmark.analyse.Arm> whole =
        store.plan().arms().stream()
            .filter(planned -> planned.rounds() == store.plan().rounds())
            .map(PlannedArm::arm)
            .toList();
    return run.with(run.arms().stream().filter(arm -> whole.contains(arm.arm())).toList());
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
  }
}
