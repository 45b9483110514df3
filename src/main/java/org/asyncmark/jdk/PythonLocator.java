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
import org.jspecify.annotations.Nullable;

/**
 * Finds the Pythons of a machine: looks where Pythons are kept and asks each what it is. An
 * instance may be used from several threads.
 */
public final class PythonLocator {
  /** A start takes a tenth of a second; on a machine with ten times the work it can do, more. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Ask ASK = new AskOnce(new AskProcess(DEADLINE, AskProcess.TEMPORARY));

  private static final String ON_UVLOOP = "+" + Python.UVLOOP;

  private final PythonPlaces places;
  private final PythonProbe probe;

  PythonLocator(PythonPlaces places, Ask ask) {
    this.places = places;
    this.probe = new PythonProbe(ask);
  }

  /** Returns a locator for this machine. It gives each Python 20 s to answer. */
  public static PythonLocator ofThisMachine() {
    return new PythonLocator(PythonPlaces.ofThisMachine(), ASK);
  }

  /**
   * Finds every Python, each once however many links lead to it. Starts a few processes; all are
   * gone when it returns.
   *
   * @throws InterruptedException if the caller was interrupted; the processes are being killed
   */
  public InstalledPythons locate() throws InterruptedException {
    return ask(places.candidates()).pythons();
  }

  /**
   * Returns the Pythons of {@code --python}, in that order, each once, and all that were found.
   *
   * @param words of each: a name on the PATH such as {@code python3.11}, a name or a version of one
   *     that was found, or the path of an executable, which may begin with {@code ~/}; and behind
   *     it {@code +uvloop} if its forks are to run on that
   * @throws IllegalArgumentException if there is none of that name, or it has no uvloop; the
   *     message says what was found
   * @throws EnvironmentException if there is one and it cannot be used
   */
  public Chosen choose(List<String> words) throws InterruptedException {
    List<PythonPlaces.Place> all = new ArrayList<>(places.candidates());
    words.forEach(word -> named(word).ifPresent(all::add));
    Answers answers = ask(all);
    List<Python> chosen = words.stream().map(word -> one(word, answers)).distinct().toList();
    return new Chosen(chosen, answers.pythons());
  }

  /**
   * What {@link #choose} returns.
   *
   * @param pythons those that were named
   * @param found all
   */
  public record Chosen(List<Python> pythons, InstalledPythons found) {}

  /** What was asked for, and by the identity of each place what it is. */
  private record Answers(InstalledPythons pythons, Map<Path, Probed> byPlace) {}

  private Answers ask(List<PythonPlaces.Place> candidates) throws InterruptedException {
    Map<Path, List<PythonPlaces.Place>> byExecutable =
        candidates.stream()
            .collect(groupingBy(PythonPlaces.Place::identity, LinkedHashMap::new, toList()));
    List<Callable<Probed>> questions = new ArrayList<>();
    byExecutable.values().forEach(same -> questions.add(() -> probe.probe(same.get(0))));
    List<Probed> answers = AtOnce.answers(questions);
    Map<Path, Probed> byPlace = new HashMap<>();
    Map<Path, Probed> found = new LinkedHashMap<>();
    Map<Path, List<String>> foundBy = new HashMap<>();
    int next = 0;
    for (Map.Entry<Path, List<PythonPlaces.Place>> same : byExecutable.entrySet()) {
      Probed probed = answers.get(next++);
      byPlace.put(same.getKey(), probed);
      // what lies on the PATH may be a launcher: the Python says where it is
      Probed first = found.computeIfAbsent(PythonPlaces.identity(probed.home()), own -> probed);
      List<String> origins = foundBy.computeIfAbsent(first.home(), own -> new ArrayList<>());
      same.getValue().stream()
          .map(PythonPlaces.Place::origin)
          .filter(origin -> !origins.contains(origin))
          .forEach(origins::add);
    }
    InstalledPythons pythons =
        InstalledPythons.of(of(Python.class, found), of(Unusable.class, found), foundBy);
    return new Answers(pythons, byPlace);
  }

  private static <T extends Probed> List<T> of(Class<T> kind, Map<Path, Probed> found) {
    return found.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the executable that a word names or a shell would start by it. */
  private Optional<PythonPlaces.Place> named(String word) {
    String base = base(word);
    return base.contains("/")
        ? Optional.of(new PythonPlaces.Place(places.expand(base), "--python"))
        : places.onPath(base);
  }

  private static String base(String word) {
    String text = word.strip();
    return text.endsWith(ON_UVLOOP) ? text.substring(0, text.length() - ON_UVLOOP.length()) : text;
  }

  private Python one(String word, Answers answers) {
    String base = base(word);
    Optional<PythonPlaces.Place> place = named(word);
    Probed probed = place.map(each -> answers.byPlace().get(each.identity())).orElse(null);
    Optional<Python> python =
        probed instanceof Python asked
            ? answers.pythons().same(asked)
            : answers.pythons().named(base); // a launcher may know of none by that name
    if (python.isEmpty()) {
      throw none(word, probed, answers.pythons());
    }
    if (base.equals(word.strip())) {
      return python.get();
    }
    if (!python.get().has(Python.UVLOOP)) {
      throw new IllegalArgumentException(
          "--python "
              + word
              + ": "
              + python.get().label()
              + " cannot import uvloop; install it there, or leave out "
              + ON_UVLOOP);
    }
    return python.get().onUvloop();
  }

  private static RuntimeException none(
      String word, @Nullable Probed probed, InstalledPythons found) {
    return probed instanceof Unusable unusable
        ? new EnvironmentException(
            "--python "
                + word
                + ": wanted a CPython from 3."
                + Python.OLDEST_MINOR
                + " with asyncio, but "
                + unusable.home()
                + " "
                + unusable.reason()
                + "; found "
                + found.choices())
        : new IllegalArgumentException("unknown Python '" + word + "'; found " + found.choices());
  }
}
