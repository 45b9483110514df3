package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Turns;
import org.asyncmark.analyse.Validity;
import org.asyncmark.report.LoadCell;
import org.asyncmark.report.LoadLine;
import org.asyncmark.report.LoadStep;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;

/**
 * The tail of the response turn by turn, fork after fork: a panel for each rate with a line for
 * each model, and below it how long all threads stood still at safepoints and how long the
 * collector worked. Forks of one round had their turns beside each other, so that what held up the
 * machine shows in all models at once.
 */
public final class TurnFigure {
  private static final double LEFT = 92;
  private static final double PLOT_WIDTH = FigureFrame.WIDTH - LEFT - FigureFrame.MARGIN;
  private static final double PLOT_HEIGHT = 130;
  private static final double HEADING = 26;
  private static final double STRIP = 14;

  /** Room between a plot and the strips below it, for the lowest label of its axis. */
  private static final double ABOVE_STRIPS = 8;

  private static final double BELOW = 34;

  /** Room for the label of a round, in pixels. */
  private static final double LABEL_WIDTH = 58;

  private static final String COLLECTIONS = "gc.ms";
  private static final String SAFEPOINTS = "safepoint.ms";
  private static final double NANOS_PER_MILLI = 1e6;

  /** Seen on white and on black. */
  private static final String GREY = "#8c8c8c";

  /** What one model did at one rate. */
  private record Track(LoadLine line, LoadStep step) {
    List<Fork> forks() {
      return step.arm().armForks().forks();
    }
  }

  /**
   * What all models did at a rate.
   *
   * @param quantile the highest for which each turn has the samples
   * @param turns that a fork has at most
   */
  private record Panel(String rate, double quantile, List<Track> tracks, int turns) {
    static Optional<Panel> of(String rate, List<Track> tracks) {
      List<Fork> forks = tracks.stream().flatMap(track -> track.forks().stream()).toList();
      int turns = forks.stream().mapToInt(fork -> fork.turns().p50s().size()).max().orElse(0);
      return Turns.TAIL.stream()
          .filter(quantile -> turns > 0 && forks.stream().allMatch(fork -> isWhole(fork, quantile)))
          .findFirst()
          .map(quantile -> new Panel(rate, quantile, tracks, turns));
    }

    private static boolean isWhole(Fork fork, double quantile) {
      int turns = fork.turns().p50s().size();
      long requests = fork.latencies().getOrDefault(Latencies.RESPONSE, Latencies.NONE).samples();
      return tail(fork, quantile).size() == turns
          && requests >= turns * Quantiles.samplesNeeded(quantile);
    }

    private static List<Double> tail(Fork fork, double quantile) {
      return fork.turns().of(Turns.quantile(Latencies.RESPONSE, quantile));
    }

    List<Double> tail(Fork fork) {
      return tail(fork, quantile);
    }

    Stream<Fork> forks() {
      return tracks.stream().flatMap(track -> track.forks().stream());
    }

    List<Integer> rounds() {
      return List.copyOf(forks().map(Fork::round).collect(Collectors.toCollection(TreeSet::new)));
    }

    double height() {
      return HEADING + PLOT_HEIGHT + ABOVE_STRIPS + STRIP * tracks.size() + BELOW;
    }
  }

  private final RunView view;
  private final LoadCell cell;
  private final List<Panel> panels;
  private final double longestStopMillis;

  private TurnFigure(RunView view, LoadCell cell) {
    this.view = view;
    this.cell = cell;
    this.panels = panels(cell);
    this.longestStopMillis =
        panels.stream()
            .flatMap(Panel::forks)
            .flatMap(fork -> Stream.of(COLLECTIONS, SAFEPOINTS).map(fork.turns()::of))
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
  }

