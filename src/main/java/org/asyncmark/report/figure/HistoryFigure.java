package org.asyncmark.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.analyse.HistoryColumn;
import org.asyncmark.analyse.HistoryLine;
import org.asyncmark.model.Model;
import org.asyncmark.report.RunView;
import org.asyncmark.report.figure.Svg.Anchor;
import org.asyncmark.report.figure.Svg.Ink;
import org.asyncmark.text.Csv;
import org.asyncmark.text.TextWidth;

/**
 * One arm over runs, in the order in which they began: its p50, below it its p99, each with the
 * interval over the forks. Above them stands where the machine, the build of the runtime or the
 * conditions change; a change of machine parts the lines too. No verdict is given here.
 */
public final class HistoryFigure {
  private static final double LEFT = 118;
  private static final double PLOT_WIDTH = FigureFrame.WIDTH - LEFT - FigureFrame.MARGIN;
  private static final double PLOT_HEIGHT = 190;
  private static final double STRIP = 20;
  private static final double HEADING = 30;
  private static final double BELOW = 62;
  private static final double NANOS_PER_MICRO = 1_000;

  /** The longest name of a file; more of a cell than this is left out of it. */
  private static final int LONGEST_NAME = 100;

  /** What is drawn of a line: columns of a value and of the ends of its interval. */
  private record Level(String name, HistoryColumn value, HistoryColumn lower, HistoryColumn upper) {
    static final List<Level> ALL =
        List.of(
            new Level(
                "p50", HistoryColumn.P50_US, HistoryColumn.P50_LOW_US, HistoryColumn.P50_HIGH_US),
            new Level(
                "p99", HistoryColumn.P99_US, HistoryColumn.P99_LOW_US, HistoryColumn.P99_HIGH_US));

    Stream<Double> nanos(HistoryLine line) {
      return Stream.of(value, lower, upper).flatMap(column -> nanos(line, column).stream());
    }

    static Optional<Double> nanos(HistoryLine line, HistoryColumn column) {
      return line.number(column).map(micros -> micros * NANOS_PER_MICRO);
    }
  }

  /**
   * Something of runs that may change from one to the next.
   *
   * @param signs a short sign for each of its values, in the order of their first runs
   */
  private record Strip(String name, HistoryColumn column, Map<String, String> signs) {
    static Strip of(String name, HistoryColumn column, boolean letters, List<HistoryLine> lines) {
      Map<String, String> signs = new LinkedHashMap<>();
      for (HistoryLine line : lines) {
        String next = letters ? letter(signs.size()) : Integer.toString(signs.size() + 1);
        signs.putIfAbsent(line.text(column), next);
      }
      return new Strip(name, column, signs);
    }

    private static String letter(int place) {
      String last = Character.toString('A' + place % 26);
      return place < 26 ? last : letter(place / 26 - 1) + last;
    }

    boolean changesAt(int place, List<HistoryLine> lines) {
      return place > 0 && !lines.get(place).text(column).equals(lines.get(place - 1).text(column));
    }

    String sign(HistoryLine line) {
      return signs.getOrDefault(line.text(column), "");
    }

    /** Returns what each sign stands for, one line each. */
    Stream<String> key(List<HistoryLine> lines) {
      return signs.entrySet().stream()
          .map(each -> name + " " + each.getValue() + ": " + told(each.getKey(), lines));
    }

    private String told(String value, List<HistoryLine> lines) {
      if (value.isEmpty()) {
        return "not recorded";
      }
      return column != HistoryColumn.MACHINE
          ? value
          : lines.stream()
              .filter(line -> line.text(column).equals(value))
              .map(line -> line.text(HistoryColumn.MACHINE_FACTS) + " (" + value + ")")
              .findFirst()
              .orElseThrow();
    }
  }

  private final List<HistoryLine> lines;
  private final Strip machines;
  private final List<Strip> strips;
  private final List<Level> levels;
  private final boolean oneADay;

