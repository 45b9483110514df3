package org.asyncmark.run;

/**
 * A JDK of a plan. Where it is installed is not part of the plan: results are shown to others.
 *
 * @param name its name within the run
 * @param feature for example 25
 * @param build full build
 * @param vendor for example {@code Eclipse Adoptium}
 */
public record PlannedJdk(String name, int feature, String build, String vendor) {
  static PlannedJdk of(Jdk jdk) {
    return new PlannedJdk(jdk.name(), jdk.feature(), jdk.build(), jdk.vendor());
  }

  /** Returns the full build and the vendor. */
  public String label() {
    return build + " " + vendor;
  }
}
