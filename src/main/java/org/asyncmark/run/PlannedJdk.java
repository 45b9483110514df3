package org.asyncmark.run;

import java.util.List;

/**
 * A JDK of a plan. Where it is installed is not part of the plan: results are shown to others.
 *
 * @param name its name within the run
 * @param feature for example 25
 * @param build full build
 * @param vendor for example {@code Eclipse Adoptium}
 * @param warnings bugs of this build that can spoil a run, one sentence each
 */
public record PlannedJdk(
    String name, int feature, String build, String vendor, List<String> warnings) {
  public PlannedJdk {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  static PlannedJdk of(Jdk jdk) {
    return new PlannedJdk(
        jdk.name(),
        jdk.feature(),
        jdk.build(),
        jdk.vendor(),
        KnownJdkBug.ALL.stream()
            .flatMap(bug -> bug.in(jdk).stream())
            .filter(finding -> finding.level() == Finding.Level.WARN)
            .map(Finding::text)
            .toList());
  }

  /** Returns the full build and the vendor. */
  public String label() {
    return build + " " + vendor;
  }
}