  private HistoryFigure(List<HistoryLine> lines) {
    this.lines = lines;
    this.machines = Strip.of("machine", HistoryColumn.MACHINE, true, lines);
    this.strips =
        List.of(
            machines,
            Strip.of("build", HistoryColumn.JDK_BUILD, false, lines),
            Strip.of("conditions", HistoryColumn.CONDITIONS, false, lines),
            Strip.of("method", HistoryColumn.METHOD_VERSION, false, lines));
    this.levels =
        Level.ALL.stream()
            .filter(
                level -> lines.stream().anyMatch(line -> level.nanos(line).findAny().isPresent()))
            .toList();
    this.oneADay = lines.stream().map(HistoryFigure::day).distinct().count() == lines.size();
  }

  /**
   * Returns a figure for each arm of a history.
   *
   * @param lines in the order in which the runs began
   */
  public static List<Figure> all(List<HistoryLine> lines) {
    Map<String, List<HistoryLine>> byArm = new LinkedHashMap<>();
    for (HistoryLine line : lines) {
      byArm.computeIfAbsent(line.arm(), arm -> new ArrayList<>()).add(line);
    }
    Set<String> names = new LinkedHashSet<>();
    List<Figure> figures = new ArrayList<>();
    byArm.forEach(
        (arm, ofArm) ->
            figures.add(
                new Figure(
                    Figures.free(name(ofArm.get(0)), names),
                    arm + " over runs",
                    new HistoryFigure(ofArm).draw(),
                    csv(ofArm))));
    return figures;
  }

  private static String name(HistoryLine line) {
    String name =
        Stream.of(
                HistoryColumn.PATTERN, HistoryColumn.MODEL, HistoryColumn.JDK, HistoryColumn.PARAMS)
            .map(column -> RunView.clean(line.text(column).replace(' ', '_')))
            .reduce("history", (one, other) -> one + "_" + other);
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private static String csv(List<HistoryLine> lines) {
    Csv csv = new Csv(HistoryColumn.headers());
    lines.forEach(line -> csv.row(line.values()));
    return csv.finish();
  }

  private String draw() {
    HistoryLine last = lines.get(lines.size() - 1);
    List<String> keys =
        strips.stream()
            .filter(strip -> strip.equals(machines) || strip.signs().size() > 1)
            .flatMap(strip -> strip.key(lines))
            .toList();
    FigureFrame frame =
        new FigureFrame(
            last.arm() + " over runs",
            List.of(
                measured() + " of " + kinds() + ", runs in the order in which they began",
                "dot: median of a run's forks; hollow: no fork is valid; bar: interval of that median"
                    + " at 95 % or more, from 6 forks on",
                "an interval knows nothing of what differs from run to run: no verdict is given here,"
                    + " and machines are not compared"),
            Stream.concat(keys.stream(), Stream.of(runs())).toList());
    List<Strip> shown = strips.stream().filter(strip -> strip.signs().size() > 1).toList();
    double above = STRIP * shown.size();
    double panel = HEADING + PLOT_HEIGHT;
    double body = above + levels.size() * panel + BELOW;
    Svg svg = frame.start(body);
    Axis across = Axis.span(lines.size());
    double top = frame.top() + above;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      double plotTop = top + i * panel + HEADING;
      panel(svg, level, new Plot(LEFT, plotTop, PLOT_WIDTH, PLOT_HEIGHT, across, up(level)));
    }
    for (int i = 0; i < shown.size(); i++) {
      double y = frame.top() + i * STRIP;
      strip(svg, shown.get(i), y, top + levels.size() * panel);
    }
    if (!levels.isEmpty()) {
      double lowest = top + (levels.size() - 1) * panel + HEADING;
      Plot plot = new Plot(LEFT, lowest, PLOT_WIDTH, PLOT_HEIGHT, across, Axis.linear(1, 1));
      plot.drawAcross(
          svg,
          IntStream.range(0, lines.size()).mapToObj(HistoryFigure::middle).toList(),
          place -> began(lines.get((int) place)));
      plot.nameAcross(svg, (oneADay ? "day on which" : "when") + " the run began (UTC)");
    }
    return svg.finish();
  }

  private String measured() {
    return levels.isEmpty()
        ? "too few samples for a p50"
        : levels.stream().map(Level::name).collect(Collectors.joining(" and "));
  }

