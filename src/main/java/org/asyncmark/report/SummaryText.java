package org.asyncmark.report;

import static org.asyncmark.report.Conclusions.COMMAND;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.analyse.Builds;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.text.Markdown;
import org.asyncmark.text.TextColumns;
import org.asyncmark.text.TextWidth;

/** A summary in words: for a terminal of 110 columns and 40 lines, and for Markdown. */
final class SummaryText {
  private static final int WIDTH = 110;
  private static final int LINES = 40;
  private static final int SHORTEST_NAME = 16;

  /**
   * Sentences on asyncio or on what was held under load, if there are more than there is room for:
   * the families of the core.
   */
  private static final int FAMILIES = 4;

  /** A number with its unit, or none. */
  private static final Pattern BARE = Pattern.compile("-|[\\d .]+ \\p{L}+");

  private static final String CONTINUED = " \\";

  private SummaryText() {}

  /** Returns the summary of a run that no limit is asked of. */
  static String text(RunRecord run) {
    return text(run, Optional.empty());
  }

  /**
   * Returns the summary for a terminal, at most 40 lines; it ends in a newline.
   *
   * @param slo what rates are held against, in an open run
   */
  static String text(RunRecord run, Optional<Slo> slo) {
    Summary summary = fitting(run, Summary.of(run, slo));
    return String.join("\n", lines(run, summary)) + "\n";
  }

  /**
   * Returns a summary whose sentences on asyncio and load and last blocks are cut so that it fits.
   * What was held under load is whole as long as it can be: of what stands behind it the first
   * block stays.
   */
  static Summary fitting(RunRecord run, Summary whole) {
    Summary summary = lines(run, whole).size() > LINES ? fewer(whole) : whole;
    List<Summary.Block> blocks = new ArrayList<>(summary.blocks());
    int load = whole.load().size(); // so many blocks are of cells under load
    Summary cut = summary;
    while (lines(run, cut).size() > LINES) {
      int last = lastLong(blocks);
      if (load > 0 && blocks.size() > load + 1) {
        Summary.Block gone = blocks.remove(blocks.size() - 1);
        blocks.set(blocks.size() - 1, blocks.get(blocks.size() - 1).before(gone));
      } else if (last >= 0) {
        blocks.set(last, blocks.get(last).shorter());
      } else if (load > 1) {
        blocks.remove(--load); // they stand first; REPORT.md has all of them
      } else {
        return cut;
      }
      cut = summary.with(blocks);
    }
    return cut;
  }

  private static Summary fewer(Summary summary) {
    return summary.withAsyncio(first(summary.asyncio())).withLoad(first(summary.load()));
  }

  private static List<String> first(List<String> all) {
    if (all.size() <= FAMILIES) {
      return all;
    }
    List<String> first = new ArrayList<>(all.subList(0, FAMILIES));
    first.add(Summary.more(all.size() - FAMILIES));
    return first;
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
    if (!summary.load().isEmpty()) {
      lines.add("");
      summary.load().forEach(each -> lines.addAll(wrapped(each)));
    }
    for (Summary.Block block : summary.blocks()) {
      lines.add("");
      lines.add(block.title());
      lines.addAll(table(block));
      if (block.more() > 0) {
        lines.add(block.rest());
      }
    }
    for (List<String> sentences : List.of(summary.asyncio(), summary.conclusions())) {
      if (!sentences.isEmpty()) {
        lines.add("");
        sentences.forEach(
            each -> lines.addAll(each.contains(COMMAND) ? command(each) : wrapped(each)));
      }
    }
    return lines;
  }

