package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class PythonLocatorTest {
  private static final Ask SCRIPTS =
      new AskProcess(Duration.ofSeconds(5), Path.of(System.getProperty("java.io.tmpdir")));

  @TempDir Path folder;
  private Path home;
  private Path bin;
  private Path pyenv;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = folder.toRealPath();
    home = folder.resolve("home");
    bin = folder.resolve("usr/bin");
    pyenv = home.resolve(".pyenv/versions");
  }

  private PythonLocator locator(Ask ask) {
    return new PythonLocator(
        new PythonPlaces(Map.of("PATH", "/nowhere:" + bin), folder, home), ask);
  }

  private PythonLocator locator() {
    return locator(SCRIPTS);
  }

  private Path versioned(String version) throws IOException {
    return FakePythons.python(pyenv.resolve(version).resolve("bin/python3"), version);
  }

  private List<String> chosen(String... words) throws InterruptedException {
    return locator().choose(List.of(words)).pythons().stream()
        .map(python -> python.name() + " " + python.executable())
        .toList();
  }

  @Test
  void findsUsableAndUnusablePythons() throws Exception {
    Path onPath = FakePythons.python(bin.resolve("python3"), "3.12.3");
    Path old = FakePythons.python(bin.resolve("python3.9"), "3.9.2");
    Path newest = versioned("3.13.0");
    Path uv = FakePythons.python(home.resolve(".local/share/uv/python/x/bin/python3"), "3.11.7");
    Path config = FakePythons.python(bin.resolve("python3.11-config"), "3.11.7");
    InstalledPythons found = locator().locate();
    assertThat(found.usable())
        .extracting(python -> python.name() + " " + python.executable())
        .containsExactly("py3.11 " + uv, "py3.12 " + onPath, "py3.13 " + newest);
    assertThat(found.unusable()).containsExactly(new Unusable(old, "is older than 3.11: 3.9.2"));
    assertThat(found.foundBy())
        .containsEntry(onPath, List.of("PATH", "/usr/bin"))
        .containsEntry(newest, List.of("~/.pyenv/versions"))
        .containsEntry(uv, List.of("~/.local/share/uv/python"))
        .doesNotContainKey(config);
  }

  @Test
  void aPythonIsAskedOnceHoweverManyLinksLeadToIt() throws Exception {
    Path real = FakePythons.python(bin.resolve("python3.11"), "3.11.7");
    Files.createSymbolicLink(bin.resolve("python3"), real);
    AtomicInteger asked = new AtomicInteger();
    Ask counting =
        (python, options) -> {
          asked.incrementAndGet();
          return SCRIPTS.ask(python, options);
        };
    assertThat(
            locator(counting).choose(List.of("python3", "python3.11", real.toString())).pythons())
        .hasSize(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aVirtualEnvironmentIsAPythonOfItsOwn() throws Exception {
    Path real = FakePythons.python(bin.resolve("python3"), "3.11.7");
    Path venv = Files.createDirectories(home.resolve("venv/bin")).resolve("python3");
    Files.createSymbolicLink(venv, real);
    Files.writeString(home.resolve("venv/pyvenv.cfg"), "home = x\n");
    assertThat(chosen("python3")).containsExactly("py3.11 " + real);
    // the script says where the real one is, as no real Python would
    assertThat(PythonPlaces.identity(venv)).isEqualTo(home.resolve("venv"));
  }

  @Test
  void aLauncherLeadsToThePythonThatItStarts() throws Exception {
    Path real = versioned("3.11.7");
    FakePythons.script(bin.resolve("python3"), "exec " + real + " \"$@\"\n");
    InstalledPythons found = locator().locate();
    assertThat(found.usable()).extracting(Python::executable).containsExactly(real);
    assertThat(found.usual()).isEqualTo(found.usable().stream().findFirst());
    assertThat(found.foundBy())
        .containsEntry(real, List.of("PATH", "/usr/bin", "~/.pyenv/versions"));
  }

  @Test
  void aNameIsLookedUpOnThePathAndThenAmongThoseThatWereFound() throws Exception {
    Path onPath = FakePythons.python(bin.resolve("python3.11"), "3.11.2");
    Path newer = versioned("3.11.7");
    Path newest = versioned("3.13.0");
    assertThat(chosen("python3.11", "python3.13", "py3.11", "3.13.0"))
        .containsExactly("py3.11.2 " + onPath, "py3.13 " + newest, "py3.11 " + newer);
  }

  @Test
  void aPathNamesAPythonThatNobodyWouldFind() throws Exception {
    Path hidden = FakePythons.python(home.resolve("my/python"), "3.12.1");
    assertThat(chosen("~/my/python", hidden.toString())).containsExactly("py3.12 " + hidden);
  }

  @Test
  void uvloopIsAskedForBehindTheName() throws Exception {
    Path python = bin.resolve("python3");
    FakePythons.script(
        python,
        "cat <<'END'\n"
            + FakePythons.answer(python, "CPython", "3.11.7", false, "", "", "no")
            + "\nEND\n");
    assertThat(locator().choose(List.of("python3", "python3+uvloop")).pythons())
        .extracting(each -> each.name() + " " + each.label())
        .containsExactly("py3.11 3.11.7 CPython", "py3.11-uvloop 3.11.7 CPython, uvloop");
    assertThat(locator().locate().onEachLoop())
        .extracting(Python::name)
        .containsExactly("py3.11", "py3.11-uvloop");
  }

  @Test
  void uvloopThatIsNotThereIsRefused() throws Exception {
    FakePythons.python(bin.resolve("python3"), "3.11.7");
    assertThatThrownBy(() -> chosen("python3+uvloop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--python python3+uvloop: 3.11.7 CPython cannot import uvloop; install it there, or"
                + " leave out +uvloop");
  }

  @Test
  void anUnknownNameSaysWhatWasFound() throws Exception {
    assertThatThrownBy(() -> chosen("python3.14"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown Python 'python3.14'; found none");
    versioned("3.11.7");
    versioned("3.13.0");
    assertThatThrownBy(() -> chosen("python3.14"))
        .hasMessage("unknown Python 'python3.14'; found py3.11 (3.11.7), py3.13 (3.13.0)");
  }

  @Test
  void aNamedPythonThatCannotBeUsedIsAnErrorWithItsReason() throws Exception {
    Path old = FakePythons.python(bin.resolve("python3.9"), "3.9.2");
    assertThatThrownBy(() -> chosen("python3.9"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "--python python3.9: wanted a CPython from 3.11 with asyncio, but "
                + old
                + " is older than 3.11: 3.9.2; found none");
    assertThatThrownBy(() -> chosen("/no/python"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "--python /no/python: wanted a CPython from 3.11 with asyncio, but /no/python is no"
                + " file; found none");
  }

  @Test
  void aLauncherThatKnowsNoneByThatNameLeavesItToThoseThatWereFound() throws Exception {
    FakePythons.script(bin.resolve("python3.13"), "echo command not found; exit 127\n");
    Path found = versioned("3.13.0");
    assertThat(chosen("python3.13")).containsExactly("py3.13 " + found);
  }

  @Test
  void aPythonThatHangsIsKilledAndTheOthersAreFound() throws Exception {
    Path hanging = FakePythons.script(bin.resolve("python3"), "sleep 60\n");
    Path other = versioned("3.11.7");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    InstalledPythons found = locator(new AskProcess(Duration.ofMillis(500), temporary)).locate();
    assertThat(found.usable()).extracting(Python::executable).containsExactly(other);
    assertThat(found.unusable())
        .containsExactly(new Unusable(hanging, "gave no answer in time and was killed"));
  }
}
