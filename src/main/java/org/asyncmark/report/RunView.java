package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Builds;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.JvmKind;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.analyse.Value;

/** A run sorted into comparisons, with the short names of its rows and JDKs. For one thread. */
public final class RunView {
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*(\\+\\d+)?");

  /** Names of parameters that a reader always wants to know. */
  private static final Set<String> ALWAYS = Set.of(ArmKey.CPUS.name(), ArmKey.MACHINE.name());

  private final RunRecord run;
  private final Map<Row, Map<String, Comparison>> comparisons = new LinkedHashMap<>();
  private final Set<String> pythons = new LinkedHashSet<>();
  private final List<ContrastTable> contrasts;
  private final LoadLimit limit;
  private final List<List<LoadCell>> underLoad;

  /** Sorts a run into comparisons. */
  public RunView(RunRecord run) {
    this(run, Optional.empty());
  }

  /**
   * Sorts a run into comparisons.
   *
   * @param slo what rates are held against, in an open run
   */
  public RunView(RunRecord run, Optional<Slo> slo) {
    this.run = run;
    this.limit = new LoadLimit(slo);
    List<ArmSummary> arms =
        run.arms().stream().map(forks -> new ArmSummary(forks, run.on(forks.arm()))).toList();
    Stream<Arm> planned = run.arms().stream().map(forks -> forks.arm());
    List<Arm> all = Stream.concat(planned, run.absent().keySet().stream()).toList();
    Set<String> jdks = new LinkedHashSet<>(run.jdkBuilds().keySet());
    all.forEach(arm -> jdks.add(arm.jdk()));
    jdks.stream().filter(jdk -> Builds.isPython(run.build(jdk))).forEach(pythons::add);
    all.stream().filter(Arm::ofPython).map(Arm::jdk).forEach(pythons::add);
    for (Arm arm : all) {
      comparisons.computeIfAbsent(Row.of(arm), row -> compare(row, jdks, arms));
    }
    contrasts = contrasts(run);
    underLoad = LoadCell.all(this);
  }

  private static List<ContrastTable> contrasts(RunRecord run) {
    boolean measured =
        run.arms().stream()
            .flatMap(arm -> arm.forks().stream())
            .anyMatch(fork -> fork.latencies().containsKey(fork.mainKind()));
    return measured
        ? Stream.of(ArmKey.MODEL, ArmKey.JDK)
            .flatMap(column -> Contrasts.over(column, run).stream())
            .toList()
        : List.of();
  }

  /** Tells whether the run has requests that come at a rate. */
  public boolean isOpen() {
    return !underLoad.isEmpty();
  }

  /** Returns what rates are held against. */
  public LoadLimit limit() {
    return limit;
  }

  /** Returns the cells under load, each on every runtime; none of a run that is not open. */
  public List<List<LoadCell>> underLoad() {
    return underLoad;
  }

  /** Returns the tables of contrasts, models first; none if there is nothing to compare. */
  public List<ContrastTable> contrasts() {
    return contrasts;
  }

