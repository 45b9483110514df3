package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Validity;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/** The sentences that say what a comparison found, and no more than its numbers do. */
final class ComparisonText {
  /**
   * Fewer rounds reach no verdict, see {@link org.asyncmark.analyse.Multiplicity#FEWEST_ROUNDS}.
   */
  private static final int FORKS_FOR_A_VERDICT = 6;

  private record Measured(String name, ForkRange p50) {
    String number() {
      return LatencyUnit.text(p50.median());
    }

    String range() {
      return LatencyUnit.of(p50.median()).range(p50.min(), p50.max());
    }

    boolean oneFork() {
      return p50.forks() == 1;
    }
  }

  private final Comparison comparison;
  private final List<ContrastRow> contrasts;
  private final List<Measured> measured = new ArrayList<>();

  private ComparisonText(Comparison comparison, List<ContrastRow> contrasts) {
    this.comparison = comparison;
    this.contrasts = contrasts;
    for (ArmSummary arm : comparison.arms()) {
      arm.p50()
          .filter(p50 -> !arm.noneValid())
          .ifPresent(p50 -> measured.add(new Measured(comparison.name(arm), p50)));
    }
    measured.sort(Comparator.comparingDouble(arm -> arm.p50().median()));
  }

  /** Returns one paragraph on a comparison. */
  static String text(RunView view, Comparison comparison) {
    ComparisonText finding = new ComparisonText(comparison, view.models(comparison));
    String where =
        String.format(
            Locale.ROOT,
            "On %s, %s%s: ",
            view.runtime(comparison.jdk()),
            view.shortLabel(comparison.row()),
            view.isOpen() ? ", " + Load.kind(comparison.row()) : "");
    return where + finding.claim() + finding.gaps();
  }

  private String claim() {
    if (measured.isEmpty()) {
      return comparison.arms().stream().anyMatch(ArmSummary::noneValid)
          ? "no model has a valid fork, so there is nothing to compare."
          : "no model has a p50, so there is nothing to compare.";
    }
    Measured best = measured.get(0);
    if (measured.size() == 1) {
      return String.format(
          Locale.ROOT,
          "%s had a p50 of %s%s; there is no other model to compare it with.",
          best.name(),
          best.number(),
          best.oneFork()
              ? " (measured once; spread unknown)"
              : " (" + best.p50().forks() + " forks, " + best.range() + ")");
    }
    if (measured.stream().anyMatch(Measured::oneFork)) {
      return comparedWithNext(false) + ". " + oneForkNote();
    }
    if (measured.stream().anyMatch(arm -> arm.p50().forks() < FORKS_FOR_A_VERDICT)) {
      return String.format(
          Locale.ROOT,
          "%s. %s show where to look; a verdict needs %d.",
          comparedWithNext(true),
          forks(),
          FORKS_FOR_A_VERDICT);
    }
    return comparedWithNext(true) + "." + verdicts();
  }

  /** Returns the sentence on the tested contrasts, with a space before, or empty text. */
  private String verdicts() {
    if (contrasts.isEmpty()) {
      return "";
    }
    String base = name(contrasts.get(0).base());
    List<String> changes = new ArrayList<>();
    for (ContrastRow row : contrasts) {
      Contrast contrast = row.scores().get(0).contrast();
      ContrastWords words = new ContrastWords(contrast);
      changes.add(
          contrast.estimate() == null
              ? name(row.other()) + " no verdict (" + contrast.judgement().annotation() + ")"
              : String.format(
                  Locale.ROOT,
                  "%s %s %s n=%d %s",
                  name(row.other()),
                  words.change(),
                  words.interval(),
                  contrast.rounds(),
                  words.verdict()));
    }
    return String.format(
        Locale.ROOT,
        " Paired change of p50 against %s [95 %% CI]: %s.",
        base,
        String.join("; ", changes));
  }

  private String name(@Nullable Arm arm) {
    return comparison.arms().stream()
        .filter(summary -> summary.arm().equals(arm))
        .map(comparison::name)
        .findFirst()
        .orElseThrow();
  }

  private String comparedWithNext(boolean ranges) {
    Measured best = measured.get(0);
    Measured next = measured.get(1);
    String bestRange = ranges ? " (forks " + best.range() + ")" : "";
    String nextRange = ranges ? " (" + next.range() + ")" : "";
    if (best.p50().median() == next.p50().median()) {
      return String.format(
          Locale.ROOT,
          "%s and %s had the same lowest p50%s, %s%s",
          best.name(),
          next.name(),
          ofThoseThatHaveOne(),
          best.number(),
          ranges ? " (forks " + best.range() + " and " + next.range() + ")" : "");
    }
    String times = Digits.three(next.p50().median() / best.p50().median());
    return String.format(
        Locale.ROOT,
        "%s had the lowest p50%s, %s%s; %s took %s as long, %s%s",
        best.name(),
        ofThoseThatHaveOne(),
        best.number(),
        bestRange,
        next.name(),
        times.equals("1.00") ? "about" : times + "x",
        next.number(),
        nextRange);
  }

  private String ofThoseThatHaveOne() {
    return measured.size() == comparison.arms().size() ? "" : " of those that have one";
  }

  private String oneForkNote() {
    List<Measured> single = measured.stream().filter(Measured::oneFork).toList();
    return single.size() == measured.size()
        ? "Measured once; spread unknown."
        : "Measured once, spread unknown: " + named(single) + ".";
  }

  private String forks() {
    TreeSet<Integer> counts =
        measured.stream()
            .map(arm -> arm.p50().forks())
            .collect(Collectors.toCollection(TreeSet::new));
    return counts.size() == 1
        ? counts.first() + " forks"
        : counts.first() + " to " + counts.last() + " forks";
  }

  private static String named(List<Measured> arms) {
    List<String> names = arms.stream().map(Measured::name).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Returns the sentences on the models of which there is no number, each with a space before. */
  private String gaps() {
    StringBuilder gaps = new StringBuilder();
    for (Model model : Model.values()) {
      for (Absence absence : comparison.absent(model)) {
        gaps.append(' ').append(sentence(comparison.name(absence), absence.reason()));
      }
    }
    for (ArmSummary arm : comparison.arms()) {
      if (arm.p50().isEmpty() || arm.noneValid()) {
        gaps.append(' ').append(sentence(comparison.name(arm), lack(arm)));
      }
    }
    return gaps.toString();
  }

  private static String sentence(String name, String what) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": " + what + ".";
  }

  private static String lack(ArmSummary arm) {
    if (arm.noneValid()) {
      return "no fork is valid, " + Validity.countInWords(arm.armForks().forks());
    }
    return arm.forks() == 0
        ? arm.noForks()
        : String.format(
            Locale.ROOT,
            "too few samples for a p50, which needs %s per fork and had %s",
            Digits.count(Quantiles.samplesNeeded(0.5)),
            Digits.count(arm.samples(arm.kind()).min().orElse(0)));
  }
}
