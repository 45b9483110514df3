package org.asyncmark.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.asyncmark.Source;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.InstalledPythons;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.PythonLocator;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Room;
import org.asyncmark.plan.Wanted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what can be measured on this machine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "List patterns, models, parameters, JDKs, Pythons, and how long the presets take.")
public final class ListCommand implements Callable<Integer> {
  @Option(names = "--jdks", description = "only the JDKs and Pythons, and what led to each of them")
  private boolean onlyJdks;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    InstalledJdks installed = JdkLocator.ofThisMachine().locate();
    InstalledPythons pythons = PythonLocator.ofThisMachine().locate();
    RuntimeList runtimes = new RuntimeList(out, onlyJdks);
    if (onlyJdks) {
      runtimes.print(installed, pythons);
      return 0;
    }
    patterns(out, installed.usable());
    models(out, installed.usable());
    runtimes.print(installed, pythons);
    presets(out, installed, pythons.usual().stream().toList());
    return 0;
  }

  private static void patterns(PrintWriter out, List<Jdk> jdks) {
    out.println("patterns and their parameters (--pattern, --param NAME=V)");
    for (Pattern pattern : Patterns.all()) {
      out.printf(Locale.ROOT, "  %-10s %s%n", pattern.id(), pattern.summary());
      for (PatternParam param : pattern.params()) {
        out.printf(
            Locale.ROOT,
            "    %-13s %s: %s%s%n",
            param.name(),
            param.meaning(),
            param.allowed(),
            byDefault(pattern, param));
      }
      mechanisms(out, pattern);
      absences(pattern).forEach(line -> out.println("    " + line));
      absences(pattern, jdks).forEach(line -> out.println("    " + line));
    }
  }

  /**
   * Returns the default of a parameter, and what it is where another parameter has another word;
   * nothing for what is each model's own affair.
   */
  private static String byDefault(Pattern pattern, PatternParam param) {
    if (param.own()) {
      return "; default as suits the model and its cell";
    }
    int cpus = Runtime.getRuntime().availableProcessors();
    Value usual = pattern.byDefault(param, cpus);
    List<String> others = new ArrayList<>();
    for (PatternParam word : pattern.params()) {
      if (!word.isNumber() && !word.own()) {
        for (Value choice : word.samples()) {
          Value other =
              pattern
                  .cell(Model.PLATFORM, Map.of(word.name(), choice), cpus)
                  .params()
                  .get(param.name()); // null where it has no effect
          if (!word.equals(param) && other != null && !other.equals(usual)) {
            others.add(other + " with " + word.name() + "=" + choice);
          }
        }
      }
    }
    return "; default " + usual + (others.isEmpty() ? "" : ", " + String.join(", ", others));
  }

  /**
   * Prints each model's mechanisms, the one that is measured first in front; and what else they are
   * where a parameter has another value than by default.
   */
  private static void mechanisms(PrintWriter out, Pattern pattern) {
    for (Model model : Model.values()) {
      List<String> byDefault = pattern.mechanisms(model, Map.of());
      out.printf(
          Locale.ROOT,
          "    %s does it by %s%n",
          model.id(),
          byDefault.stream().map(pattern::described).collect(joining(", ")));
      samples(
          pattern,
          (name, given) -> {
            List<String> mechanisms = pattern.mechanisms(model, given);
            if (!mechanisms.equals(byDefault)) {
              out.printf(
                  Locale.ROOT,
                  "      with %s=%s by %s%n",
                  name,
                  given.get(name),
                  String.join(", ", mechanisms));
            }
          });
    }
  }

  /**
   * Returns what a model cannot do on any JDK, one value of one parameter at a time. Where nothing
   * can be done by default, that is told of the first parameter alone: others do not change it.
   */
  private static List<String> absences(Pattern pattern) {
    Map<String, List<String>> lacking = new LinkedHashMap<>();
    Map<String, String> toldOf = new HashMap<>();
    samples(
        pattern,
        (name, given) -> {
          for (Model model : Model.ofJava()) {
            reasons(pattern, model, given)
                .forEach(
                    (how, reason) -> {
                      String who = model.id() + how;
                      if (toldOf.computeIfAbsent(who + reason, none -> name).equals(name)) {
                        lacking
                            .computeIfAbsent(
                                name + "=" + given.get(name) + ": " + reason,
                                what -> new ArrayList<>())
                            .add(who);
                      }
                    });
          }
        });
    List<String> all = Model.ofJava().stream().map(Model::id).toList();
    return lacking.entrySet().stream()
        .map(
            each ->
                (each.getValue().equals(all) ? "no model" : String.join(", ", each.getValue()))
                    + " with "
                    + each.getKey())
        .toList();
  }

  /** Returns why a model cannot do it, by mechanism; once if that goes for all of them. */
  private static Map<String, String> reasons(
      Pattern pattern, Model model, Map<String, Value> given) {
    List<String> mechanisms = pattern.mechanisms(model, given);
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String mechanism : mechanisms) {
      Map<String, Value> by = new HashMap<>(given);
      by.put(PatternBenchmark.MECHANISM, Value.of(mechanism));
      String reason = pattern.absence(model, by);
      if (reason != null) {
        reasons.put(" by " + mechanism, reason);
      }
    }
    Set<String> different = Set.copyOf(reasons.values());
    return reasons.size() == mechanisms.size() && different.size() == 1
        ? Map.of("", different.iterator().next())
        : reasons;
  }

  /** Returns what JDKs cannot do though they have the model. */
  private static Set<String> absences(Pattern pattern, List<Jdk> jdks) {
    Set<String> lines = new LinkedHashSet<>();
    for (Model model : Model.ofJava()) {
      for (String mechanism : pattern.mechanisms(model, Map.of())) {
        Map<String, Value> by = Map.of(PatternBenchmark.MECHANISM, Value.of(mechanism));
        for (Jdk jdk : jdks) {
          String reason = pattern.absenceOn(jdk.feature(), model, by);
          boolean never = pattern.absence(model, by) != null;
          if (reason != null && !never && model.availableOn(jdk.feature())) {
            lines.add(model.id() + " by " + mechanism + " on JDK " + jdk.name() + ": " + reason);
          }
        }
      }
    }
    return lines;
  }

  /** Has each parameter but the mechanism take one value after another, alone. */
  private static void samples(Pattern pattern, BiConsumer<String, Map<String, Value>> sample) {
    for (PatternParam param : pattern.params()) {
      if (!param.own()) {
        param.samples().forEach(value -> sample.accept(param.name(), Map.of(param.name(), value)));
      }
    }
  }

  private static void models(PrintWriter out, List<Jdk> jdks) {
    out.println("models (--model)");
    for (Model model : Model.values()) {
      out.printf(Locale.ROOT, "  %-10s %s%n", model.id(), model.label());
      for (Jdk jdk : jdks) {
        if (model != Model.ASYNCIO && !model.availableOn(jdk.feature())) {
          out.printf(Locale.ROOT, "    on JDK %s: %s%n", jdk.name(), model.absence());
        }
      }
    }
  }

  private static void presets(PrintWriter out, InstalledJdks installed, List<Python> pythons) {
    out.println(
        "presets (--preset), for their patterns, all models and JDKs above, and the usual Python");
    for (Preset preset : Preset.values()) {
      Plan plan =
          new Wanted(
                  preset.patterns(),
                  preset.models(),
                  preset.jdks(installed.select(List.of())),
                  preset.hasAsyncio() ? pythons : List.of(),
                  preset,
                  preset.rounds(),
                  new TreeMap<>(),
                  List.of(),
                  preset.placebo())
              .plan(new Wanted.Heading("", "", new Source("", false, ""), 1, List.of()))
              .inBlocks(Room.ofThisMachine());
      out.printf(
          Locale.ROOT,
          "  %-10s %s, %s, %s: about %s, %s for the first %s%n",
          preset.id(),
          Digits.counted(plan.rounds(), "round"),
          Digits.counted(plan.arms().size(), "arm"),
          Digits.counted(plan.forks(), "fork"),
          Durations.inWords(Duration.ofMillis(plan.expectedMillis())),
          Durations.inWords(Duration.ofMillis(plan.firstMillis())),
          plan.byPattern() ? "pattern" : "round");
    }
  }
}
