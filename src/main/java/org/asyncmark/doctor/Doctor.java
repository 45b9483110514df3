package org.asyncmark.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.jdk.JvmVariables;
import org.asyncmark.jdk.PythonLocator;
import org.asyncmark.measure.CpuTimes;
import org.asyncmark.measure.Crowding;
import org.asyncmark.measure.Evenness;
import org.asyncmark.measure.Lacking;
import org.asyncmark.measure.Machine;
import org.jspecify.annotations.Nullable;

/** Looks at the machine before a run: what makes its results worse, and what to do. */
public final class Doctor {
  private Doctor() {}

  /**
   * Checks this machine, and which Pythons it has. Writes nothing; takes two seconds or three.
   *
   * @param results the folder that runs would be written to
   */
  public static Diagnosis examine(Path results) throws InterruptedException {
    Diagnosis machine = examine(results, JdkLocator.ofThisMachine().locate());
    List<DoctorFinding> findings = new ArrayList<>(machine.findings());
    findings.addAll(PythonChecks.check(PythonLocator.ofThisMachine().locate()));
    return new Diagnosis(findings, machine.blockers());
  }

  /**
   * Checks this machine, whose JDKs have been looked for.
   *
   * @param results the folder that runs would be written to
   */
  public static Diagnosis examine(Path results, InstalledJdks jdks) throws InterruptedException {
    Machine machine = Machine.read();
    CpuTimes before = CpuTimes.sample();
    Crowding crowding = Crowding.sample(); // of a second, long enough to see steal
    Double stealPercent = CpuTimes.sample().stealPercentSince(before);
    Evenness evenness = Evenness.sample();
    return diagnose(
        machine,
        stealPercent,
        crowding,
        evenness,
        JvmVariables.takenOutOf(System.getenv()),
        ResultsFolder.of(results),
        jdks,
        Lacking.onThisMachine());
  }

  /** Judges what was read. */
  static Diagnosis diagnose(
      Machine machine,
      @Nullable Double stealPercent,
      Crowding crowding,
      Evenness evenness,
      Map<String, String> jvmOptions,
      ResultsFolder results,
      InstalledJdks jdks,
      List<String> lacking) {
    List<DoctorFinding> findings = new ArrayList<>(MachineChecks.check(machine, stealPercent));
    findings.add(MachineChecks.cores(crowding));
    findings.add(MachineChecks.memory(evenness));
    findings.add(MachineChecks.platform(lacking));
    findings.add(MachineChecks.jvmOptions(jvmOptions));
    findings.addAll(results.check());
    findings.addAll(JdkChecks.check(jdks));
    List<String> blockers = new ArrayList<>();
    if (jdks.usable().isEmpty()) {
      blockers.add("wanted JDK 17 or newer, found none; install one");
    }
    if (!results.writable()) {
      blockers.add(results.unwritable());
    }
    return new Diagnosis(findings, blockers);
  }
}
