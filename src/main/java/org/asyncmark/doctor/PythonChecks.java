package org.asyncmark.doctor;

import static org.asyncmark.doctor.DoctorFinding.note;
import static org.asyncmark.doctor.DoctorFinding.ok;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.jdk.InstalledPythons;
import org.asyncmark.jdk.Python;

/** What the Pythons of a machine mean for a run. */
final class PythonChecks {
  private PythonChecks() {}

  static List<DoctorFinding> check(InstalledPythons pythons) {
    List<DoctorFinding> findings = new ArrayList<>();
    for (Python python : pythons.usable()) {
      findings.add(ok("Python " + python.name(), python.label() + ", " + python.executable()));
    }
    if (pythons.usable().isEmpty()) {
      findings.add(
          note(
              "Pythons",
              "no CPython 3."
                  + Python.OLDEST_MINOR
                  + " or newer found, so the asyncio model is n/a; install one to have it"));
    }
    pythons
        .unusable()
        .forEach(
            none ->
                findings.add(
                    note(
                        "Pythons",
                        none.home()
                            + " cannot be used: it "
                            + none.reason()
                            + "; runs do without it")));
    return findings;
  }
}
