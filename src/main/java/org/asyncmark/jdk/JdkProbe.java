package org.asyncmark.jdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out whether a folder is a JDK that can run forks, by asking its {@code java}. */
record JdkProbe(Ask ask) {
  static final String NO_JAVA = "has no bin/java";

  private static final String NO_REASON = "Error occurred during initialization of VM";

  /**
   * What forks and the backend need: JMH java.management and sun.misc.Unsafe, Netty java.logging,
   * and the flags of a JVM are read by way of jdk.management. Runtimes made by jlink may lack them.
   */
  private static final List<String> NEEDED =
      List.of("java.logging", "java.management", "jdk.management", "jdk.unsupported");

  private static final List<String> SETTINGS = List.of("-XshowSettings:properties", "-version");
  private static final List<String> MODULES = List.of("--list-modules");
  private static final Pattern RELEASED = Pattern.compile("(?m)^MODULES=\"(.*)\"");
  private static final Pattern LISTED = Pattern.compile("(?m)^([a-z][\\w.]*)@");

  /**
   * Asks the {@code java} of a place. May be called from several threads at once.
   *
   * @return a JDK that has its feature release as a name, or why the place is none
   */
  Probed probe(JdkPlaces.Place place) throws InterruptedException {
    if (!Files.isRegularFile(place.java())) {
      return new Unusable(place.home(), NO_JAVA);
    }
    Ask.Answer answer;
    try {
      answer = ask.ask(place.java(), SETTINGS);
    } catch (IOException e) {
      return new Unusable(
          place.home(), "does not start: " + firstLine(String.valueOf(e.getMessage())));
    }
    if (!answer.inTime()) {
      return new Unusable(place.home(), "gave no answer in time and was killed");
    }
    Optional<JavaSettings> settings = JavaSettings.parse(answer.output());
    if (answer.exitCode() != 0 || settings.isEmpty()) {
      String said = firstLine(answer.output());
      return new Unusable(
          place.home(),
          "does not start: " + (said.isEmpty() ? "exit code " + answer.exitCode() : said));
    }
    return jdk(place, settings.get());
  }

  /** Returns why a {@code java} does not start with some flags; empty if it does. */
  Optional<String> refusal(Path java, List<String> flags) throws InterruptedException {
    List<String> options = new ArrayList<>(flags);
    options.add("-version");
    try {
      Ask.Answer answer = ask.ask(java, options);
      if (!answer.inTime()) {
        return Optional.of("it gave no answer in time and was killed");
      }
      String said = answer.output().replace(NO_REASON, ""); // which is on the next line
      return answer.exitCode() == 0 ? Optional.empty() : Optional.of(firstLine(said));
    } catch (IOException e) {
      return Optional.of(firstLine(String.valueOf(e.getMessage())));
    }
  }

  private Probed jdk(JdkPlaces.Place place, JavaSettings settings) throws InterruptedException {
    int feature;
    try {
      feature = Jdk.parseVersion(settings.build()).feature();
    } catch (IllegalArgumentException e) {
      return new Unusable(place.home(), "has a version that is none: " + settings.build());
    }
    if (feature < Jdk.OLDEST_FEATURE) {
      return new Unusable(
          place.home(), "is older than 17: " + settings.build() + " " + settings.vendor());
    }
    JdkPlaces.Place own = own(place, settings);
    Set<String> modules = modules(own);
    List<String> missing = NEEDED.stream().filter(module -> !modules.contains(module)).toList();
    if (!modules.isEmpty() && !missing.isEmpty()) {
      return new Unusable(
          own.home(), "lacks " + String.join(", ", missing) + ", which forks and the backend need");
    }
    return new Jdk(
        Integer.toString(feature),
        own.home(),
        own.java(),
        feature,
        settings.build(),
        settings.vendor(),
        settings.vm());
  }

  /** Returns the modules as its file says, else as it says itself; none where neither does. */
  private Set<String> modules(JdkPlaces.Place jdk) throws InterruptedException {
    try {
      Path release = jdk.home().resolve("release");
      if (Files.isRegularFile(release)) {
        Matcher released = RELEASED.matcher(Files.readString(release, StandardCharsets.ISO_8859_1));
        if (released.find()) {
          return Set.copyOf(List.of(released.group(1).split(" ", -1)));
        }
      }
      Ask.Answer answer = ask.ask(jdk.java(), MODULES);
      return LISTED
          .matcher(answer.output())
          .results()
          .map(module -> module.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of(); // it has answered before: what it lacks shows in its forks
    }
  }

  /** A {@code java} on PATH may be a launcher of a version manager: the JDK says where it is. */
  private static JdkPlaces.Place own(JdkPlaces.Place place, JavaSettings settings) {
    if (!settings.home().isEmpty() && place.java().getFileName() != null) {
      Path home = JdkPlaces.realPath(Path.of(settings.home()));
      Path java = home.resolve("bin").resolve(place.java().getFileName());
      if (Files.isRegularFile(java)) {
        return new JdkPlaces.Place(home, java, place.origin());
      }
    }
    return new JdkPlaces.Place(JdkPlaces.realPath(place.home()), place.java(), place.origin());
  }

  private static String firstLine(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("Picked up "))
        .findFirst()
        .orElse("");
  }
}
