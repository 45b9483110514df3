package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonProbeTest {
  @TempDir Path folder;
  private Path executable;
  private PythonPlaces.Place place;

  @BeforeEach
  void makePython() throws IOException {
    executable = FakePythons.script(folder.resolve("bin/python3"), "");
    place = new PythonPlaces.Place(executable, "PATH");
  }

  private Probed probed(int exitCode, String output) throws InterruptedException {
    return new PythonProbe((python, options) -> new Ask.Answer(true, exitCode, output))
        .probe(place);
  }

  private Unusable unusable(String reason) {
    return new Unusable(executable, reason);
  }

  @Test
  void aPythonThatAnswersIsUsable() throws Exception {
    assertThat(probed(0, FakePythons.answer(executable, "CPython", "3.11.7", false)))
        .isEqualTo(
            new Python(
                "py3.11",
                executable,
                "3.11.7",
                false,
                "asyncio",
                "main, Dec  4 2023 10:00:00, GCC 12.2.0",
                Set.of()));
  }

  @Test
  void aFreeThreadedOneIsCalledSo() throws Exception {
    assertThat(probed(0, FakePythons.answer(executable, "CPython", "3.13.0", true)))
        .extracting("name", "freeThreaded")
        .containsExactly("py3.13t", true);
  }

  @Test
  void whatItCanImportIsKept() throws Exception {
    assertThat(
            probed(0, FakePythons.answer(executable, "CPython", "3.12.1", false, "", "", "error")))
        .extracting("packages")
        .isEqualTo(Set.of("uvloop"));
  }

  @Test
  void itIsAskedOnceAndWithoutWhatIsInItsEnvironment() throws Exception {
    List<List<String>> asked = new ArrayList<>();
    String answer = FakePythons.answer(executable, "CPython", "3.11.7", false);
    new PythonProbe(
            (python, options) -> {
              asked.add(options.subList(0, 2));
              return new Ask.Answer(true, 0, answer);
            })
        .probe(place);
    assertThat(asked).containsExactly(List.of("-E", "-c"));
  }

  @Test
  void aLauncherIsNotTakenForThePythonThatItStarts() throws Exception {
    Path own = folder.resolve("versions/3.11.7/bin/python3");
    assertThat(probed(0, FakePythons.answer(own, "CPython", "3.11.7", false)))
        .extracting("executable")
        .isEqualTo(own);
  }

  @Test
  void whatIsPrintedBesideTheAnswerDoesNotMatter() throws Exception {
    String answer = FakePythons.answer(executable, "CPython", "3.11.7", false);
    assertThat(probed(0, "a warning\n{\n" + answer + "\n")).isInstanceOf(Python.class);
  }

  @ParameterizedTest
  @CsvSource({
    "CPython, 3.10.14, is older than 3.11: 3.10.14",
    "CPython, 2.7.18, is older than 3.11: 2.7.18",
    "PyPy, 3.11.11, is no CPython: PyPy 3.11.11",
  })
  void whatCannotRunForksIsUnusable(String implementation, String version, String reason)
      throws Exception {
    assertThat(probed(0, FakePythons.answer(executable, implementation, version, false)))
        .isEqualTo(unusable(reason));
  }

  @Test
  void aPythonWithoutAsyncioIsUnusable() throws Exception {
    String why = "ModuleNotFoundError: No module named '_ssl'";
    assertThat(probed(0, FakePythons.answer(executable, "CPython", "3.11.7", false, why, "", "")))
        .isEqualTo(unusable("cannot import asyncio: " + why));
  }

  @Test
  void aPythonThatHangsIsUnusable() throws Exception {
    assertThat(new PythonProbe((python, options) -> new Ask.Answer(false, -1, "")).probe(place))
        .isEqualTo(unusable("gave no answer in time and was killed"));
  }

  @Test
  void aPythonThatPrintsGarbageIsUnusable() throws Exception {
    assertThat(probed(0, "hello\nworld\n"))
        .isEqualTo(unusable("gave an answer that is none: hello"));
    assertThat(probed(0, "{\"version\": 3}"))
        .isEqualTo(unusable("gave an answer that is none: {\"version\": 3}"));
    assertThat(probed(0, "")).isEqualTo(unusable("gave an answer that is none: "));
  }

  @Test
  void aPythonThatFailsIsQuotedWithItsFirstLine() throws Exception {
    assertThat(probed(1, "\n pyenv: python3: command not found\nmore"))
        .isEqualTo(unusable("does not start: pyenv: python3: command not found"));
    assertThat(probed(139, "")).isEqualTo(unusable("does not start: exit code 139"));
  }

  @Test
  void aPythonThatCannotBeStartedSaysWhy() throws Exception {
    PythonProbe probe =
        new PythonProbe(
            (python, options) -> {
              throw new IOException("Exec format error");
            });
    assertThat(probe.probe(place)).isEqualTo(unusable("does not start: Exec format error"));
  }

  @Test
  void whatIsNoFileIsNotAsked() throws Exception {
    PythonProbe probe =
        new PythonProbe(
            (python, options) -> {
              throw new AssertionError("asked");
            });
    assertThat(probe.probe(new PythonPlaces.Place(folder, "--python")))
        .isEqualTo(new Unusable(folder, "is no file"));
  }

  @Test
  void aRealPythonUnderstandsTheQuestion() throws Exception {
    PythonPlaces.Place real = PythonPlaces.ofThisMachine().onPath("python3").orElse(null);
    assumeTrue(real != null, "no python3 on the PATH");
    Files.writeString(folder.resolve("json.py"), "raise SystemExit('not this one')");
    AskProcess ask = new AskProcess(Duration.ofSeconds(60), folder);
    Probed probed = new PythonProbe(ask).probe(real);
    assumeTrue(probed instanceof Python, String.valueOf(probed));
    assertThat(((Python) probed).label()).matches("3\\.\\d+\\.\\S+ CPython( free-threaded)?");
    assertThat(((Python) probed).executable()).isExecutable();
  }
}
