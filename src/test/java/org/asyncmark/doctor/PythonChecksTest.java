package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.jdk.InstalledPythons;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.Unusable;
import org.junit.jupiter.api.Test;

class PythonChecksTest {
  @Test
  void everyPythonIsNamedByItsBuild() {
    Python python =
        new Python("py3.13t", Path.of("/usr/bin/python3"), "3.13.0", true, Python.ASYNCIO);
    Unusable old = new Unusable(Path.of("/usr/bin/python3.9"), "is older than 3.11: 3.9.2");
    assertThat(PythonChecks.check(new InstalledPythons(List.of(python), List.of(old), Map.of())))
        .containsExactly(
            DoctorFinding.ok("Python py3.13t", "3.13.0 CPython free-threaded, /usr/bin/python3"),
            DoctorFinding.note(
                "Pythons",
                "/usr/bin/python3.9 cannot be used: it is older than 3.11: 3.9.2; runs do without"
                    + " it"));
  }

  @Test
  void aMachineWithoutPythonHasNoAsyncio() {
    assertThat(PythonChecks.check(new InstalledPythons(List.of(), List.of(), Map.of())))
        .containsExactly(
            DoctorFinding.note(
                "Pythons",
                "no CPython 3.11 or newer found, so the asyncio model is n/a; install one to have"
                    + " it"));
  }
}
