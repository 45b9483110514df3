package org.asyncmark.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say what is measured, where, and how long; the same for every verb that
 * measures.
 */
final class CellOptions {
  @Option(
      names = "--pattern",
      split = ",",
      paramLabel = "P",
      description = "patterns; default all (see list)")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "M",
      description = "platform, virtual, future, loop; default all")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--jdk",
      split = ",",
      paramLabel = "N",
      description =
          "JDKs by feature release, the first is the baseline; default all that are found")
  private List<String> jdks = new ArrayList<>();

  @Option(
      names = "--jdk-home",
      paramLabel = "NAME=DIR",
      description = "a JDK by its folder; repeatable, in front of those of --jdk")
  private List<String> jdkHomes = new ArrayList<>();

  @Option(
      names = "--param",
      paramLabel = "NAME=V[,V...]",
      description = "values in place of the preset's; repeatable (see list)")
  private List<String> params = new ArrayList<>();

  @Option(
      names = "--cpus",
      split = ",",
      paramLabel = "CPUS",
      description =
          "CPUs of a fork: all, a number of them, or a list such as 2-3 or 0+2; the backend has the"
              + " others, if there are others. Several are measured each; default the preset's")
  private List<String> cpus = new ArrayList<>();

  @Option(
      names = "--placebo",
      paramLabel = "WHICH",
      description =
          "arms of the baseline JDK that are measured a second time, to see what this machine takes"
              + " for a difference: none, one, cell or all; default the preset's")
  private @Nullable String placebo;

  /**
   * Returns what was asked for.
   *
   * @param rounds null for the preset's
   * @throws IllegalArgumentException if something is unknown; the message names the choices
   */
  Wanted wanted(Preset preset, @Nullable Integer rounds) throws InterruptedException {
    return new Wanted(
        chosenPatterns(),
        chosenModels(),
        chosenJdks(),
        preset,
        rounds == null ? preset.rounds() : rounds,
        chosenParams(),
        cpus.stream().map(Cpus::new).distinct().toList(),
        placebo == null ? preset.placebo() : Placebo.of(placebo));
  }

  private List<Pattern> chosenPatterns() {
    return patterns.isEmpty()
        ? Patterns.all()
        : patterns.stream().map(Patterns::of).distinct().toList();
  }

  private List<Model> chosenModels() {
    return models.isEmpty()
        ? Arrays.asList(Model.values())
        : models.stream().map(Model::of).distinct().sorted().toList();
  }

  private List<Jdk> chosenJdks() throws InterruptedException {
    JdkLocator locator = JdkLocator.ofThisMachine();
    List<Jdk> chosen = named(locator);
    if (jdkHomes.isEmpty() || !jdks.isEmpty()) {
      chosen.addAll(locator.locate().select(jdks));
    }
    for (Jdk jdk : chosen) {
      if (chosen.stream().filter(other -> other.name().equals(jdk.name())).count() > 1) {
        throw new IllegalArgumentException(
            "two JDKs with the name "
                + jdk.name()
                + "; give one another name with --jdk-home NAME=DIR");
      }
    }
    return chosen;
  }

  /** Returns every JDK that is named or found, those of {@code --jdk-home} first. */
  List<Jdk> found() throws InterruptedException {
    JdkLocator locator = JdkLocator.ofThisMachine();
    List<Jdk> found = named(locator);
    found.addAll(locator.locate().usable());
    return found;
  }

  private List<Jdk> named(JdkLocator locator) throws InterruptedException {
    List<Jdk> named = new ArrayList<>();
    for (String home : jdkHomes) {
      named.add(locator.explicit(home));
    }
    return named;
  }

  private SortedMap<String, List<Value>> chosenParams() {
    SortedMap<String, List<Value>> chosen = new TreeMap<>();
    for (String param : params) {
      int equals = param.indexOf('=');
      if (equals <= 0 || equals == param.length() - 1) {
        throw new IllegalArgumentException(
            "--param wants NAME=V[,V...], got '" + param + "'; for example fanOut=100,1000");
      }
      String name = param.substring(0, equals);
      Stream<String> values = Stream.of(param.substring(equals + 1).split(",", -1));
      if (chosen.put(name, values.map(Value::of).toList()) != null) {
        throw new IllegalArgumentException(
            "--param " + name + " is given twice; give all values at once: " + name + "=V,V");
      }
    }
    return chosen;
  }
}
