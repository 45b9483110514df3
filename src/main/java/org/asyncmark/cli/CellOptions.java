package org.asyncmark.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.jdk.Python;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that say what is measured, where, and how long; the same for every verb that
 * measures.
 */
final class CellOptions {
  @Option(
      names = "--pattern",
      split = ",",
      paramLabel = "P",
      description = "patterns; default the preset's (see list)")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "M",
      description =
          "platform, virtual, future, loop, asyncio; default all, in decide platform and virtual."
              + " asyncio is in the default of gather, fanout, queue and lock if there is a Python")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--jdk",
      split = ",",
      paramLabel = "N",
      description =
          "JDKs by feature release, the first is the baseline; default all that are found, in decide"
              + " the oldest and the newest")
  private List<String> jdks = new ArrayList<>();

  @Option(
      names = "--jdk-home",
      paramLabel = "NAME=DIR",
      description = "a JDK by its folder; repeatable, in front of those of --jdk")
  private List<String> jdkHomes = new ArrayList<>();

  @Option(
      names = "--jdk-flags",
      paramLabel = "NAME=JDK:FLAGS",
      description =
          "a JDK with flags of its own as one more runtime, behind the other JDKs, for example"
              + " zgc=25:-XX:+UseZGC; several have spaces between and are one word of the shell:"
              + " 'big=25:-XX:+UseZGC -Xmx4g'. Repeatable")
  private List<String> jdkFlags = new ArrayList<>();

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private @Nullable OwnBuilds builds;

  /** Returns the builds that are named with {@code --classpath}; their jars are read once. */
  OwnBuilds builds() {
    if (builds == null) {
      builds = OwnJars.of(spec.commandLine().getParseResult().originalArgs()).builds();
    }
    return builds;
  }

  /**
   * Returns what was asked for.
   *
   * @param rounds null for the preset's
   * @throws IllegalArgumentException if something is unknown; the message names the choices
   */
  Wanted wanted(Preset preset, @Nullable Integer rounds) throws InterruptedException {
    return wanted(preset, rounds, null, List.of());
  }

  /**
   * Returns what was asked for: the JDKs and models of a question, and further ones.
   *
   * @param rounds null for the preset's
   * @param question null for none
   * @param pythons on which asyncio is measured
   * @throws IllegalArgumentException if something is unknown; the message names the choices
   */
  Wanted wanted(
      Preset preset, @Nullable Integer rounds, @Nullable Question question, List<Python> pythons)
      throws InterruptedException {
    int measured = rounds == null ? preset.rounds() : rounds;
    return new Wanted(
        chosenPatterns(preset),
        chosenModels(preset, question),
        chosenJdks(preset, question),
        pythons,
        preset,
        measured,
        chosenParams(),
        cpus.stream().map(Cpus::new).distinct().toList(),
        placebo == null ? preset.placebo() : Placebo.of(placebo).requireRounds(measured));
  }

  /**
   * Returns the Pythons that the options say, for what is asked.
   *
   * @param byDefault whether asyncio is measured, if there is a Python, though nobody names it
   * @param question null for none
   * @throws IllegalArgumentException if one is unknown or of no use; the message says what to do
   */
  List<Python> pythons(
      PythonOptions options, boolean byDefault, Preset preset, @Nullable Question question)
      throws InterruptedException {
    boolean asked = namesAsyncio(preset, question);
    boolean ofBuilds = !builds().isEmpty();
    if (ofBuilds && (asked || options.named())) {
      throw new IllegalArgumentException(
          "asyncio runs no build of --classpath NAME=JAR; leave out --python and asyncio");
    }
    return options.chosen(asked, byDefault && !ofBuilds, question);
  }

  /** Tells whether asyncio is among the models that are asked for. */
  boolean namesAsyncio(Preset preset, @Nullable Question question) {
    return chosenModels(preset, question).contains(Model.ASYNCIO);
  }

  /** Tells whether a run measures asyncio, if there is a Python, though nobody named it. */
  boolean hasAsyncio(Preset preset, @Nullable Question question) {
    return models.isEmpty()
        && builds().isEmpty()
        && question == null
        && preset.hasAsyncio()
        && chosenPatterns(preset).stream()
            .anyMatch(each -> each.isInPython() && Patterns.core().contains(each));
  }

  private List<Pattern> chosenPatterns(Preset preset) {
    return patterns.isEmpty()
        ? preset.patterns()
        : patterns.stream().map(Patterns::of).distinct().toList();
  }

  private List<Model> chosenModels(Preset preset, @Nullable Question question) {
    List<Model> chosen = new ArrayList<>(models.stream().map(Model::of).toList());
    if (question != null) {
      chosen.add(Model.of(question.from().model()));
      chosen.add(Model.of(question.to().model()));
    } else if (models.isEmpty()) {
      return preset.models();
    }
    return chosen.stream().distinct().sorted().toList();
  }

  /**
   * Returns the JDKs, the baseline first: where a question starts, then those of the options, where
   * it ends.
   */
  private List<Jdk> chosenJdks(Preset preset, @Nullable Question question)
      throws InterruptedException {
    if (!jdkFlags.isEmpty() && chosenModels(preset, question).equals(List.of(Model.ASYNCIO))) {
      throw new IllegalArgumentException(
          "--jdk-flags is of JDKs, on which asyncio does not run; leave it out");
    }
    JdkLocator locator = JdkLocator.ofThisMachine();
    List<Jdk> chosen = named(locator);
    OwnBuilds builds = builds();
    if (!builds.isEmpty()) {
      return builds.on(onlyJdk(builds, chosen, locator.locate()));
    }
    List<Jdk> flagged = new ArrayList<>();
    for (String option : jdkFlags) {
      flagged.add(FlaggedJdk.of(option, chosen, locator));
    }
    if (question != null) {
      Set<Jdk> ofAll = new LinkedHashSet<>();
      List<Jdk> own = Stream.concat(chosen.stream(), flagged.stream()).toList();
      side(locator, own, "--from", question.from()).ifPresent(ofAll::add);
      ofAll.addAll(chosen);
      ofAll.addAll(jdks.isEmpty() ? List.of() : locator.locate().select(jdks));
      ofAll.addAll(flagged);
      side(locator, own, "--to", question.to()).ifPresent(ofAll::add);
      chosen = List.copyOf(ofAll);
    } else {
      if (jdkHomes.isEmpty() || !jdks.isEmpty()) {
        List<Jdk> found = locator.locate().select(jdks);
        chosen.addAll(jdks.isEmpty() ? preset.jdks(found) : found);
      }
      chosen.addAll(flagged);
    }
    for (Jdk jdk : chosen) {
      if (jdk.name().endsWith(Placebo.SUFFIX)) {
        throw new IllegalArgumentException(
            "a JDK whose name ends in "
                + Placebo.SUFFIX
                + " is one that is measured again, got "
                + jdk.name()
                + "; give it another name");
      }
      if (chosen.stream().filter(other -> other.name().equalsIgnoreCase(jdk.name())).count() > 1) {
        throw new IllegalArgumentException(
            "two JDKs with the name "
                + jdk.name()
                + "; give one another name with --jdk-home NAME=DIR or --jdk-flags NAME=JDK:FLAGS");
      }
    }
    return chosen;
  }

  /** Returns the JDK that all builds run on: the one that is chosen, else the newest. */
  private Jdk onlyJdk(OwnBuilds builds, List<Jdk> named, InstalledJdks found) {
    List<Jdk> chosen = new ArrayList<>(named);
    chosen.addAll(jdks.isEmpty() ? List.of() : found.select(jdks));
    if (chosen.size() > 1 || !jdkFlags.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "builds are compared on one JDK, got %s; choose one with --jdk or --jdk-home, and flags"
                  + " for all with -- -jvmArgsAppend",
              Stream.concat(
                      chosen.stream().map(Jdk::name),
                      jdkFlags.stream().map(flags -> "--jdk-flags " + flags))
                  .collect(Collectors.joining(" and "))));
    }
    for (OwnBuild build : builds.all()) {
      if (Stream.concat(named.stream(), found.usable().stream())
          .anyMatch(jdk -> jdk.name().equals(build.name()))) {
        throw new IllegalArgumentException(
            "a build with the name " + build.name() + ", which a JDK has; give the build another");
      }
    }
    return chosen.isEmpty() ? found.newest() : chosen.get(0);
  }

  /**
   * Returns the JDK of a side of a question: one that {@code --jdk-home} names, or a found one;
   * none of asyncio.
   */
  private static Optional<Jdk> side(
      JdkLocator locator, List<Jdk> named, String option, Question.Side side)
      throws InterruptedException {
    if (side.model().equals(Model.ASYNCIO.id())) {
      return Optional.empty();
    }
    for (Jdk jdk : named) {
      if (jdk.name().equals(side.jdk())) {
        return Optional.of(jdk);
      }
    }
    Jdk found;
    try {
      found = locator.locate().select(List.of(side.jdk())).get(0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " " + side + ": " + e.getMessage(), e);
    }
    if (!found.name().equals(side.jdk())) { // else tables would not show it by that word
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %s: that JDK is called %s here; write %s:%s",
              option,
              side,
              found.name(),
              found.name(),
              side.model()));
    }
    return Optional.of(found);
  }

  /**
   * Returns the words that chose cells and runtimes in place of the preset. Patterns are not among
   * them; models and JDKs are in a run of builds alone: a question has them else. Where a JDK or a
   * jar lies stays with the user.
   */
  List<String> words() {
    List<String> words = new ArrayList<>(builds().words());
    if (!words.isEmpty()) {
      words.addAll(jdks.isEmpty() ? List.of() : List.of("--jdk", String.join(",", jdks)));
      words.addAll(models.isEmpty() ? List.of() : List.of("--model", String.join(",", models)));
    }
    jdkHomes.forEach(home -> words.addAll(List.of("--jdk-home", home.replaceFirst("=.*", "=DIR"))));
    jdkFlags.forEach(flags -> words.addAll(List.of("--jdk-flags", flags)));
    if (!cpus.isEmpty()) {
      words.addAll(List.of("--cpus", String.join(",", cpus)));
    }
    params.forEach(param -> words.addAll(List.of("--param", param)));
    return words;
  }

  /**
   * Returns every JDK that is named or found, those of {@code --jdk-home} first; each once for each
   * build, if there are builds.
   */
  List<Jdk> found() throws InterruptedException {
    JdkLocator locator = JdkLocator.ofThisMachine();
    List<Jdk> found = named(locator);
    found.addAll(locator.locate().usable());
    OwnBuilds builds = builds();
    return builds.isEmpty()
        ? found
        : found.stream().flatMap(jdk -> builds.on(jdk).stream()).toList();
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
