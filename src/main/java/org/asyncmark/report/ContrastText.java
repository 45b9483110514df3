package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmPair;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.Verdict;
import org.asyncmark.text.Csv;
import org.asyncmark.text.Markdown;
import org.asyncmark.text.TextColumns;
import org.jspecify.annotations.Nullable;

/** A table of contrasts as a file. All text is the same in every locale and ends in a newline. */
public enum ContrastText {
  /** Columns for a terminal. */
  TEXT("txt") {
    @Override
    String render(ContrastTable table, Set<String> told) {
      return columns(table, false, told);
    }
  },
  /** A table for a page or a review, with its title in bold; so is what was shown to differ. */
  MARKDOWN("md") {
    @Override
    String render(ContrastTable table, Set<String> told) {
      ContrastCells words = new ContrastCells(table);
      List<String> notes = new ArrayList<>(words.numbered());
      notes.addAll(untold("", words.legend(), told));
      notes.addAll(table.facts());
      return Stream.of(
              "**" + Markdown.escape(table.title()) + "**\n",
              Markdown.list(untold(table.runs().other(), table.warnings(), told)),
              body(words),
              Markdown.list(notes))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining("\n"));
    }

    private String body(ContrastCells words) {
      int columns = words.header().size();
      StringBuilder out = new StringBuilder();
      out.append(Markdown.row(words.header().stream().map(Markdown::escape).toList()));
      out.append("|---|---|---:|---:|---:|:---|---:|:---|");
      out.append(":---|".repeat(columns - 8)).append('\n');
      for (ContrastRow row : words.table().rows()) {
        List<String> cells =
            new ArrayList<>(words.cells(row).stream().map(Markdown::escape).toList());
        if (row.shown()) {
          cells.set(VERDICT, "**" + cells.get(VERDICT) + "**");
        }
        cells.addAll(Collections.nCopies(columns - cells.size(), ""));
        out.append(Markdown.row(cells));
      }
      return out.toString();
    }
  },
  /** One row for each contrast and metric, with all digits. */
  CSV("csv") {
    @Override
    String render(ContrastTable table, Set<String> told) {
      List<Map<String, Object>> rows = records(table);
      Csv csv = new Csv(NAMES.toArray(String[]::new));
      rows.forEach(row -> csv.row(NAMES.stream().map(row::get).toArray()));
      return csv.finish();
    }
  },
  /** The same as JSON, with the title and the warnings. */
  JSON("json") {
    @Override
    String render(ContrastTable table, Set<String> told) {
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("title", table.title());
      root.put("warnings", table.warnings());
      root.put("facts", table.facts());
      root.put("contrasts", records(table));
      return Json.pretty(root);
    }
  };

  /** The first line of the CSV, and the names in JSON. */
  private static final List<String> NAMES =
      List.of(
          ("pattern,what,compared,base_model,base_jdk,base_params,other_model,other_jdk,"
                  + "other_params,metric,unit,rounds,rounds_dropped,change_percent,lower_percent,"
                  + "upper_percent,level,p,adjusted_p,family,family_size,adjustment,verdict,standing,"
                  + "margin_percent,rounds_needed,annotation,base_settings,other_settings,base_score,"
                  + "other_score,base_run,other_run")
              .split(","));

  /** Columns of numbers, which are set to the right: base, other, change, n. */
  private static final Set<Integer> NUMBERS = Set.of(2, 3, 4, 6);

  private static final int VERDICT = 7;
  private static final String DIM = "\u001b[2m";
  private static final String NORMAL = "\u001b[0m";
  private final String suffix;

  ContrastText(String suffix) {
    this.suffix = suffix;
  }

  /**
   * Returns the format of a word.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static ContrastText named(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "text" -> TEXT;
      case "md" -> MARKDOWN;
      case "csv" -> CSV;
      case "json" -> JSON;
      default ->
          throw new IllegalArgumentException(
              "want text, md, csv or json for --format, got '" + word + "'");
    };
  }

  /** Returns the end of a file's name, for example {@code md}. */
  public String suffix() {
    return suffix;
  }

  /**
   * Returns the tables, at least one: in JSON as an array, in CSV under one header; for people with
   * what is said of several of them at the first alone.
   */
  public String render(List<ContrastTable> tables) {
    Set<String> told = new HashSet<>();
    List<String> parts = tables.stream().map(table -> render(table, told)).toList();
    return switch (this) {
      case TEXT, MARKDOWN -> String.join("\n", parts);
      case CSV ->
          parts.get(0)
              + parts.stream()
                  .skip(1)
                  .map(part -> part.substring(part.indexOf('\n') + 1))
                  .collect(Collectors.joining());
      case JSON ->
          parts.stream().map(String::stripTrailing).collect(Collectors.joining(",\n", "[", "]\n"));
    };
  }

  /**
   * Returns what follows the tables where people read them: the same contrasts with a column for
   * each machine. Empty text if there is one machine, or for programs, which find the machine in
   * the parameters.
   */
  public String across(Collection<AcrossMachines> contrasts) {
    if (contrasts.isEmpty()) {
      return "";
    }
    Summary.Block block = MachinesBlock.of(contrasts);
    return switch (this) {
      case TEXT -> "\n" + block.title() + "\n" + SummaryText.wide(block) + "\n";
      case MARKDOWN -> "\n" + SummaryText.markdown(block);
      case CSV, JSON -> "";
    };
  }

  /** Returns the tables for a terminal that can dim what was not shown to differ. */
  public static String dimmed(List<ContrastTable> tables) {
    Set<String> told = new HashSet<>();
    return tables.stream()
        .map(table -> columns(table, true, told))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Returns a table in columns of a fixed width.
   *
   * @param dim whether the terminal may be told to dim the rows without a difference
   */
  private static String columns(ContrastTable table, boolean dim, Set<String> told) {
    ContrastCells words = new ContrastCells(table);
    List<List<String>> lines = new ArrayList<>(List.of(words.header()));
    table.rows().forEach(row -> lines.add(words.cells(row)));
    StringBuilder out = new StringBuilder(table.title()).append('\n');
    untold(table.runs().other(), table.warnings(), told)
        .forEach(warning -> out.append(warning).append('\n'));
    table.facts().forEach(fact -> out.append(fact).append('\n'));
    List<String> set = TextColumns.of(lines, NUMBERS);
    for (int i = 0; i < set.size(); i++) {
      boolean faint = dim && i > 0 && !table.rows().get(i - 1).shown();
      out.append(faint ? DIM + set.get(i) + NORMAL : set.get(i)).append('\n');
    }
    words.numbered().forEach(note -> out.append(note).append('\n'));
    untold("", words.legend(), told).forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }

  /** Returns the sentences that were not told yet of a run, which they are from now on. */
  static List<String> untold(String run, List<String> sentences, Set<String> told) {
    return sentences.stream().filter(each -> told.add(run + "\n" + each)).toList();
  }

  /** Returns one table, with all that is said of it. */
  String render(ContrastTable table) {
    return render(table, new HashSet<>());
  }

  /**
   * Returns one table.
   *
   * @param told what was said of tables above it and is not said again; takes what is said of it
   */
  abstract String render(ContrastTable table, Set<String> told);

  /** Returns for each contrast and metric what is known, by name; empty text where nothing is. */
  private static List<Map<String, Object>> records(ContrastTable table) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (ContrastRow row : table.rows()) {
      if (row.scores().isEmpty()) {
        Map<String, Object> record = blank(table, row);
        record.put("verdict", "n/a");
        record.put("annotation", row.reason());
        records.add(record);
      }
      for (ContrastRow.Score score : row.scores()) {
        Map<String, Object> record = blank(table, row);
        fill(record, score);
        records.add(record);
      }
    }
    return records;
  }

  private static Map<String, Object> blank(ContrastTable table, ContrastRow row) {
    Map<String, Object> record = new LinkedHashMap<>();
    NAMES.forEach(name -> record.put(name, ""));
    record.put("pattern", row.other().pattern());
    record.put("what", row.label());
    record.put("compared", row.against());
    record.put("other_model", row.other().model());
    record.put("other_jdk", row.other().jdk());
    record.put("other_params", row.other().paramsLabel());
    record.put("other_settings", row.other().settingsLabel());
    record.put("other_run", table.runs().other());
    Arm base = row.base();
    boolean pair =
        row.scores().stream().allMatch(each -> each.contrast().subject() instanceof ArmPair);
    if (base != null && pair) {
      record.put("base_model", base.model());
      record.put("base_jdk", base.jdk());
      record.put("base_params", base.paramsLabel());
      record.put("base_settings", base.settingsLabel());
      record.put("base_run", table.runs().base());
    }
    return record;
  }

  private static void fill(Map<String, Object> record, ContrastRow.Score score) {
    Contrast contrast = score.contrast();
    number(record, "base_score", score.base().number());
    number(record, "other_score", score.other().number());
    record.put("metric", contrast.metric().name());
    record.put("unit", contrast.metric().unit());
    record.put("rounds", contrast.rounds());
    record.put("rounds_dropped", contrast.dropped());
    number(record, "change_percent", contrast.percent());
    Interval interval = contrast.interval();
    if (interval != null) {
      record.put("lower_percent", interval.lowerPercent());
      record.put("upper_percent", interval.upperPercent());
      record.put("level", interval.level());
    }
    if (contrast.judgement().verdict() != Verdict.NONE) {
      record.put("p", contrast.significance().p());
      record.put("adjusted_p", contrast.significance().adjustedP());
    }
    record.put("family", contrast.significance().family());
    record.put("family_size", contrast.significance().familySize());
    record.put("adjustment", contrast.significance().adjustment().name());
    record.put("verdict", contrast.judgement().verdict().label());
    record.put("standing", contrast.judgement().standing().name());
    record.put("margin_percent", 100 * contrast.judgement().margin());
    record.put("rounds_needed", contrast.judgement().roundsNeeded());
    record.put("annotation", contrast.judgement().annotation());
  }

  private static void number(Map<String, Object> record, String name, @Nullable Double value) {
    if (value != null) {
      record.put(name, value);
    }
  }
}
