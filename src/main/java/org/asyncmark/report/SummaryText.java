package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.asyncmark.analyse.Builds;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.text.Markdown;
import org.asyncmark.text.TextColumns;
import org.asyncmark.text.TextWidth;

/** A summary in words: for a terminal of 110 columns and 40 lines, and for Markdown. */
final class SummaryText {
  private static final int WIDTH = 110;
  private static final int LINES = 40;
  private static final int SHORTEST_NAME = 16;

  /** Sentences on asyncio, if there are more than there is room for: the families of the core. */
  private static final int FAMILIES = 4;

  /** A number with its unit, or none. */
  private static final Pattern BARE = Pattern.compile("-|[\\d .]+ \\p{L}+");

  private SummaryText() {}

  /** Returns the summary for a terminal, at most 40 lines; it ends in a newline. */
  static String text(RunRecord run) {
    Summary summary = fitting(run, Summary.of(run));
    return String.join("\n", lines(run, summary)) + "\n";
  }

  /** Returns a summary whose sentences on asyncio and last blocks are cut so that it fits. */
  static Summary fitting(RunRecord run, Summary whole) {
    Summary summary = lines(run, whole).size() > LINES ? fewer(whole) : whole;
    List<Summary.Block> blocks = new ArrayList<>(summary.blocks());
    Summary cut = summary;
    while (lines(run, cut).size() > LINES) {
      int last = lastLong(blocks);
      if (last < 0) {
        return cut;
      }
      blocks.set(last, blocks.get(last).shorter());
      cut = summary.with(blocks);
    }
    return cut;
  }

  private static Summary fewer(Summary summary) {
    List<String> all = summary.asyncio();
    if (all.size() <= FAMILIES) {
      return summary;
    }
    List<String> first = new ArrayList<>(all.subList(0, FAMILIES));
    first.add(Summary.more(all.size() - FAMILIES));
    return summary.withAsyncio(first);
  }

  private static int lastLong(List<Summary.Block> blocks) {
    return IntStream.iterate(blocks.size() - 1, i -> i >= 0, i -> i - 1)
        .filter(i -> blocks.get(i).rows().size() > 1)
        .findFirst()
        .orElse(-1);
  }

  private static List<String> lines(RunRecord run, Summary summary) {
    List<String> lines = new ArrayList<>(wrapped(heading(run, summary)));
    lines.addAll(wrapped(where(run)));
    lines.addAll(wrapped(summary.standing()));
    lines.addAll(wrapped(String.join(" ", summary.trust())));
    for (Summary.Block block : summary.blocks()) {
      lines.add("");
      lines.add(block.title());
      List<List<String>> table = new ArrayList<>(List.of(block.header()));
      table.addAll(block.rows());
      narrow(table, numbers(block)).forEach(line -> lines.add(line.stripTrailing()));
      if (block.more() > 0) {
        lines.add(block.rest());
      }
    }
    for (List<String> sentences : List.of(summary.asyncio(), summary.conclusions())) {
      if (!sentences.isEmpty()) {
        lines.add("");
        sentences.forEach(each -> lines.addAll(wrapped(each)));
      }
    }
    return lines;
  }

  /** Sets a table; names of cells are cut where it would be too wide. */
  private static List<String> narrow(List<List<String>> table, Set<Integer> numbers) {
    List<String> set = TextColumns.of(table, numbers);
    int widest =
        set.stream().mapToInt(line -> TextWidth.columns(line.stripTrailing())).max().orElse(0);
    int longest = table.stream().mapToInt(line -> line.get(0).length()).max().orElse(0);
    int room = Math.max(SHORTEST_NAME, longest - (widest - WIDTH));
    if (widest <= WIDTH || longest <= room) {
      return set;
    }
    List<List<String>> cut = new ArrayList<>();
    for (List<String> line : table) {
      List<String> cells = new ArrayList<>(line);
      String name = cells.get(0);
      cells.set(0, name.length() > room ? name.substring(0, room - 1) + "…" : name);
      cut.add(cells);
    }
    return TextColumns.of(cut, numbers);
  }

  /** Returns the columns of bare numbers, which are set to the right. */
  static Set<Integer> numbers(Summary.Block block) {
    return IntStream.range(1, block.header().size())
        .filter(i -> block.rows().stream().allMatch(row -> BARE.matcher(row.get(i)).matches()))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static String heading(RunRecord run, Summary summary) {
    return summary.question().isEmpty()
        ? "run " + run.id()
        : summary.question() + "? " + "(run " + run.id() + ")";
  }

  private static String where(RunRecord run) {
    String jdks =
        run.jdkBuilds().entrySet().stream()
            .map(each -> each.getKey() + " is " + build(each.getValue()))
            .collect(Collectors.joining(", "));
    return run.machine() + "; " + jdks;
  }

  private static String build(String build) {
    return Builds.isPython(build) ? Builds.named(build) : build;
  }

  /** Returns the summary as Markdown, with tables; it ends in a newline. */
  static String markdown(RunRecord run) {
    Summary whole = Summary.of(run);
    Summary summary = fitting(run, whole);
    StringBuilder out = new StringBuilder();
    if (!summary.question().isEmpty()) {
      out.append("**").append(Markdown.escape(summary.question())).append("?** ");
    }
    out.append(Markdown.escape(summary.standing())).append('\n').append('\n');
    out.append(Markdown.escape(String.join(" ", summary.trust()))).append('\n');
    for (Summary.Block block : summary.blocks()) {
      out.append('\n').append(Markdown.escape(block.title())).append(":\n\n");
      out.append(Markdown.row(block.header().stream().map(Markdown::escape).toList()));
      out.append("|---".repeat(block.header().size())).append("|\n");
      block
          .rows()
          .forEach(row -> out.append(Markdown.row(row.stream().map(Markdown::escape).toList())));
      if (block.more() > 0) {
        out.append('\n').append(Markdown.escape(block.rest())).append('\n');
      }
    }
    for (List<String> sentences : List.of(whole.asyncio(), summary.conclusions())) {
      if (!sentences.isEmpty()) {
        out.append('\n').append(Markdown.list(sentences));
      }
    }
    return out.toString();
  }

  private static List<String> wrapped(String text) {
    return TextWidth.lines(text, WIDTH);
  }
}
