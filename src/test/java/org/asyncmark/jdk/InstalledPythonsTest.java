package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledPythonsTest {
  private static Python python(String folder, String version, boolean freeThreaded) {
    String name = "py" + version.replaceAll("\\.[^.]*$", "") + (freeThreaded ? "t" : "");
    return new Python(
        name, Path.of("/pythons", folder, "python3"), version, freeThreaded, Python.ASYNCIO);
  }

  private static InstalledPythons found(Python... pythons) {
    return InstalledPythons.of(List.of(pythons), List.of(), Map.of());
  }

  @Test
  void theyAreOrderedByReleaseAndThenNewestFirst() {
    assertThat(
            found(
                    python("a", "3.13.0", true),
                    python("b", "3.13.0", false),
                    python("c", "3.11.2", false),
                    python("d", "3.11.10", false),
                    python("e", "3.13.0rc2", false))
                .usable())
        .extracting(python -> python.name() + " " + python.build())
        .containsExactly(
            "py3.11 3.11.10",
            "py3.11.2 3.11.2",
            "py3.13 3.13.0",
            "py3.13.0rc2 3.13.0rc2",
            "py3.13t 3.13.0 free-threaded");
  }

  @Test
  void theSameVersionTwiceHasTwoNames() {
    assertThat(
            found(
                    python("a", "3.11.7", false),
                    python("b", "3.11.7", false),
                    python("c", "3.11.7", false))
                .usable())
        .extracting(Python::name)
        .containsExactly("py3.11", "py3.11.7", "py3.11.7-2");
  }

  @Test
  void theUsualOneIsThatOfThePath() {
    Python onPath = python("a", "3.11.7", false);
    InstalledPythons found =
        InstalledPythons.of(
            List.of(onPath, python("b", "3.13.0", false)),
            List.of(),
            Map.of(onPath.executable(), List.of("PATH")));
    assertThat(found.usual()).map(Python::version).contains("3.11.7");
  }

  @Test
  void withoutOneOnThePathItIsTheNewestThatIsNotFreeThreaded() {
    assertThat(found(python("a", "3.13.0", false), python("b", "3.14.0", true)).usual())
        .map(Python::version)
        .contains("3.13.0");
    assertThat(found(python("b", "3.14.0", true)).usual()).map(Python::name).contains("py3.14t");
    assertThat(found().usual()).isEmpty();
  }

  @Test
  void aVersionBetweenReleasesCanBeCompared() {
    assertThat(found(python("a", "3.15.0a2+", false), python("b", "3.15.0", false)).usable())
        .extracting(Python::name)
        .containsExactly("py3.15", "py3.15.0a2_");
  }

  @Test
  void aLabelHasAllThatTellsABuildFromAnother() {
    Python python = python("a", "3.13.0", true).named("py3.13t");
    assertThat(python.label()).isEqualTo("3.13.0 CPython free-threaded");
    assertThat(python.onUvloop().label()).isEqualTo("3.13.0 CPython free-threaded, uvloop");
    assertThat(python.onUvloop().name()).isEqualTo("py3.13t-uvloop");
    assertThat(python("b", "3.11.7", false).onUvloop().label()).isEqualTo("3.11.7 CPython, uvloop");
  }

  @Test
  void aNameThatIsNoNameOfAFolderIsRefused() {
    assertThatThrownBy(() -> python("a", "3.11.7", false).named("../x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the name of a Python may have letters, digits, '.', '_' and '-' only, got '../x'");
  }

  @Test
  void anUnknownLoopIsRefused() {
    assertThatThrownBy(() -> new Python("py3.11", Path.of("x"), "3.11.7", false, "trio"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a Python's loop is asyncio or uvloop, got 'trio'");
  }
}
