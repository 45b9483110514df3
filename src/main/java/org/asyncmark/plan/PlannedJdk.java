package org.asyncmark.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.asyncmark.EnvironmentException;
import org.asyncmark.jdk.Installed;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.KnownJdkBug;
import org.asyncmark.jdk.OwnCode;
import org.asyncmark.jdk.OwnJar;
import org.asyncmark.jdk.Python;
import org.jspecify.annotations.Nullable;

/**
 * A runtime of a plan, a JDK or a CPython. Where it is installed is not part of the plan: results
 * are shown to others.
 *
 * @param name its name within the run
 * @param feature for example 25; 0 for a CPython
 * @param build full build, or as {@link Python#build}
 * @param vendor for example {@code Eclipse Adoptium}; {@code CPython} for a CPython
 * @param warnings bugs of this build that can spoil a run, one sentence each
 * @param placeboOf name of the JDK of this run that this one is, measured a second time; null if it
 *     is none
 * @param vm kind of JVM, as {@link Jdk#vm}; {@code CPython} for a CPython
 * @param flags as {@link Jdk#flags}; none for a CPython
 * @param jars code of the user's that its forks alone run: it is a build then; else none
 */
public record PlannedJdk(
    String name,
    int feature,
    String build,
    String vendor,
    List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String placeboOf,
    String vm,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> flags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OwnJar> jars) {
  public PlannedJdk {
    warnings = List.copyOf(warnings);
    // a manifest without such flags or jars has no word of them
    flags = flags == null ? List.of() : List.copyOf(flags);
    jars = jars == null ? List.of() : List.copyOf(jars);
  }

  /** Returns what the plan keeps of a JDK. */
  public static PlannedJdk of(Jdk jdk) {
    return new PlannedJdk(
        jdk.name(),
        jdk.feature(),
        jdk.build(),
        jdk.vendor(),
        KnownJdkBug.ALL.stream()
            .filter(KnownJdkBug::likely)
            .flatMap(bug -> bug.in(asInstalled(jdk)).stream())
            .toList(),
        null,
        jdk.vm(),
        jdk.flags(),
        jdk.own().jars());
  }

  /** Returns what the plan keeps of a CPython. */
  public static PlannedJdk of(Python python) {
    return new PlannedJdk(
        python.name(),
        0,
        python.build(),
        Python.CPYTHON,
        List.of(),
        null,
        Python.CPYTHON,
        List.of(),
        List.of());
  }

  /** Returns the same JDK under a second name. */
  public PlannedJdk again() {
    return new PlannedJdk(
        name + Placebo.SUFFIX, feature, build, vendor, warnings, name, vm, flags, jars);
  }

  /** Tells whether this is a JDK of the run that is measured a second time. */
  @JsonIgnore
  public boolean isPlacebo() {
    return placeboOf != null;
  }

  /**
   * Tells whether this is a build of the user's own code, on a JDK that others of the run share.
   */
  @JsonIgnore
  public boolean isBuild() {
    return !jars.isEmpty();
  }

  /** Tells whether this is a CPython, on which nothing but asyncio runs. */
  @JsonIgnore
  public boolean isPython() {
    return vm.equals(Python.CPYTHON);
  }

  /**
   * Returns the full build, the vendor, the kind of JVM if that is not HotSpot, the flags and the
   * jars; as {@link Python#label} if it is a CPython.
   */
  public String label() {
    return isPython() ? Python.label(build) : Jdk.label(build, vendor, vm, flags, jars);
  }

  /** Returns the label of what has to be installed: without flags and jars. */
  private String installedLabel() {
    return isPython() ? label() : Jdk.label(build, vendor, vm);
  }

  private static Jdk asInstalled(Jdk jdk) {
    return jdk.with(List.of()).running(OwnCode.NONE);
  }

  private boolean isOn(Installed found) {
    return found instanceof Jdk jdk
        ? asInstalled(jdk).label().equals(installedLabel()) && OwnJar.same(jdk.own().jars(), jars)
        : found.label().equals(installedLabel());
  }

  /**
   * Returns it as a sentence names it: {@code JDK 25.0.3+9-LTS Eclipse Adoptium}, {@code CPython
   * 3.11.7}.
   */
  public String inWords() {
    return isPython() ? Python.CPYTHON + " " + build : "JDK " + label();
  }

  /**
   * Returns where this is installed, under this name and with these flags.
   *
   * @param found to choose from, by their builds and jars
   * @throws EnvironmentException if it is not among them
   */
  Installed among(List<? extends Installed> found) {
    return found.stream()
        .filter(this::isOn)
        .findFirst()
        .map(each -> each.named(name))
        .map(each -> each instanceof Jdk jdk ? jdk.with(flags) : each)
        .orElseThrow(
            () ->
                new EnvironmentException(
                    String.format(
                        Locale.ROOT,
                        "wanted %s, as the run began with it, found none; name its %s",
                        inWords(),
                        isPython()
                            ? "executable with --python PATH"
                            : "folder with --jdk-home " + name + "=DIR")));
  }
}
