package org.asyncmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.IndexSection;
import org.asyncmark.profile.Instrument;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfileIndex;
import org.asyncmark.profile.ProfilerLibrary;
import org.asyncmark.profile.evidence.Evidence;
import org.asyncmark.profile.evidence.EvidencePlan;
import org.asyncmark.profile.evidence.InstrumentCost;
import org.asyncmark.profile.evidence.Table;

/** The tables that stand beside flame graphs: what was counted, and what the instruments cost. */
final class EvidenceJob {
  private final EvidencePlan wanted;
  private final List<Jdk> jdks;
  private final Map<Instrument, String> absences = new EnumMap<>(Instrument.class);

  EvidenceJob(EvidencePlan wanted, List<Jdk> jdks) {
    this.wanted = wanted;
    this.jdks = List.copyOf(jdks);
  }

  /**
   * Measures, prints the tables, and writes them into the run's folder.
   *
   * @param folder of the run; the forks go to {@code evidence} in it
   * @param page folder of the page, for links to the tables' files
   * @return the section of the page
   * @throws IOException if a table cannot be written
   */
  IndexSection execute(
      Path folder,
      Path page,
      InstrumentedRun forks,
      ProfilerLibrary library,
      ProfileFork fork,
      PrintWriter out)
      throws IOException, InterruptedException {
    EvidencePlan possible = possible(library, fork);
    RunRecord run = forks.execute(folder, possible.plan(), out);
    List<Table> tables =
        new ArrayList<>(
            new Evidence(run, InstrumentedRun.features(jdks), possible.noSystemCalls()).tables());
    possible.costArm().ifPresent(arm -> tables.add(InstrumentCost.table(run, arm, absences)));
    List<String> files =
        write(folder, "evidence", tables).stream()
            .map(file -> ProfileIndex.link(page, file))
            .sorted()
            .toList();
    tables.forEach(table -> out.println(System.lineSeparator() + table.text()));
    return Table.section("Evidence, and what the instruments cost", tables, files);
  }

  /** Leaves out what does not work on this machine, and keeps why. */
  private EvidencePlan possible(ProfilerLibrary library, ProfileFork fork) {
    EvidencePlan possible = wanted;
    if (library.path().isEmpty()) {
      absences.put(Instrument.AGENT, library.absence());
      possible = possible.without(Instrument.AGENT);
    }
    boolean none =
        jdks.stream().anyMatch(jdk -> fork.choose(jdk.javaExecutable()).engine() == Engine.NONE);
    if (none) {
      absences.put(Instrument.CPU, "no profiler works here");
      possible = possible.without(Instrument.CPU);
    }
    return possible;
  }

  /** Writes tables as {@code name.txt}, {@code name.md} and {@code name.csv}; returns the files. */
  static List<Path> write(Path folder, String name, List<Table> tables) throws IOException {
    List<Path> files = new ArrayList<>();
    Map<String, Function<Table, String>> forms =
        Map.of("txt", Table::text, "md", Table::markdown, "csv", Table::csv);
    for (var form : forms.entrySet()) {
      String text = tables.stream().map(form.getValue()).collect(Collectors.joining("\n"));
      files.add(Files.writeString(folder.resolve(name + "." + form.getKey()), text));
    }
    return files;
  }
}
