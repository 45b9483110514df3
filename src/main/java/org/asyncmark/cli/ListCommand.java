package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.run.InstalledJdks;
import org.asyncmark.run.Jdk;
import org.asyncmark.run.JdkLocator;
import org.asyncmark.run.Plan;
import org.asyncmark.run.Preset;
import org.asyncmark.run.Source;
import org.asyncmark.run.Unusable;
import org.asyncmark.run.Wanted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what can be measured on this machine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List patterns, models, parameters, JDKs, and how long the presets take.")
public final class ListCommand implements Callable<Integer> {
  @Option(names = "--jdks", description = "only the JDKs, and what led to each of them")
  private boolean onlyJdks;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    InstalledJdks installed = JdkLocator.ofThisMachine().locate();
    if (onlyJdks) {
      jdks(out, installed, true);
      return 0;
    }
    patterns(out);
    models(out, installed.usable());
    jdks(out, installed, false);
    presets(out, installed);
    return 0;
  }

  private static void patterns(PrintWriter out) {
    out.println("patterns and their parameters (--pattern, --param NAME=V)");
    for (Pattern pattern : Patterns.all()) {
      out.printf(Locale.ROOT, "  %-10s %s%n", pattern.id(), pattern.summary());
      for (PatternParam param : pattern.params()) {
        out.printf(
            Locale.ROOT, "    %-13s %s: %s%n", param.name(), param.meaning(), param.allowed());
      }
      mechanisms(out, pattern);
      absences(pattern).forEach(line -> out.println("    " + line));
    }
  }

  /**
   * Prints each model's mechanisms, where it has any, the one that is measured first in front; and
   * what else they are where a parameter has another value than by default.
   */
  private static void mechanisms(PrintWriter out, Pattern pattern) {
    Map<String, String> defaults = pattern.complete(Map.of());
    for (Model model : Model.values()) {
      List<String> mechanisms = pattern.mechanisms(model, defaults);
      if (!mechanisms.isEmpty()) {
        out.printf(
            Locale.ROOT, "    %s does it by %s%n", model.id(), String.join(", ", mechanisms));
        otherMechanisms(out, pattern, model, mechanisms);
      }
    }
  }

  private static void otherMechanisms(
      PrintWriter out, Pattern pattern, Model model, List<String> byDefault) {
    for (PatternParam param : pattern.params()) {
      for (String value : param.choices()) {
        if (!param.name().equals(Pattern.MECHANISM)) {
          Map<String, String> params = pattern.complete(Map.of(param.name(), value));
          List<String> mechanisms = pattern.mechanisms(model, params);
          if (!mechanisms.equals(byDefault)) {
            out.printf(
                Locale.ROOT,
                "      with %s=%s by %s%n",
                param.name(),
                value,
                String.join(", ", mechanisms));
          }
        }
      }
    }
  }

  /** Returns what a model cannot do on any JDK, one value of one parameter at a time. */
  private static Set<String> absences(Pattern pattern) {
    Set<String> lines = new LinkedHashSet<>();
    for (PatternParam param : pattern.params()) {
      for (String value : param.choices()) {
        if (param.name().equals(Pattern.MECHANISM)) {
          continue;
        }
        Map<String, String> params = pattern.complete(Map.of(param.name(), value));
        for (Model model : Model.values()) {
          List<String> mechanisms = pattern.mechanisms(model, params);
          for (String mechanism : mechanisms.isEmpty() ? List.of("") : mechanisms) {
            Map<String, String> cell = new TreeMap<>(params);
            cell.put(Pattern.MECHANISM, mechanism);
            String reason = pattern.absence(model, cell);
            if (reason != null) {
              lines.add(
                  model.id()
                      + (mechanisms.size() > 1 ? " by " + mechanism : "")
                      + " with "
                      + param.name()
                      + "="
                      + value
                      + ": "
                      + reason);
            }
          }
        }
      }
    }
    return lines;
  }

  private static void models(PrintWriter out, List<Jdk> jdks) {
    out.println("models (--model)");
    for (Model model : Model.values()) {
      out.printf(Locale.ROOT, "  %-10s %s%n", model.id(), model.label());
      for (Jdk jdk : jdks) {
        if (!model.availableOn(jdk.feature())) {
          out.printf(Locale.ROOT, "    on JDK %s: %s%n", jdk.name(), model.absence());
        }
      }
    }
  }

  private static void jdks(PrintWriter out, InstalledJdks installed, boolean withOrigin) {
    out.println("JDKs (--jdk)");
    for (Jdk jdk : installed.usable()) {
      out.printf(Locale.ROOT, "  %-10s %s, %s%n", jdk.name(), jdk.label(), jdk.home());
      if (withOrigin) {
        origin(out, installed, jdk.home());
      }
    }
    for (Unusable none : installed.unusable()) {
      out.printf(Locale.ROOT, "  not usable: %s %s%n", none.home(), none.reason());
      if (withOrigin) {
        origin(out, installed, none.home());
      }
    }
  }

  private static void origin(PrintWriter out, InstalledJdks installed, Path home) {
    List<String> origins = installed.foundBy().getOrDefault(home, List.of());
    if (!origins.isEmpty()) {
      out.println("    found by " + String.join(", ", origins));
    }
  }

  private static void presets(PrintWriter out, InstalledJdks installed) {
    out.println("presets (--preset), for all patterns, models and JDKs above");
    for (Preset preset : Preset.values()) {
      Plan plan =
          new Wanted(
                  Patterns.all(),
                  List.of(Model.values()),
                  installed.select(List.of()),
                  preset,
                  preset.rounds(),
                  Map.of(),
                  List.of(),
                  preset.placebo())
              .plan(new Wanted.Heading("", "", new Source("", false, ""), 1, List.of()));
      out.printf(
          Locale.ROOT,
          "  %-10s %s, %d arms, %d forks: about %s, %s for the first round%n",
          preset.id(),
          PlanText.rounds(plan.rounds()),
          plan.arms().size(),
          plan.forks(),
          Durations.inWords(Duration.ofMillis(plan.expectedMillis())),
          Durations.inWords(
              Duration.ofMillis(plan.order(1).size() * plan.fork().expectedMillis())));
    }
  }
}
