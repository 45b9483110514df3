package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternBenchmark;
import org.jspecify.annotations.Nullable;

/**
 * A runtime that arms are planned for: a JDK for the models of Java, a CPython for asyncio.
 *
 * @param name in arms
 * @param ofPython whether asyncio runs there, and no other model
 * @param absences what it cannot do
 */
record Host(String name, boolean ofPython, Absences absences) {
  /** Stands for the Python of a machine that has none. */
  private static final Host NO_PYTHON = new Host("python", true, (pattern, arm) -> Python.ABSENCE);

  private static final Value AIOHTTP = Value.of(Python.AIOHTTP);

  /** Knows what a runtime cannot do. */
  interface Absences {
    /** Returns why a runtime cannot do what an arm does, as it stands in tables; null if it can. */
    @Nullable String of(Pattern pattern, Arm arm);
  }

  /** Returns those that have an arm of what is wanted, JDKs first. */
  static List<Host> of(Wanted wanted) {
    List<Host> hosts = new ArrayList<>(jdks(wanted).stream().map(Host::of).toList());
    wanted.pythons().forEach(python -> hosts.add(of(python)));
    if (wanted.pythons().isEmpty() && wanted.models().contains(Model.ASYNCIO)) {
      hosts.add(NO_PYTHON);
    }
    return hosts;
  }

  /** Returns the JDKs that have an arm of what is wanted: none if that is asyncio alone. */
  static List<Jdk> jdks(Wanted wanted) {
    return wanted.models().equals(List.of(Model.ASYNCIO)) ? List.of() : wanted.jdks();
  }

  /** Returns the Pythons that have an arm, be it absent. */
  static List<Python> pythons(Wanted wanted, List<PlannedArm> arms, Set<Arm> absent) {
    Set<String> names = new HashSet<>();
    arms.forEach(planned -> names.add(planned.arm().jdk()));
    absent.forEach(arm -> names.add(arm.jdk()));
    return wanted.pythons().stream().filter(python -> names.contains(python.name())).toList();
  }

  private static Host of(Jdk jdk) {
    return new Host(
        jdk.name(),
        false,
        (pattern, arm) -> pattern.absenceOn(jdk.feature(), Model.of(arm.model()), arm.allParams()));
  }

  private static Host of(Python python) {
    return new Host(python.name(), true, (pattern, arm) -> absence(python, pattern, arm));
  }

  private static @Nullable String absence(Python python, Pattern pattern, Arm arm) {
    if (!pattern.isInPython()) {
      return "n/a (" + pattern.id() + " is not written in Python)";
    }
    boolean byAiohttp = AIOHTTP.equals(arm.own().get(PatternBenchmark.MECHANISM));
    return byAiohttp && !python.has(Python.AIOHTTP)
        ? "n/a (" + python.name() + " cannot import aiohttp)"
        : null;
  }

  /** Tells whether arms of a model are planned for it. */
  boolean runs(Model model) {
    return ofPython == (model == Model.ASYNCIO);
  }
}
