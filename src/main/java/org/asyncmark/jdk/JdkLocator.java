package org.asyncmark.jdk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.EnvironmentException;

/**
 * Finds the JDKs of a machine: looks where JDKs are kept and asks each {@code java} what it is. An
 * instance may be used from several threads.
 */
public final class JdkLocator {
  /** A start takes a fifth of a second; on a machine with ten times the work it can do, more. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Ask ASK = new AskOnce(new AskProcess(DEADLINE, AskProcess.TEMPORARY));

  private final JdkPlaces places;
  private final JdkProbe probe;

  JdkLocator(JdkPlaces places, Ask ask) {
    this.places = places;
    this.probe = new JdkProbe(ask);
  }

  /** Returns a locator for this machine. It gives each {@code java} 20 s to answer. */
  public static JdkLocator ofThisMachine() {
    return new JdkLocator(JdkPlaces.ofThisMachine(), ASK);
  }

  /**
   * Finds every JDK, each once however many links lead to it. Starts a few processes; all are gone
   * when it returns.
   *
   * @throws InterruptedException if the caller was interrupted; the processes are being killed
   */
  public InstalledJdks locate() throws InterruptedException {
    Map<Path, List<JdkPlaces.Place>> byExecutable =
        places.candidates().stream()
            .collect(groupingBy(JdkPlaces.Place::identity, LinkedHashMap::new, toList()));
    List<List<JdkPlaces.Place>> asked = List.copyOf(byExecutable.values());
    List<Probed> answers = probeAll(asked.stream().map(same -> same.get(0)).toList());
    Map<Path, Jdk> usable = new LinkedHashMap<>();
    Map<Path, Unusable> unusable = new LinkedHashMap<>();
    Map<Path, List<String>> foundBy = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      Probed probed = answers.get(i);
      if (probed instanceof Jdk jdk) {
        usable.putIfAbsent(jdk.home(), jdk);
      } else if (probed instanceof Unusable none) {
        unusable.putIfAbsent(none.home(), none);
      }
      List<String> origins = foundBy.computeIfAbsent(probed.home(), home -> new ArrayList<>());
      asked.get(i).stream()
          .map(JdkPlaces.Place::origin)
          .filter(origin -> !origins.contains(origin))
          .forEach(origins::add);
    }
    places.unreadable().forEach(none -> unusable.put(none.home(), none));
    return InstalledJdks.of(List.copyOf(usable.values()), List.copyOf(unusable.values()), foundBy);
  }

  /**
   * Returns why a JDK does not start with some flags, in its own words; empty if it does. Starts
   * it.
   */
  public Optional<String> refusal(Jdk jdk, List<String> flags) throws InterruptedException {
    return probe.refusal(jdk.javaExecutable(), flags);
  }

  private List<Probed> probeAll(List<JdkPlaces.Place> candidates) throws InterruptedException {
    List<Callable<Probed>> questions = new ArrayList<>();
    candidates.forEach(place -> questions.add(() -> probe.probe(place)));
    return AtOnce.answers(questions);
  }

  /**
   * Returns the JDK of a {@code --jdk-home NAME=DIR}, under that name.
   *
   * @param option the text after {@code --jdk-home}; DIR may begin with {@code ~/}
   * @throws IllegalArgumentException if it is not NAME=DIR, or NAME cannot name a folder
   * @throws EnvironmentException if DIR is no JDK that can be used
   */
  public Jdk explicit(String option) throws InterruptedException {
    int equals = option.indexOf('=');
    if (equals <= 0 || equals == option.length() - 1) {
      throw new IllegalArgumentException(
          "--jdk-home wants NAME=DIR, got '" + option + "'; for example 25=/usr/lib/jvm/jdk-25");
    }
    String name = option.substring(0, equals);
    if (!Jdk.isName(name)) {
      throw new IllegalArgumentException(
          "--jdk-home "
              + option
              + ": a name may have letters, digits, '.', '_' and '-' only, got '"
              + name
              + "'");
    }
    Probed probed =
        probe.probe(places.place(places.expand(option.substring(equals + 1)), "--jdk-home"));
    if (probed instanceof Jdk jdk) {
      return jdk.named(name);
    }
    String reason = ((Unusable) probed).reason();
    throw new EnvironmentException(
        "--jdk-home "
            + option
            + (reason.equals(JdkProbe.NO_JAVA)
                ? ": wanted a JDK folder with bin/java, found none; give the folder that contains"
                    + " bin/java"
                : ": wanted a JDK that can run forks, but it "
                    + reason
                    + "; give the folder of another JDK"));
  }
}