  private static List<Panel> panels(LoadCell cell) {
    Map<String, List<Track>> byRate = new LinkedHashMap<>();
    for (LoadLine line : cell.lines()) {
      for (LoadStep step : line.steps()) {
        byRate.computeIfAbsent(step.rate(), key -> new ArrayList<>()).add(new Track(line, step));
      }
    }
    List<Panel> panels = new ArrayList<>();
    byRate.forEach((rate, tracks) -> Panel.of(rate, tracks).ifPresent(panels::add));
    return panels;
  }

  /** Tells whether there is something to draw: turns of which more is known than nothing. */
  static boolean isFor(LoadCell cell) {
    return !panels(cell).isEmpty();
  }

  /** Returns the words above the figure. */
  static String title(RunView view, LoadCell cell) {
    return view.shortLabel(cell.cell())
        + " on "
        + view.runtime(cell.jdk())
        + ": response turn by turn";
  }

  /** Returns the figure as an SVG document. */
  static String svg(RunView view, LoadCell cell) {
    return new TurnFigure(view, cell).draw();
  }

  private String draw() {
    FigureFrame frame =
        FigureFrame.of(
            view,
            title(view, cell),
            RateFigure.comparisons(view, cell).stream()
                .filter(comparison -> comparison.jdk().equals(cell.jdk()))
                .toList(),
            List.of(
                "a percentile of response, from the intended start of a request to its end, of each"
                    + " turn of each fork"
                    + view.otherParams(cell.cell()),
                "hollow: the fork is invalid; ticks below: how long a turn was at safepoints, where"
                    + " all threads stand still (grey), and in collections (coloured)"
                    + (longestStopMillis > 0
                        ? ", the tallest " + LatencyUnit.text(NANOS_PER_MILLI * longestStopMillis)
                        : watched() ? "; it never was" : "; that was not watched")));
    ModelKeys models = ModelKeys.of(Stream.of(cell));
    double body = models.height() + panels.stream().mapToDouble(Panel::height).sum();
    Svg svg = frame.start(body);
    models.draw(svg, frame.top());
    double top = frame.top() + models.height();
    Axis up = up();
    for (Panel panel : panels) {
      draw(svg, panel, up, top);
      top += panel.height();
    }
    return svg.finish();
  }

  private boolean watched() {
    return panels.stream()
        .flatMap(Panel::forks)
        .anyMatch(fork -> !fork.turns().of(COLLECTIONS).isEmpty());
  }

  private Axis up() {
    DoubleStream tails =
        panels.stream()
            .flatMap(panel -> panel.forks().flatMap(fork -> panel.tail(fork).stream()))
            .mapToDouble(Double::doubleValue);
    DoubleSummaryStatistics span =
        DoubleStream.concat(tails, view.limit().slo().stream().mapToDouble(slo -> slo.limitNanos()))
            .map(nanos -> Math.max(1, nanos))
            .summaryStatistics();
    return Axis.log(span.getMin(), span.getMax());
  }

  private void draw(Svg svg, Panel panel, Axis up, double top) {
    List<Integer> rounds = panel.rounds();
    Axis across = Axis.span((double) rounds.size() * panel.turns);
    Plot plot = new Plot(LEFT, top + HEADING, PLOT_WIDTH, PLOT_HEIGHT, across, up);
    svg.bold(FigureFrame.MARGIN, top + 16, FigureFrame.LABEL, heading(panel));
    plot.drawUp(svg, true);
    double strips = plot.bottom() + ABOVE_STRIPS;
    double bottom = strips + STRIP * panel.tracks.size();
    int labelled = (int) Math.ceil(LABEL_WIDTH * rounds.size() / PLOT_WIDTH);
    for (int i = 0; i < rounds.size(); i++) {
      double x = plot.x((double) i * panel.turns);
      svg.grid(x, plot.top(), x, bottom, false);
      if (i % labelled == 0) {
        String round = "round " + rounds.get(i);
        svg.text(x, bottom + 16, FigureFrame.NOTE, Anchor.START, Ink.STRONG, round);
      }
    }
    plot.drawAxes(svg);
    if (view.limit().isOnResponse(panel.quantile)) {
      view.limit().slo().ifPresent(slo -> RateFigure.limit(svg, plot, slo.limitNanos()));
    }
    for (int i = 0; i < panel.tracks.size(); i++) {
      Track track = panel.tracks.get(i);
      double strip = strips + STRIP * (i + 1);
      String name = track.line.model().id();
      svg.text(LEFT - 8, strip - 2, FigureFrame.NOTE, Anchor.END, Ink.MUTED, name);
      svg.grid(plot.left(), strip, plot.right(), strip, true);
      for (Fork fork : track.forks()) {
        double start = (double) rounds.indexOf(fork.round()) * panel.turns + 0.5;
        line(svg, track, panel.tail(fork), fork, plot, start);
        ticks(svg, track, fork, plot, start, strip);
      }
    }
  }

