package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.report.ArmSummary;
import org.asyncmark.report.Comparison;
import org.asyncmark.report.Load;
import org.asyncmark.report.Provenance;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.TextWidth;

/**
 * What stands around the drawing of every figure: title and subtitles above, provenance below. The
 * drawing lies between {@link #top()} and {@code top() + body}.
 */
final class FigureFrame {
  static final double WIDTH = 960;
  static final double MARGIN = 24;

  /** Sizes of type: of the title, of labels, of notes. */
  static final double TITLE = 18;

  static final double LABEL = 13;
  static final double NOTE = 11;

  /** Distances between base lines of each. */
  private static final double TITLE_LINE = 24;

  static final double LABEL_LINE = 18;
  static final double NOTE_LINE = 15;

  private static final double TEXT_WIDTH = WIDTH - 2 * MARGIN;

  /** Bold type is wider than the estimate for plain type. */
  private static final double BOLD = 1.12;

  private final List<String> title;
  private final List<String> subtitles = new ArrayList<>();
  private final List<String> footer = new ArrayList<>();

  FigureFrame(String title, List<String> subtitles, List<String> footer) {
    this.title = TextWidth.wrap(title, TITLE * BOLD, TEXT_WIDTH);
    subtitles.forEach(line -> this.subtitles.addAll(TextWidth.wrap(line, LABEL, TEXT_WIDTH)));
    footer.forEach(line -> this.footer.addAll(TextWidth.wrap(line, NOTE, TEXT_WIDTH)));
  }

  /** Returns a frame with the provenance that all figures have. */
  static FigureFrame of(
      RunView view, String title, Collection<Comparison> drawn, List<String> more) {
    List<String> subtitles = new ArrayList<>(more);
    subtitles.add(load(view, drawn) + ", " + forksAndSamples(drawn));
    List<String> builds = new ArrayList<>();
    Stream<String> jdks = drawn.stream().map(Comparison::jdk);
    Stream<String> others = drawn.stream().flatMap(c -> c.arms().stream()).map(a -> a.arm().jdk());
    Stream.concat(jdks, others).distinct().forEach(jdk -> builds.add(view.whole(jdk)));
    List<String> footer = new ArrayList<>(List.of(String.join("; ", builds)));
    List<Arm> arms = drawn.stream().flatMap(c -> c.arms().stream()).map(ArmSummary::arm).toList();
    footer.add("Machine: " + view.run().machine(arms));
    footer.add(
        String.format(
            Locale.ROOT,
            "Run %s, preset %s, started %s",
            view.run().id(),
            view.run().preset(),
            view.run().startedUtc()));
    if (Provenance.isSmoke(view.run())) {
      footer.add(Provenance.SMOKE);
    }
    return new FigureFrame(title, subtitles, footer);
  }

  private static String load(RunView view, Collection<Comparison> drawn) {
    return Load.words(drawn.stream().map(Comparison::row).distinct().toList(), view.isOpen());
  }

  private static String forksAndSamples(Collection<Comparison> drawn) {
    List<ArmSummary> arms =
        drawn.stream().flatMap(c -> c.arms().stream()).filter(arm -> arm.forks() > 0).toList();
    if (arms.isEmpty()) {
      return "no fork has finished";
    }
    List<Long> forks = arms.stream().map(arm -> (long) arm.forks()).toList();
    List<Long> samples = arms.stream().flatMap(arm -> arm.samples(arm.kind()).boxed()).toList();
    boolean one = forks.stream().allMatch(count -> count == 1);
    return String.format(
        Locale.ROOT,
        "%s %s × %s samples",
        RunView.span(forks),
        one ? "fork" : "forks",
        RunView.span(samples));
  }

  /** Returns where the drawing begins. */
  double top() {
    return 14 + title.size() * TITLE_LINE + subtitles.size() * LABEL_LINE + 18;
  }

  /**
   * Starts the figure and writes what stands around the drawing.
   *
   * @param body height of the drawing
   */
  Svg start(double body) {
    double footerTop = top() + body + 16;
    double height = footerTop + footer.size() * NOTE_LINE + 14;
    Svg svg = new Svg(WIDTH, height, String.join(" ", title));
    double y = 14;
    for (String line : title) {
      y += TITLE_LINE;
      svg.bold(MARGIN, y - 4, TITLE, line);
    }
    for (String line : subtitles) {
      y += LABEL_LINE;
      svg.text(MARGIN, y, LABEL, Anchor.START, Ink.MUTED, line);
    }
    y = footerTop;
    for (String line : footer) {
      y += NOTE_LINE;
      svg.text(MARGIN, y, NOTE, Anchor.START, Ink.MUTED, line);
    }
    return svg;
  }
}
