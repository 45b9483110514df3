package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import one.convert.Arguments;
import one.convert.Main;

/**
 * A flame graph: a self-contained interactive HTML file, and the collapsed stacks it is drawn from.
 * Recordings are converted in this JVM, without touching its standard output.
 */
public final class FlameGraph {
  private FlameGraph() {}

  /**
   * Merges recordings into one file of collapsed stacks.
   *
   * @param recordings one per fork, all of the same engine
   * @param engine what sampled
   * @param collapsed the file to write
   * @return the number of samples; 0 if the program never ran long enough to be sampled
   * @throws IOException if a recording is not readable or is no recording
   */
  public static long collapse(List<Path> recordings, Engine engine, Path collapsed)
      throws IOException {
    CollapsedStacks stacks = new CollapsedStacks();
    for (Path recording : recordings) {
      Path one = Files.createTempFile("asyncmark", ".collapsed");
      try {
        Main.convert(recording.toString(), one.toString(), arguments(engine));
        stacks.add(one);
      } finally {
        Files.delete(one);
      }
    }
    stacks.write(collapsed);
    return stacks.samples();
  }

  /**
   * Draws collapsed stacks.
   *
   * @param collapsed the file to read
   * @param title plain text
   * @param html the file to write
   */
  public static void draw(Path collapsed, String title, Path html) throws IOException {
    Main.convert(
        collapsed.toString(),
        html.toString(),
        new Arguments("-o", "html", "--title", escape(title)));
  }

  private static Arguments arguments(Engine engine) {
    // The converter fails on an absent output format; and it knows the states of its own samples
    // only, so that asking for CPU samples of the JDK's recorder would yield nothing.
    List<String> arguments = new ArrayList<>(List.of("-o", "collapsed"));
    switch (engine) {
      case CPU, CTIMER, ITIMER -> arguments.add("--cpu");
      case WALL -> arguments.add("--wall");
      case JFR, NONE -> {}
    }
    return new Arguments(arguments.toArray(String[]::new));
  }

  /** The converter puts the title into the page as it is. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
