package org.asyncmark.profile.flame;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import one.convert.Arguments;
import one.convert.Main;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.ProfileEvent;

/**
 * A flame graph: a self-contained interactive HTML file, and the collapsed stacks it is drawn from.
 * Recordings are converted in this JVM, without touching its standard output.
 */
public final class FlameGraph {
  private FlameGraph() {}

  /**
   * Writes the collapsed stacks of one event of a recording. Lambdas and hidden classes lose their
   * numbers, which are others in each JVM.
   *
   * @param engine what sampled
   * @param collapsed the file to write
   * @return the sum over all stacks, in the event's unit; 0 if nothing was seen
   * @throws IOException if the recording is not readable or is none
   */
  public static long collapse(Path recording, Engine engine, ProfileEvent event, Path collapsed)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-o", "collapsed", "--norm"));
    if (event == ProfileEvent.LOCK) {
      arguments.add("--total");
    }
    convert(recording, collapsed, arguments, engine, event);
    CollapsedStacks stacks = CollapsedStacks.read(collapsed);
    stacks.write(collapsed);
    return stacks.total();
  }

  /**
   * Draws one event of a recording over time.
   *
   * @param html the file to write
   */
  static void heatmap(Path recording, Engine engine, ProfileEvent event, Path html)
      throws IOException {
    convert(recording, html, List.of("-o", "heatmap", "--norm"), engine, event);
  }

  /**
   * Draws collapsed stacks.
   *
   * @param collapsed the file to read
   * @param title plain text
   * @param page what is added to the converter's page
   * @param html the file to write
   */
  static void draw(Path collapsed, String title, FlamePage page, Path html) throws IOException {
    Main.convert(
        collapsed.toString(),
        html.toString(),
        new Arguments("-o", "html", "--title", escape(title)));
    page.addTo(html);
  }

  /**
   * Draws collapsed stacks, coloured by what they have more or less than others.
   *
   * @param from the stacks to compare with
   * @param to the stacks that give the picture its shape
   * @param title plain text
   * @param page what is added to the converter's page
   * @param html the file to write
   */
  static void drawDifference(Path from, Path to, String title, FlamePage page, Path html)
      throws IOException {
    Arguments arguments = new Arguments("-o", "html", "--title", escape(title));
    var drawn = Main.parseFlameGraph(to.toString(), arguments);
    drawn.diff(Main.parseFlameGraph(from.toString(), arguments));
    try (OutputStream out = Files.newOutputStream(html)) {
      drawn.dump(out);
    }
    page.addTo(html);
  }

  private static void convert(
      Path recording, Path to, List<String> format, Engine engine, ProfileEvent event)
      throws IOException {
    List<String> arguments = new ArrayList<>(format);
    arguments.addAll(selection(engine, event));
    Main.convert(
        recording.toString(), to.toString(), new Arguments(arguments.toArray(String[]::new)));
  }

  /**
   * The converter knows the states of its own samples only, so that asking it for CPU samples of
   * the JDK's recorder would yield nothing.
   */
  private static List<String> selection(Engine engine, ProfileEvent event) {
    return switch (event) {
      case CPU ->
          switch (engine) {
            case CPU, CTIMER, ITIMER -> List.of("--cpu");
            case WALL -> List.of("--wall");
            case CPU_TIME -> List.of("--cpu-time");
            case JFR, PY_SPY, NONE -> List.of();
          };
      case ALLOC -> List.of("--alloc");
      case WALL -> List.of("--wall");
      case LOCK -> List.of("--lock");
    };
  }

  /** The converter puts the title into the page as it is. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
