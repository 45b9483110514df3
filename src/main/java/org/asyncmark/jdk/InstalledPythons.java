package org.asyncmark.jdk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Pythons of a machine.
 *
 * @param usable by release, ascending, the free-threaded one of a release behind the usual one;
 *     within both, the newest version first. That one has the name of its release, for example
 *     {@code py3.11}; another is named after its version
 * @param unusable executables that cannot be used, by path
 * @param foundBy what led to each executable, for example {@code PATH}, {@code ~/.pyenv/versions}
 */
public record InstalledPythons(
    List<Python> usable, List<Unusable> unusable, Map<Path, List<String>> foundBy) {
  public InstalledPythons {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
    foundBy = Map.copyOf(foundBy);
  }

  /** Orders and names what was found, and keeps what led to it. */
  static InstalledPythons of(
      List<Python> found, List<Unusable> unusable, Map<Path, List<String>> foundBy) {
    List<Python> sorted =
        found.stream()
            .sorted(
                Comparator.comparingInt(Python::minor)
                    .thenComparing(Python::freeThreaded)
                    .thenComparing(Comparator.comparing(Python::number).reversed()))
            .toList();
    Set<String> names = new HashSet<>();
    List<Python> named = new ArrayList<>();
    for (Python python : sorted) {
      String version = "py" + python.version().replaceAll("[^A-Za-z0-9.-]+", "_");
      String full = version + (python.freeThreaded() ? "t" : "");
      String name =
          Stream.concat(
                  Stream.of(python.name(), full),
                  IntStream.iterate(2, copy -> copy + 1).mapToObj(copy -> full + "-" + copy))
              .filter(each -> !names.contains(each))
              .findFirst()
              .orElseThrow();
      names.add(name);
      named.add(python.named(name));
    }
    return new InstalledPythons(
        named, unusable.stream().sorted(Comparator.comparing(Unusable::home)).toList(), foundBy);
  }

  /**
   * Returns the Python that is measured unless one is named: {@code python3} of the PATH, else the
   * newest that is not free-threaded, else the newest; empty if there is none.
   */
  public Optional<Python> usual() {
    Comparator<Python> withLock = Comparator.comparing(python -> !python.freeThreaded());
    return usable.stream()
        .filter(
            python ->
                foundBy.getOrDefault(python.executable(), List.of()).contains(PythonPlaces.ON_PATH))
        .findFirst()
        .or(() -> usable.stream().max(withLock.thenComparing(Python::number)));
  }

  /** Returns each, and each that has uvloop with that, too. */
  public List<Python> onEachLoop() {
    return usable.stream()
        .flatMap(
            python ->
                python.has(Python.UVLOOP)
                    ? Stream.of(python, python.onUvloop())
                    : Stream.of(python))
        .toList();
  }

  /**
   * Returns the Python with a name.
   *
   * @param word its name, {@code python3.11} in place of {@code py3.11}, or its version
   */
  Optional<Python> named(String word) {
    String name = word.startsWith("python") ? "py" + word.substring("python".length()) : word;
    return usable.stream()
        .filter(python -> python.name().equals(name) || python.version().equals(word))
        .findFirst();
  }

  /** Returns the same executable, under the name that it has here. */
  Optional<Python> same(Python asked) {
    Path identity = PythonPlaces.identity(asked.executable());
    return usable.stream()
        .filter(python -> PythonPlaces.identity(python.executable()).equals(identity))
        .findFirst();
  }

  /** Returns the choices in words: {@code py3.11 (3.11.7), py3.13t (3.13.0 free-threaded)}. */
  String choices() {
    return usable.isEmpty()
        ? "none"
        : usable.stream()
            .map(python -> python.name() + " (" + python.build() + ")")
            .collect(Collectors.joining(", "));
  }
}
