package org.asyncmark.doctor;

import java.util.Locale;

/**
 * What one check of the machine led to.
 *
 * @param level whether it matters
 * @param subject what was looked at, for example {@code swap}
 * @param text what was found and, unless it is fine, what to do
 */
public record DoctorFinding(Level level, String subject, String text) {
  /** Whether a finding matters for results. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Worth knowing when results are read. */
    NOTE,
    /** Makes results worse or forks hang. */
    WARN;

    /** Returns the word for it in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DoctorFinding ok(String subject, String text) {
    return new DoctorFinding(Level.OK, subject, text);
  }

  static DoctorFinding note(String subject, String text) {
    return new DoctorFinding(Level.NOTE, subject, text);
  }

  static DoctorFinding warn(String subject, String text) {
    return new DoctorFinding(Level.WARN, subject, text);
  }
}
