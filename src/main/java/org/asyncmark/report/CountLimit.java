package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.RunRecord;

/**
 * A condition on what forks counted, {@code pinned>0}: in some fork of some arm it was more. It
 * goes by the fork with most, and by no test. An arm of a model of which no fork counts it is left
 * alone: there is nothing of it there, as with turns of a loop under platform threads.
 *
 * @param word what was counted, as in {@code compare --metric}
 * @param most in the unit in which it was counted, 0 and up
 */
public record CountLimit(String word, double most) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([^\\s<>=,%]+)\\s*>\\s*(\\d{1,18}(?:\\.\\d{1,18})?)\\s*");

  /** Reads a condition; empty if it is not of this form or is about a verdict. */
  public static Optional<CountLimit> of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() && !FailIf.isVerdict(matcher.group(1))
        ? Optional.of(new CountLimit(matcher.group(1), Double.parseDouble(matcher.group(2))))
        : Optional.empty();
  }

  /** Returns a line for each arm that meets the condition, in the order of the runs. */
  public List<String> met(List<RunRecord> runs) {
    List<String> met = new ArrayList<>();
    for (RunRecord run : runs) {
      for (ArmForks arm : run.arms()) {
        range(arm)
            .filter(range -> range.max() > most)
            .ifPresent(
                range ->
                    met.add(
                        String.format(
                            Locale.ROOT,
                            "%s: %s, up to %s in %s",
                            this,
                            label(run, arm, runs),
                            (Digits.three(range.max()) + " " + unit(arm)).strip(),
                            Digits.counted(range.forks(), "fork"))));
      }
    }
    return met;
  }

  /**
   * Returns why the condition could not be measured: a heading and a line for each arm that lacks
   * what others of its model counted; empty if it could.
   */
  public List<String> unmeasured(List<RunRecord> runs) {
    List<ArmForks> arms = runs.stream().flatMap(run -> run.arms().stream()).toList();
    if (arms.stream().allMatch(arm -> range(arm).isEmpty())) {
      return List.of(
          this + " could not be measured: no fork counted " + word + "; " + counted(arms));
    }
    List<String> lines = new ArrayList<>();
    for (RunRecord run : runs) {
      for (ArmForks arm : run.arms()) {
        int with = range(arm).map(ForkRange::forks).orElse(0);
        if (concerns(arm, arms) && (with == 0 || with < arm.forks().size())) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s could not be measured: %s, counted in %d of %s",
                  this,
                  label(run, arm, runs),
                  with,
                  Digits.counted(arm.forks().size(), "fork")));
        }
      }
    }
    return lines;
  }

  private static String label(RunRecord run, ArmForks arm, List<RunRecord> runs) {
    String label = ArmKeys.labelAmong(arm.arm(), run.arms());
    return runs.size() == 1 ? label : label + " in " + run.id();
  }

  private boolean concerns(ArmForks arm, List<ArmForks> all) {
    return all.stream()
        .filter(other -> other.arm().model().equals(arm.arm().model()))
        .anyMatch(other -> range(other).isPresent());
  }

  private static String counted(List<ArmForks> arms) {
    String names =
        arms.stream()
            .flatMap(arm -> arm.forks().stream())
            .flatMap(fork -> fork.counts().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "nothing was counted" : "counted were " + names;
  }

  private Optional<ForkRange> range(ArmForks arm) {
    return ForkRange.of(arm.counts(CountNames.name(word)));
  }

  private String unit(ArmForks arm) {
    return arm.forks().stream()
        .map(fork -> fork.counts().get(CountNames.name(word)))
        .filter(Objects::nonNull)
        .map(Count::unit)
        .findFirst()
        .map(CountNames::unit)
        .orElse("");
  }

  @Override
  public String toString() {
    return "--fail-if " + word + ">" + Digits.plain(most);
  }
}
