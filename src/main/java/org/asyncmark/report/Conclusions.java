package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.Multiplicity;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.analyse.Steadiness;
import org.asyncmark.analyse.Verdict;
import org.asyncmark.text.FirstFew;
import org.asyncmark.text.ShellWord;
import org.jspecify.annotations.Nullable;

/** What the answers to a question leave decided and undecided. */
final class Conclusions {
  /** More rounds are not proposed: another machine or a coarser margin is what helps. */
  private static final int MOST_ROUNDS = 100;

  /** Rounds that a family of some contrasts can be cited on. */
  private static final int CITABLE_ROUNDS = 10;

  private static final int NAMED = 8;

  /** What a command begins with that a reader is to copy. */
  static final String COMMAND = ": ./run-benchmarks.sh";

  private final RunRecord run;
  private final @Nullable Question question;
  private final Optional<Slo> slo;

  /** Names of cells by verdict, by the side that the verdict is of. */
  private final Map<String, Map<String, List<String>>> decided = new LinkedHashMap<>();

  private final List<String> undecided = new ArrayList<>();
  private final List<String> unsteady = new ArrayList<>();
  private final List<String> withoutMedian = new ArrayList<>();
  private final Set<String> openPatterns = new LinkedHashSet<>();
  private final Set<String> patterns = new LinkedHashSet<>();
  private int rounds;

  Conclusions(
      RunRecord run, @Nullable Question question, List<ContrastTable> answers, Optional<Slo> slo) {
    this.run = run;
    this.slo = slo;
    this.question = question;
    for (ContrastTable answer : answers) {
      AnswerBlock.cells(answer)
          .forEach(
              (label, cell) -> {
                String name =
                    answers.size() == 1 ? label : label + ", " + AnswerBlock.place(answer);
                if (question == null) {
                  ofBuilds(cell).forEach(row -> add(row.other().jdk(), name, row));
                  return;
                }
                ContrastRow whole = Summary.whole(question, cell);
                if (whole != null) {
                  add(question.to().toString(), name, whole);
                }
              });
    }
  }

  private static List<ContrastRow> ofBuilds(List<ContrastRow> cell) {
    return cell.stream().filter(row -> row.base() != null && !row.scores().isEmpty()).toList();
  }

  private void add(String side, String name, ContrastRow whole) {
    patterns.add(whole.other().pattern());
    if (whole.scores().get(0).change().equals("-")) {
      openPatterns.add(whole.other().pattern());
      withoutMedian.add(name);
      return;
    }
    Contrast contrast = whole.scores().get(0).contrast();
    Judgement judgement = contrast.judgement();
    if (judgement.verdict() == Verdict.INCONCLUSIVE || judgement.verdict() == Verdict.NONE) {
      int needed = judgement.roundsNeeded();
      openPatterns.add(whole.other().pattern());
      rounds = Math.max(rounds, needed);
      undecided.add(needed == 0 ? name : name + " (" + judgement.neededInWords() + ")");
    } else {
      decided
          .computeIfAbsent(side, none -> new LinkedHashMap<>())
          .computeIfAbsent(Summary.mark(contrast), mark -> new ArrayList<>())
          .add(isSmall(contrast) ? name + " (" + small() + ")" : name);
      if (isUnsteady(whole.other()) || (whole.base() != null && isUnsteady(whole.base()))) {
        unsteady.add(name);
      }
    }
  }

  /** Tells whether a difference is shown whose estimate is less than what matters. */
  private boolean isSmall(Contrast contrast) {
    Double percent = contrast.percent();
    return contrast.judgement().verdict().isDifference()
        && percent != null
        && Math.abs(percent) < 100 * run.criteria().delta();
  }

  private String small() {
    return "estimate below " + Digits.percent(run.criteria().delta());
  }

  private boolean isUnsteady(Arm arm) {
    return Steadiness.of(run.forks(arm)).unsteady();
  }