  /** Returns a sentence that ends in a command, which a shell takes as it stands here. */
  private static List<String> command(String sentence) {
    int start = sentence.indexOf(COMMAND) + 2;
    String command = sentence.substring(start);
    List<String> words = TextWidth.lines(command, WIDTH - CONTINUED.length());
    List<String> lines = new ArrayList<>(List.of(sentence.substring(0, start - 1)));
    if (command.contains("'")) { // a line must not end inside of a word
      lines.add(command);
    } else {
      words.subList(0, words.size() - 1).forEach(each -> lines.add(each + CONTINUED));
      lines.add(words.get(words.size() - 1));
    }
    return lines;
  }

  /** Returns a table as wide as it is. */
  static String wide(Summary.Block block) {
    return TextColumns.of(cells(block), numbers(block)).stream()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"));
  }

  private static List<List<String>> cells(Summary.Block block) {
    return Stream.concat(Stream.of(block.header()), block.rows().stream()).toList();
  }

  /** Returns the lines of a table for a terminal. */
  static List<String> table(Summary.Block block) {
    return narrow(cells(block), numbers(block)).stream().map(String::stripTrailing).toList();
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
    List<String> names = table.stream().map(line -> line.get(0)).toList();
    List<String> shorter = cut(names, room);
    List<List<String>> cut = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      List<String> cells = new ArrayList<>(table.get(i));
      cells.set(0, shorter.get(i));
      cut.add(cells);
    }
    return TextColumns.of(cut, numbers);
  }

  /** Cuts names at their ends, or in their middles if they would be alike else. */
  private static List<String> cut(List<String> names, int room) {
    List<String> ends = names.stream().map(name -> cut(name, room, room - 1)).toList();
    boolean alike = ends.stream().distinct().count() < names.stream().distinct().count();
    return alike ? names.stream().map(name -> cut(name, room, room / 2 - 1)).toList() : ends;
  }

  /**
   * Cuts a name that is longer than its room.
   *
   * @param head how many of its first characters are kept; the rest of the room is for the last
   */
  private static String cut(String name, int room, int head) {
    return name.length() > room
        ? name.substring(0, head) + "…" + name.substring(name.length() - (room - 1 - head))
        : name;
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

  /** Returns the summary of a run that no limit is asked of, as Markdown. */
  static String markdown(RunRecord run) {
    return markdown(run, Optional.empty());
  }

  /**
   * Returns the summary as Markdown, with tables; it ends in a newline.
   *
   * @param slo what rates are held against, in an open run
   */
  static String markdown(RunRecord run, Optional<Slo> slo) {
    Summary whole = Summary.of(run, slo);
    Summary summary = fitting(run, whole);
    StringBuilder out = new StringBuilder();
    if (!summary.question().isEmpty()) {
      out.append("**").append(Markdown.escape(summary.question())).append("?** ");
    }
    out.append(Markdown.escape(summary.standing())).append('\n').append('\n');
    out.append(Markdown.escape(String.join(" ", summary.trust()))).append('\n');
    if (!whole.load().isEmpty()) {
      out.append('\n').append(Markdown.list(whole.load()));
    }
    summary.blocks().forEach(block -> out.append('\n').append(markdown(block)));
    for (List<String> sentences : List.of(whole.asyncio(), summary.conclusions())) {
      if (!sentences.isEmpty()) {
        out.append('\n').append(Markdown.list(sentences));
      }
    }
    return out.toString();
  }

  /** Returns a table with its title as Markdown; it ends in a newline. */
  static String markdown(Summary.Block block) {
    StringBuilder out = new StringBuilder();
    out.append(Markdown.escape(block.title())).append(":\n\n");
    out.append(Markdown.row(block.header().stream().map(Markdown::escape).toList()));
    out.append("|---".repeat(block.header().size())).append("|\n");
    block
        .rows()
        .forEach(row -> out.append(Markdown.row(row.stream().map(Markdown::escape).toList())));
    if (block.more() > 0) {
      out.append('\n').append(Markdown.escape(block.rest())).append('\n');
    }
    return out.toString();
  }

  private static List<String> wrapped(String text) {
    return TextWidth.lines(text, WIDTH);
  }
}