  private static String heading(Panel panel) {
    String heading = panel.rate + ", " + Digits.percentile(panel.quantile) + " of each turn";
    double wanted = Turns.TAIL.get(0);
    return panel.quantile == wanted
        ? heading
        : heading
            + " ("
            + Digits.percentile(wanted)
            + " needs "
            + Digits.count(Quantiles.samplesNeeded(wanted))
            + " requests in it)";
  }

  private static void line(
      Svg svg, Track track, List<Double> tail, Fork fork, Plot plot, double start) {
    String colour = track.line.model().colour();
    List<double[]> points = new ArrayList<>();
    for (int turn = 0; turn < tail.size(); turn++) {
      points.add(plot.point(start + turn, tail.get(turn)));
    }
    if (points.size() > 1) {
      svg.curve(points, colour, track.line.model().dashes(), 1.4);
    }
    boolean valid = Validity.of(fork).isValid();
    for (double[] point : points) {
      if (valid) {
        svg.dot(point[0], point[1], 2.2, colour);
      } else {
        svg.ring(point[0], point[1], 2.2, colour);
      }
    }
  }

  private void ticks(Svg svg, Track track, Fork fork, Plot plot, double start, double strip) {
    ticks(svg, fork.turns().of(SAFEPOINTS), GREY, 5, plot, start, strip);
    String colour = track.line.model().colour();
    ticks(svg, fork.turns().of(COLLECTIONS), colour, 2, plot, start, strip);
  }

  private void ticks(
      Svg svg,
      List<Double> millisOfTurns,
      String colour,
      double width,
      Plot plot,
      double start,
      double strip) {
    for (int turn = 0; turn < millisOfTurns.size(); turn++) {
      double millis = millisOfTurns.get(turn);
      if (millis > 0) {
        double x = plot.x(start + turn);
        double height = Math.max(2, (STRIP - 3) * millis / longestStopMillis);
        svg.stroke(x, strip, x, strip - height, colour, width);
      }
    }
  }

  /** Returns one line for each turn. */
  public static String csv(RunView view, LoadCell cell) {
    ArmCsv csv =
        new ArmCsv(
            view,
            "rate",
            "offered_per_s",
            "round",
            "turn",
            "percentile",
            "response_ns",
            "gc_ms",
            "safepoint_ms");
    for (Panel panel : panels(cell)) {
      for (Track track : panel.tracks) {
        for (Fork fork : track.forks()) {
          List<Double> tail = panel.tail(fork);
          for (int turn = 0; turn < tail.size(); turn++) {
            csv.line(
                cell.cell(),
                track.line.arm(),
                panel.rate,
                Math.round(track.step.offeredPerSecond()),
                fork.round(),
                turn + 1,
                Digits.plain(100 * panel.quantile),
                Math.round(tail.get(turn)),
                millis(fork, COLLECTIONS, turn),
                millis(fork, SAFEPOINTS, turn));
          }
        }
      }
    }
    return csv.finish();
  }

  private static String millis(Fork fork, String count, int turn) {
    List<Double> all = fork.turns().of(count);
    return turn < all.size() ? Digits.plain(all.get(turn)) : "";
  }
}