  /** Returns how far the verdicts may be carried. */
  String standing() {
    if (Provenance.isSmoke(run)) {
      return Provenance.SMOKE;
    }
    if (run.rounds() < Multiplicity.FEWEST_ROUNDS) {
      return Provenance.rounds(run)
          + ", no verdicts: they take "
          + Multiplicity.FEWEST_ROUNDS
          + " rounds.";
    }
    if (run.rounds() == Multiplicity.FEWEST_ROUNDS) {
      return "Screening on "
          + Provenance.rounds(run)
          + ": it tells where to look and is not to be cited.";
    }
    return run.background().clean()
        ? "Citable on " + Provenance.rounds(run) + ", where it is decided."
        : "Not to be cited: what was measured is no commit.";
  }

  /** Returns a line for what is decided, one for what is not, and one for what comes next. */
  List<String> lines() {
    if (patterns.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    decided.forEach((side, marks) -> lines.add(told(side, marks)));
    if (!unsteady.isEmpty()) {
      lines.add(
          "not to be cited: "
              + FirstFew.of(unsteady, NAMED)
              + "; forks of a side became faster or slower while they were measured");
    }
    if (!undecided.isEmpty()) {
      lines.add("undecided: " + FirstFew.of(undecided, NAMED));
    }
    if (!withoutMedian.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "no change of p50: %s; the forks of a side were lost or invalid, or have fewer than"
                  + " the %d samples that a p50 takes (--time gives more)",
              FirstFew.of(withoutMedian, NAMED),
              Quantiles.samplesNeeded(0.5)));
    }
    next().forEach(lines::add);
    return lines;
  }

  private static String told(String side, Map<String, List<String>> cells) {
    List<String> marks = new ArrayList<>();
    cells.forEach(
        (mark, names) ->
            marks.add(
                (mark.equals("same") ? "no different" : mark)
                    + " in "
                    + FirstFew.of(names, NAMED)));
    return "decided: " + side + " is " + String.join(". It is ", marks);
  }

  private List<String> next() {
    boolean screening = run.rounds() <= Multiplicity.FEWEST_ROUNDS;
    if (openPatterns.isEmpty() && !screening) {
      return List.of();
    }
    if (rounds > MOST_ROUNDS) {
      return List.of(
          "next: more rounds than "
              + MOST_ROUNDS
              + " would be needed; a quieter machine or a larger --delta decides sooner");
    }
    return List.of(command(screening ? patterns : openPatterns, Math.max(rounds, CITABLE_ROUNDS)));
  }

  /** Returns the command that measures the same cells again in more rounds, with its time. */
  private String command(Set<String> again, int more) {
    boolean smoke = Provenance.isSmoke(run);
    String preset = smoke ? "quick" : run.preset();
    double seconds = more * arms(again) * run.background().forkSeconds();
    String time = seconds == 0 ? "" : ", about " + minutes(seconds) + " min";
    return String.format(
        Locale.ROOT,
        "next%s%s run%s --preset %s%s --pattern %s --rounds %d%s%s",
        smoke ? ", with the cells of quick" : time, // which take a time of their own
        COMMAND,
        Load.options(run, slo),
        preset,
        question == null ? "" : " --from " + question.from() + " --to " + question.to(),
        String.join(",", again),
        more,
        backend() + (AcrossMachines.machines(run) > 1 ? " --write-plan plan.json" : ""),
        words());
  }

  /** Returns the user's words, as a shell reads them. */
  private String words() {
    return run.background().words().stream()
        .map(word -> " " + ShellWord.of(word))
        .collect(Collectors.joining());
  }

  private String backend() {
    String server = run.conditions().get(RunRecord.SERVER);
    return server == null ? "" : " --backend " + server.substring(0, server.indexOf(','));
  }

  private static long minutes(double seconds) {
    return Math.max(1, Math.round(seconds / 60));
  }

  private long arms(Set<String> again) {
    return Stream.concat(run.arms().stream(), run.placebos().stream())
        .map(ArmForks::arm)
        .filter(arm -> again.contains(arm.pattern()) && asked(arm))
        .count();
  }

  private boolean asked(Arm arm) {
    return question == null
        || ((arm.jdk().equals(question.from().jdk()) || arm.jdk().equals(question.to().jdk()))
            && (arm.model().equals(question.from().model())
                || arm.model().equals(question.to().model())));
  }
}
