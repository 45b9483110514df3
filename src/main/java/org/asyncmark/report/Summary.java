package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.Loops;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.analyse.Step;
import org.asyncmark.analyse.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a run says, before everything else: the question, how far its answer may be carried, the
 * answer cell by cell, and what is open.
 *
 * @param question in a few words, or empty if the run compares nothing
 * @param standing how far the verdicts may be carried, in one sentence
 * @param trust what speaks for and against the numbers, one sentence each
 * @param load what was held under load, one sentence for each cell; none of a run that is not open
 * @param blocks tables, the answer first
 * @param asyncio how far the best Java models are ahead of it, one sentence for each of its cells
 * @param conclusions what is decided, what is not, and the command that would decide it
 */
public record Summary(
    String question,
    String standing,
    List<String> trust,
    List<String> load,
    List<Block> blocks,
    List<String> asyncio,
    List<String> conclusions) {
  public Summary {
    trust = List.copyOf(trust);
    load = List.copyOf(load);
    blocks = List.copyOf(blocks);
    asyncio = List.copyOf(asyncio);
    conclusions = List.copyOf(conclusions);
  }

  /**
   * A table of the summary.
   *
   * @param rows of as many cells as the header
   * @param more rows that are left out, 0 and up
   */
  public record Block(String title, List<String> header, List<List<String>> rows, int more) {
    public Block {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }

    /** Returns the same without its last row, which is counted. */
    Block shorter() {
      return new Block(title, header, rows.subList(0, rows.size() - 1), more + 1);
    }

    /** Returns the same with the rows of a block behind it, which is left out, counted. */
    Block before(Block gone) {
      return new Block(title, header, rows, more + gone.rows.size() + gone.more);
    }

    /** Returns what is said of the rows that are left out, or empty text. */
    public String rest() {
      return more == 0 ? "" : Summary.more(more);
    }
  }

  /** Returns what is said of lines that are left out. */
  static String more(int lines) {
    return "… " + lines + (lines == 1 ? " more line" : " more lines") + " in REPORT.md";
  }

  /** Sums up a run that no limit is asked of. */
  public static Summary of(RunRecord run) {
    return of(run, Optional.empty());
  }

  /**
   * Sums up a run.
   *
   * @param slo what rates are held against, in an open run
   */
  static Summary of(RunRecord run, Optional<Slo> slo) {
    List<String> load = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    if (Load.isOpen(run)) {
      RunView view = new RunView(run, slo);
      for (List<LoadCell> cells : view.underLoad()) {
        load.add(LoadText.held(view, cells));
        blocks.add(LoadBlock.of(view, cells));
      }
    }
    Question question = run.question().orElse(null);
    RunRecord leading = Loops.apart(run).get(0);
    boolean ofBuilds = question == null && run.isOfBuilds();
    List<ContrastTable> answers =
        ofBuilds
            ? over(ArmKey.JDK, leading)
            : question == null ? List.of() : answers(leading, question);
    List<AcrossMachines> machines = AcrossMachines.of(leading, answers);
    if (!machines.isEmpty()) {
      blocks.add(ofBuilds ? MachinesBlock.of(machines) : MachinesBlock.answering(machines));
    } else if (ofBuilds) {
      answers.forEach(answer -> blocks.add(BuildBlock.of(leading, answer)));
    } else if (question != null) {
      answers.forEach(answer -> blocks.add(AnswerBlock.of(leading, answer, question)));
    }
    if (!ofBuilds) {
      over(ArmKey.MODEL, leading).stream()
          .map(table -> OtherModels.block(table, question))
          .flatMap(Optional::stream)
          .forEach(blocks::add);
    }
    if (question != null && !answers.isEmpty()) {
      CostBlock.of(leading, question).ifPresent(blocks::add);
    }
    Conclusions conclusions = new Conclusions(run, question, answers, slo);
    return new Summary(
        question == null ? builds(run) : question.inWords(),
        conclusions.standing(),
        Trust.sentences(run),
        load,
        blocks,
        measured(leading) ? AsyncioLeads.sentences(leading) : List.of(),
        conclusions.lines());
  }

  private static boolean measured(RunRecord run) {
    return run.arms().stream()
        .flatMap(arm -> arm.forks().stream())
        .anyMatch(fork -> fork.latencies().containsKey(fork.mainKind()));
  }

  /** Returns which builds are compared, for example {@code base → candidate}; else empty text. */
  private static String builds(RunRecord run) {
    return run.isOfBuilds() ? String.join(" → ", run.jdkBuilds().keySet()) : "";
  }

  private static List<ContrastTable> over(ArmKey key, RunRecord run) {
    return measured(run) ? Contrasts.over(key, run) : List.of();
  }

  /** Returns the tables that answer a question; none if the run has arms of one side alone. */
  static List<ContrastTable> answers(RunRecord run, Question question) {
    if (!measured(run)) {
      return List.of();
    }
    try {
      return Migration.within(run, question, List.of("p50"), run.criteria().delta());
    } catch (IllegalArgumentException e) {
      return List.of(); // arms of one side alone: other blocks may still tell something
    }
  }

  /** Returns the same with other tables. */
  Summary with(List<Block> others) {
    return new Summary(question, standing, trust, load, others, asyncio, conclusions);
  }

  /** Returns the same with other sentences on asyncio. */
  Summary withAsyncio(List<String> others) {
    return new Summary(question, standing, trust, load, blocks, others, conclusions);
  }

  /** Returns the same with other sentences on what was held under load. */
  Summary withLoad(List<String> others) {
    return new Summary(question, standing, trust, others, blocks, asyncio, conclusions);
  }

  /** Returns a text, or a dash for none. */
  static String dashed(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** Returns the words of a verdict that stands beside a number. */
  static String mark(Contrast contrast) {
    return switch (contrast.judgement().verdict()) {
      case EQUIVALENT -> "same";
      case INCONCLUSIVE -> "?";
      case NONE -> "no verdict";
      case FASTER, SLOWER, LESS, MORE -> contrast.judgement().verdict().label();
    };
  }

  /**
   * Returns the same, with the margin where it is wider than usual: identical code differed by
   * that, or it was asked for.
   */
  static String told(Contrast contrast) {
    Judgement judgement = contrast.judgement();
    boolean wide = judgement.margin() > Criteria.DEFAULT_DELTA;
    return mark(contrast)
        + (judgement.verdict() == Verdict.EQUIVALENT && wide
            ? " within ±" + Digits.percent(judgement.margin())
            : "");
  }

  /** Returns a change with its mark, for example {@code -12.3 % faster}. */
  static String brief(ContrastRow.Score score) {
    String change = score.change();
    return change.equals("-") ? "-" : change + " " + told(score.contrast());
  }

  /** Returns a change with its interval and its mark. */
  static String whole(ContrastRow.Score score) {
    String interval = new ContrastWords(score.contrast()).interval();
    String change = score.change();
    return change.equals("-")
        ? "-"
        : change + (interval.equals("-") ? "" : " " + interval) + " " + told(score.contrast());
  }

  /** Returns the row of a cell that goes from one end of a question to the other; null if none. */
  static @Nullable ContrastRow whole(Question question, List<ContrastRow> cell) {
    return cell.stream()
        .filter(row -> row.step() != Step.INTERACTION)
        .filter(row -> at(question.from(), row.base()) && at(question.to(), row.other()))
        .findFirst()
        .orElse(null);
  }

  private static boolean at(Question.Side side, @Nullable Arm arm) {
    return arm != null && arm.jdk().equals(side.jdk()) && arm.model().equals(side.model());
  }
}