  /** Returns the contrasts of the models of a comparison. */
  List<ContrastRow> models(Comparison comparison) {
    return contrasts.stream()
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.base() != null && row.base().jdk().equals(comparison.jdk()))
        .filter(row -> row.base() != null && ofModels(row.base(), row.other()))
        .filter(row -> Row.of(row.other()).equals(comparison.row()))
        .toList();
  }

  private static boolean ofModels(Arm base, Arm other) {
    return base.jdk().equals(other.jdk()) || base.ofPython() != other.ofPython();
  }

  private Map<String, Comparison> compare(Row row, Set<String> jdks, List<ArmSummary> arms) {
    Map<String, Comparison> byJdk = new LinkedHashMap<>();
    for (String jdk : jdks) {
      List<ArmSummary> here =
          arms.stream()
              .filter(arm -> arm.arm().jdk().equals(jdk) && Row.of(arm.arm()).equals(row))
              .sorted(ArmSummary.ORDER)
              .toList();
      List<Absence> absent = new ArrayList<>();
      run.absent()
          .forEach(
              (arm, reason) -> {
                if (arm.jdk().equals(jdk) && Row.of(arm).equals(row)) {
                  absent.add(new Absence(arm, run.on(arm), reason));
                }
              });
      if (!here.isEmpty() || !absent.isEmpty()) {
        byJdk.put(jdk, new Comparison(row, jdk, here, absent));
      }
    }
    return byJdk;
  }

  /** Returns the run. */
  public RunRecord run() {
    return run;
  }

  /** Returns the rows in the order of the plan. */
  public List<Row> rows() {
    return List.copyOf(comparisons.keySet());
  }

  /**
   * Returns the comparisons of a row, one per JDK, baseline first, with asyncio in each of them;
   * one per Python if no JDK has the row.
   */
  public List<Comparison> comparisons(Row row) {
    List<Comparison> apart = apart(row);
    List<Comparison> asyncio = apart.stream().filter(Comparison::ofPython).toList();
    List<Comparison> jdks = apart.stream().filter(each -> !each.ofPython()).toList();
    return jdks.isEmpty() ? asyncio : jdks.stream().map(each -> each.with(asyncio)).toList();
  }

  /** Returns the arms of a row, each once: those of the JDKs, then those of the Pythons. */
  public List<Comparison> apart(Row row) {
    return List.copyOf(comparisons.getOrDefault(row, Map.of()).values());
  }

  /** Tells whether the run has asyncio in it. */
  boolean hasPython() {
    return !pythons.isEmpty();
  }

  /** Returns what its runtimes are, as the name of a column. */
  String kind() {
    return run.isOfBuilds() ? "Build" : hasPython() ? "Runtime" : "JDK";
  }

  /** Tells whether a runtime of the run is a Python. */
  boolean isPython(String jdk) {
    return pythons.contains(jdk);
  }

  /** Returns the words for a runtime: {@code JDK 25.0.3+9}, {@code CPython 3.11.7}. */
  public String runtime(String jdk) {
    return isPython(jdk) ? jdkLabel(jdk) : "JDK " + jdkLabel(jdk);
  }

  /**
   * Returns the words for a runtime as they stand behind the name of an arm.
   *
   * @param on what that name says of it; empty text if nothing
   */
  String besideName(String on, String jdk) {
    return on.isEmpty() ? ", " + runtime(jdk) : "";
  }

  /**
   * Returns the name of a runtime in the run, for example {@code JDK 25}, {@code py3.11} or {@code
   * build base}.
   */
  String name(String jdk) {
    return isPython(jdk) ? jdk : (run.isOfBuilds() ? "build " : "JDK ") + jdk;
  }

  /** Returns the full build of a runtime as it stands beside its name. */
  String build(String jdk) {
    String build = run.build(jdk);
    return Builds.isPython(build) ? Builds.named(build) : build;
  }

  /** Returns name and full build of a runtime, for example {@code py3.11: CPython 3.11.7}. */
  public String whole(String jdk) {
    return name(jdk) + ": " + build(jdk);
  }

  /** Returns the full build of a runtime, or its name if the run does not say more. */
  public String jdkBuild(String jdk) {
    return run.build(jdk);
  }

  /**
   * Returns a JDK's version, build number and kind of JVM if that is not HotSpot, with its name
   * where two JDKs share them; of a Python its full build.
   */
  public String jdkLabel(String jdk) {
    String version = version(jdk);
    boolean shared =
        run.jdkBuilds().keySet().stream()
            .anyMatch(other -> !other.equals(jdk) && version(other).equals(version));
    return shared ? version + " (" + jdk + ")" : version;
  }

  private String version(String jdk) {
    String build = jdkBuild(jdk);
    if (Builds.isPython(build)) {
      return Builds.named(build);
    }
    Matcher version = VERSION.matcher(build);
    String kind = JvmKind.of(build);
    return (version.lookingAt() ? version.group() : jdk)
        + (kind.equals(JvmKind.HOT_SPOT) ? "" : " " + kind);
  }

  /**
   * Returns the parameters that tell this row from the others of its pattern that share its words,
   * and those that a reader always wants to know.
   */
  public SortedMap<String, Value> tellingParams(Row row) {
    Set<String> shown = run.shown().getOrDefault(row.pattern(), Set.of());
    List<Row> kin =
        comparisons.keySet().stream()
            .filter(other -> other.pattern().equals(row.pattern()))
            .filter(other -> words(other, shown).equals(words(row, shown)))
            .toList();
    SortedMap<String, Value> telling = new TreeMap<>();
    row.params()
        .forEach(
            (name, value) -> {
              boolean differs =
                  kin.stream()
                      .filter(other -> !isArrivals(name) || other.params().containsKey(name))
                      .anyMatch(other -> !other.param(name).equals(value));
              if (differs || shown.contains(name) || ALWAYS.contains(name)) {
                telling.put(name, value);
              }
            });
    return telling;
  }

  /** Tells whether a parameter is one that a closed loop beside an open one lacks. */
  private static boolean isArrivals(String name) {
    return name.equals(ArmKey.ARRIVALS.name());
  }

  /** Returns the values of those parameters that are words, without a name. */
  private static List<Value> words(Row row, Set<String> shown) {
    return row.params().entrySet().stream()
        .filter(each -> shown.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(value -> value.number().isEmpty())
        .toList();
  }

  /**
   * Returns a short name for sentences and titles, for example {@code gather (fanOut=100
   * leaf=http)}.
   */
  public String shortLabel(Row row) {
    return shortLabel(row, "");
  }

  /** Returns the same without one of the parameters. */
  public String shortLabel(Row row, String without) {
    SortedMap<String, Value> telling = tellingParams(row);
    telling.remove(without);
    return telling.isEmpty()
        ? row.pattern()
        : row.pattern() + " (" + new Row(row.pattern(), telling).paramsLabel() + ")";
  }

  /** Returns the parameters that the short name leaves out, after a semicolon, or empty text. */
  public String otherParams(Row row) {
    SortedMap<String, Value> others = new TreeMap<>(row.params());
    others.keySet().removeAll(tellingParams(row).keySet());
    return others.isEmpty() ? "" : "; " + new Row(row.pattern(), others).paramsLabel();
  }

  /**
   * Returns the start of a file name for a row, for example {@code gather_fanOut=100_leaf=http}.
   */
  public String fileKey(Row row) {
    return fileKey(row, "");
  }

  /** Returns the same without one of the parameters. */
  public String fileKey(Row row, String without) {
    SortedMap<String, Value> telling = tellingParams(row);
    telling.remove(without);
    List<String> parts = new ArrayList<>(List.of(row.pattern()));
    telling.forEach((name, value) -> parts.add(name + "=" + value));
    return parts.stream().map(RunView::clean).collect(Collectors.joining("_"));
  }

  /** Returns a part of a file name with other characters than {@code [A-Za-z0-9.=-]} replaced. */
  public static String clean(String part) {
    return part.replaceAll("[^A-Za-z0-9.=-]", "-");
  }

  /** Returns the lowest and highest of some counts as text, for example {@code 3 to 6}. */
  public static String span(Collection<Long> counts) {
    TreeSet<Long> sorted = new TreeSet<>(counts);
    if (sorted.isEmpty()) {
      return "0";
    }
    String first = Digits.count(sorted.first());
    return sorted.size() == 1 ? first : first + " to " + Digits.count(sorted.last());
  }
}
