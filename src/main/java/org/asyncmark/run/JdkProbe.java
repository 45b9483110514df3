package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out whether a folder is a JDK that can run forks, by asking its {@code java}. */
final class JdkProbe {
  static final String NO_JAVA = "has no bin/java";

  private final Ask ask;

  JdkProbe(Ask ask) {
    this.ask = ask;
  }

  /**
   * Asks the {@code java} of a place. May be called from several threads at once.
   *
   * @return a JDK that has its feature release as a name, or why the place is none
   * @throws InterruptedException if the caller was interrupted
   */
  Probed probe(JdkPlaces.Place place) throws InterruptedException {
    if (!Files.isRegularFile(place.java())) {
      return new Unusable(place.home(), NO_JAVA);
    }
    Ask.Answer answer;
    try {
      answer = ask.ask(place.java());
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

  private static Probed jdk(JdkPlaces.Place place, JavaSettings settings) {
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
    return new Jdk(
        Integer.toString(feature),
        own.home(),
        own.java(),
        feature,
        settings.build(),
        settings.vendor());
  }

  /** A {@code java} on PATH may be a launcher of a version manager: the JDK says where it is. */
  private static JdkPlaces.Place own(JdkPlaces.Place place, JavaSettings settings) {
    if (!settings.home().isEmpty() && place.java().getFileName() != null) {
      Path home = JdkPlaces.realPath(Path.of(settings.home()));
      Path java = home.resolve("bin").resolve(place.java().getFileName());
      if (Files.isRegularFile(java)) {
        return new JdkPlaces.Place(home, java);
      }
    }
    return new JdkPlaces.Place(JdkPlaces.realPath(place.home()), place.java());
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
