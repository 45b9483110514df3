package org.asyncmark.doctor;

import static org.asyncmark.doctor.DoctorFinding.note;
import static org.asyncmark.doctor.DoctorFinding.ok;
import static org.asyncmark.doctor.DoctorFinding.warn;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.KnownJdkBug;
import org.asyncmark.jdk.Unusable;
import org.asyncmark.model.Model;

/** What the JDKs of a machine mean for a run. */
final class JdkChecks {
  private JdkChecks() {}

  static List<DoctorFinding> check(InstalledJdks jdks) {
    List<DoctorFinding> findings = new ArrayList<>();
    for (Jdk jdk : jdks.usable()) {
      findings.add(ok("JDK " + jdk.name(), jdk.label() + " in " + jdk.home()));
      for (KnownJdkBug bug : KnownJdkBug.ALL) {
        DoctorFinding.Level level =
            bug.likely() ? DoctorFinding.Level.WARN : DoctorFinding.Level.NOTE;
        bug.in(jdk)
            .ifPresent(text -> findings.add(new DoctorFinding(level, "JDK " + jdk.name(), text)));
      }
    }
    if (jdks.usable().isEmpty()) {
      findings.add(warn("JDKs", "no JDK 17 or newer found; install one, for example 17 and 25"));
    } else {
      if (jdks.usable().stream().noneMatch(jdk -> Model.VIRTUAL.availableOn(jdk.feature()))) {
        findings.add(
            note(
                "JDKs",
                "no JDK 21 or newer found, so the virtual model is n/a; install one to have it"));
      }
      if (jdks.usable().size() == 1) {
        findings.add(
            note(
                "JDKs",
                "one JDK found, so there is none to compare with; install another, or name its"
                    + " folder with --jdk-home NAME=DIR"));
      }
    }
    for (Unusable none : jdks.unusable()) {
      findings.add(
          note(
              "JDKs",
              none.home() + " cannot be used: it " + none.reason() + "; runs do without it"));
    }
    return findings;
  }
}
