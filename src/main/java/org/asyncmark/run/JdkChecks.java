package org.asyncmark.run;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.model.Model;

/** What the JDKs of a machine mean for a run. */
final class JdkChecks {
  private JdkChecks() {}

  static List<Finding> check(InstalledJdks jdks) {
    List<Finding> findings = new ArrayList<>();
    for (Jdk jdk : jdks.usable()) {
      findings.add(Finding.ok("JDK " + jdk.name(), jdk.label() + " in " + jdk.home()));
      KnownJdkBug.ALL.forEach(bug -> bug.in(jdk).ifPresent(findings::add));
    }
    if (jdks.usable().isEmpty()) {
      findings.add(
          Finding.warn("JDKs", "no JDK 17 or newer found; install one, for example 17 and 25"));
    } else {
      if (jdks.usable().stream().noneMatch(jdk -> Model.VIRTUAL.availableOn(jdk.feature()))) {
        findings.add(
            Finding.note(
                "JDKs",
                "no JDK 21 or newer found, so the virtual model is n/a; install one to have it"));
      }
      if (jdks.usable().size() == 1) {
        findings.add(
            Finding.note(
                "JDKs",
                "one JDK found, so there is none to compare with; install another, or name its"
                    + " folder with --jdk-home NAME=DIR"));
      }
    }
    for (Unusable none : jdks.unusable()) {
      findings.add(
          Finding.note(
              "JDKs",
              none.home() + " cannot be used: it " + none.reason() + "; runs do without it"));
    }
    return findings;
  }
}
