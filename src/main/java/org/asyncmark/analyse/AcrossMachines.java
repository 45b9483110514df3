package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same contrast on several machines, each made within one of them, and whether the machines say
 * the same of it.
 *
 * @param label what the arms of the contrast are, and their placement on CPUs
 * @param against the two that are compared
 * @param byMachine what each machine says in the first metric, by its number
 * @param p of the {@linkplain KruskalWallis test} that the log ratios of the rounds are of one
 *     distribution, in (0, 1], by Holm adjusted for the contrasts that stand beside this one
 * @param leastP how small p can get with so many rounds and contrasts, in (0, 1]; it may get
 *     smaller if there are three machines and more with different numbers of rounds
 */
public record AcrossMachines(
    String label,
    String against,
    SortedMap<Integer, ContrastRow.Score> byMachine,
    double p,
    double leastP) {
  /** Below it machines are said to differ. */
  private static final double LEVEL = 0.05;

  public AcrossMachines {
    byMachine = Collections.unmodifiableSortedMap(new TreeMap<>(byMachine));
  }

  /** Returns what it is of, for example {@code gather http cpus=1, 25 vs 17}. */
  public String name() {
    return label + ", " + against;
  }

  /** Tells whether there are rounds enough to show that machines differ which are far apart. */
  public boolean couldDiffer() {
    return leastP < LEVEL;
  }

  /** Tells whether the machines were shown to differ. */
  public boolean differ() {
    return p < LEVEL;
  }

  /** Returns the contrasts of a run that several machines have, in the order of the tables. */
  public static List<AcrossMachines> of(RunRecord run, Collection<ContrastTable> tables) {
    Map<List<Object>, List<ContrastRow>> same = new LinkedHashMap<>();
    for (ContrastTable table : tables) {
      for (ContrastRow row : table.rows()) {
        if (row.base() != null
            && row.base().machine().isPresent()
            && row.step() != Step.INTERACTION
            && !row.scores().isEmpty()) {
          List<Object> key =
              List.of(
                  row.base().onAnyMachine(),
                  row.other().onAnyMachine(),
                  row.step() == null ? "" : row.step().label());
          same.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
        }
      }
    }
    List<AcrossMachines> all =
        same.values().stream().filter(rows -> rows.size() > 1).map(rows -> of(run, rows)).toList();
    double[] adjusted =
        Adjustment.HOLM.adjust(all.stream().mapToDouble(AcrossMachines::p).toArray());
    List<AcrossMachines> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      judged.add(all.get(i).with(adjusted[i], Math.min(1, all.size() * all.get(i).leastP)));
    }
    return judged;
  }

  private static AcrossMachines of(RunRecord run, List<ContrastRow> rows) {
    ContrastRow first = rows.get(0);
    SortedMap<Integer, ContrastRow.Score> byMachine = new TreeMap<>();
    List<double[]> logRatios = new ArrayList<>();
    for (ContrastRow row : rows) {
      Arm base = Objects.requireNonNull(row.base(), "others were left out");
      byMachine.put(base.machine().orElseThrow(), row.scores().get(0));
      Measure measure = row.scores().get(0).measure();
      double[] values = measure.pairs(run.forks(base), run.forks(row.other())).values();
      logRatios.add(values);
    }
    return new AcrossMachines(
        label(first),
        first.against(),
        byMachine,
        KruskalWallis.p(logRatios),
        KruskalWallis.leastP(logRatios));
  }

  private static String label(ContrastRow row) {
    String machine = ArmKey.MACHINE.name() + "=" + row.other().machine().orElseThrow();
    Stream<String> words = Stream.of(row.label().split(" ")).filter(word -> !word.equals(machine));
    Stream<String> cpus = ArmKey.CPUS.in(row.other()).map(each -> "cpus=" + each).stream();
    return Stream.concat(words, cpus).collect(Collectors.joining(" "));
  }

  private AcrossMachines with(double adjusted, double least) {
    return new AcrossMachines(label, against, byMachine, adjusted, least);
  }

  /** Returns how many machines have arms in a run; 0 if it does not tell them apart. */
  public static long machines(RunRecord run) {
    return run.arms().stream().flatMap(forks -> forks.arm().machine().stream()).distinct().count();
  }
}