  private String kinds() {
    return String.join(
        " and ", lines.stream().map(line -> line.text(HistoryColumn.KIND)).distinct().toList());
  }

  private String runs() {
    String first = lines.get(0).text(HistoryColumn.RUN);
    String last = lines.get(lines.size() - 1).text(HistoryColumn.RUN);
    return lines.size() == 1 ? "Run " + first : lines.size() + " runs, " + first + " to " + last;
  }

  private Axis up(Level level) {
    return Axis.linear(
        lines.stream().flatMap(level::nanos).mapToDouble(Double::doubleValue).max().orElse(1), 5);
  }

  private static double middle(int place) {
    return place + 0.5;
  }

  private String began(HistoryLine line) {
    return oneADay ? day(line) : minute(line);
  }

  private static String day(HistoryLine line) {
    return part(line, 0, "2026-11-27".length());
  }

  /** Returns month, day and minute; the names of runs below the figure have the year. */
  private static String minute(HistoryLine line) {
    return part(line, "2026-".length(), "2026-11-27T10:24".length()).replace('T', ' ');
  }

  private static String part(HistoryLine line, int begin, int end) {
    String time = line.text(HistoryColumn.TIME);
    return time.length() < end ? time : time.substring(begin, end);
  }

  private void panel(Svg svg, Level level, Plot plot) {
    plot.drawUp(svg, true);
    plot.drawAxes(svg);
    svg.bold(plot.left(), plot.top() - 8, FigureFrame.LABEL, level.name() + plot.up().suffix());
    List<double[]> line = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (machines.changesAt(i, lines)) {
        curve(svg, line);
        line.clear();
      }
      Optional<Double> value = Level.nanos(lines.get(i), level.value());
      if (value.isPresent()) {
        line.add(plot.point(middle(i), value.get()));
      }
    }
    curve(svg, line);
    for (int i = 0; i < lines.size(); i++) {
      point(svg, level, plot, i);
    }
  }

  private void curve(Svg svg, List<double[]> line) {
    if (line.size() > 1) {
      svg.curve(line, colour(), "", 1.6);
    }
  }

  private void point(Svg svg, Level level, Plot plot, int place) {
    HistoryLine line = lines.get(place);
    double x = plot.x(middle(place));
    Optional<Double> lower = Level.nanos(line, level.lower());
    Optional<Double> upper = Level.nanos(line, level.upper());
    if (lower.isPresent() && upper.isPresent()) {
      svg.stroke(x, plot.y(lower.get()), x, plot.y(upper.get()), colour(), 2.2);
    }
    Level.nanos(line, level.value())
        .ifPresent(
            value -> {
              if (noneValid(line)) {
                svg.ring(x, plot.y(value), 4, colour());
              } else {
                svg.dot(x, plot.y(value), 4, colour());
              }
            });
  }

  private static boolean noneValid(HistoryLine line) {
    return line.text(HistoryColumn.FORKS).equals(line.text(HistoryColumn.INVALID_FORKS));
  }

  private String colour() {
    String model = lines.get(0).text(HistoryColumn.MODEL);
    return Arrays.stream(Model.values())
        .filter(each -> each.id().equals(model))
        .findFirst()
        .map(Model::colour)
        .orElse("#8c8c8c"); // seen on white and on black
  }

  /** Writes a sign where each stretch of runs begins, and a line down where it is another. */
  private void strip(Svg svg, Strip strip, double top, double bottom) {
    double slot = PLOT_WIDTH / lines.size();
    svg.text(LEFT - 8, top + 14, 12, Anchor.END, Ink.MUTED, strip.name());
    double free = LEFT;
    for (int i = 0; i < lines.size(); i++) {
      boolean changes = strip.changesAt(i, lines);
      double x = LEFT + i * slot;
      if (changes && strip.equals(machines)) {
        svg.bar(x, top, x, bottom);
      } else if (changes) {
        svg.axis(x, top, x, bottom);
      }
      String sign = strip.sign(lines.get(i));
      if ((changes || i == 0) && x >= free) {
        svg.text(x + 4, top + 14, 12, Anchor.START, Ink.STRONG, sign);
        free = x + 4 + TextWidth.of(sign, 12) + 2;
      }
    }
  }
}
