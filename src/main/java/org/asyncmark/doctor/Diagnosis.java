package org.asyncmark.doctor;

import java.util.List;

/**
 * What the doctor found.
 *
 * @param findings one or more for every check, in a fixed order
 * @param blockers why nothing can be run at all, one line each; empty if something can
 */
public record Diagnosis(List<DoctorFinding> findings, List<String> blockers) {
  public Diagnosis {
    findings = List.copyOf(findings);
    blockers = List.copyOf(blockers);
  }

  /** Tells whether a run can be started. */
  public boolean canRun() {
    return blockers.isEmpty();
  }
}
