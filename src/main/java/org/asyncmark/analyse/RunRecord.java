package org.asyncmark.analyse;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything a report needs to know of a run.
 *
 * @param id name of the run's folder
 * @param startedUtc ISO-8601 instant
 * @param machine one line: processor, number of CPUs, memory, operating system
 * @param preset smoke, quick, standard or publish
 * @param jdkBuilds full build by name of the JDK, baseline first, for example {@code 25 ->
 *     25.0.3+9-LTS Eclipse Adoptium}; behind the JDKs those of Pythons, for example {@code py3.11
 *     -> 3.11.7 CPython}
 * @param rounds rounds planned
 * @param arms the arms planned, in the order of the plan, with their finished forks
 * @param absent reasons of the arms that a JDK cannot run, by arm, for example {@code n/a (virtual
 *     threads are final from JDK 21)}
 * @param placebos second measurements of some of the arms, under the arm that they measure
 * @param criteria what its verdicts go by, as it declared before its first fork, with no floor
 * @param conditions what its forks ran with, by name, for example {@code JVM flags -> -Xmx1g};
 *     empty if it does not say
 * @param background what its verdicts are weighed by beside its numbers
 * @param shown names of the parameters that each short name of a cell has, by pattern; empty if it
 *     does not say
 */
public record RunRecord(
    String id,
    String startedUtc,
    String machine,
    String preset,
    Map<String, String> jdkBuilds,
    int rounds,
    List<ArmForks> arms,
    Map<Arm, String> absent,
    List<ArmForks> placebos,
    Criteria criteria,
    Map<String, String> conditions,
    Background background,
    Map<String, Set<String>> shown) {
  /**
   * Name of the condition that tells which server http leaves ask, if it is not the suite's: {@code
   * http://HOST:PORT, which is not the suite's server}.
   */
  public static final String SERVER = "Server of http leaves";

  /** Name of the condition that tells which jars of the user's own code its runtimes differ in. */
  public static final String BUILDS = "Builds";

  /** Names of the conditions that tell what each of several machines is, before its number. */
  public static final String MACHINE = "Machine ";

  /** Machine of a run that does not say. */
  public static final String UNKNOWN_MACHINE = "machine not recorded";

  public RunRecord {
    placebos = List.copyOf(placebos);
    jdkBuilds = Collections.unmodifiableMap(new LinkedHashMap<>(jdkBuilds));
    arms = List.copyOf(arms);
    absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    shown = Map.copyOf(shown);
  }

  /**
   * Returns the machine that measured some arms: all machines of the run if these are of several.
   */
  public String machine(Collection<Arm> some) {
    Set<Integer> numbers =
        some.stream().flatMap(arm -> arm.machine().stream()).collect(Collectors.toSet());
    if (numbers.size() != 1) {
      return machine;
    }
    int number = numbers.iterator().next();
    String what = conditions.getOrDefault(MACHINE + number, UNKNOWN_MACHINE).split("; ", 2)[0];
    return "machine " + number + ": " + what;
  }

  /** Returns the forks of an arm; none if it is not in the run. */
  public ArmForks forks(Arm arm) {
    return arms.stream()
        .filter(forks -> forks.arm().equals(arm))
        .findFirst()
        .orElseGet(() -> new ArmForks(arm, List.of()));
  }

  /**
   * Returns the question that the run answers: the one that it declared, else from the first of its
   * models on the baseline JDK to virtual threads on the newest. Empty if it has one model and one
   * JDK alone, or is of builds, which nobody migrates between.
   */
  public Optional<Question> question() {
    if (background.question() != null) {
      return Optional.of(background.question());
    }
    List<String> jdks = isOfBuilds() ? List.of() : jdks();
    List<Arm> all =
        Stream.concat(arms.stream().map(ArmForks::arm), absent.keySet().stream()).toList();
    List<String> models =
        Arm.MODELS.stream()
            .filter(model -> all.stream().anyMatch(arm -> arm.model().equals(model)))
            .toList();
    return jdks.isEmpty()
        ? Optional.empty()
        : Question.standing(List.of(jdks.get(0), newest(jdks)), models);
  }

  /** Tells whether its runtimes are builds of the user's own code on one JDK. */
  public boolean isOfBuilds() {
    return conditions.containsKey(BUILDS);
  }

  /** Returns the names of the JDKs, the baseline first; Pythons are none. */
  private List<String> jdks() {
    return jdkBuilds.keySet().stream().filter(jdk -> !Builds.isPython(build(jdk))).toList();
  }

  private String newest(List<String> jdks) {
    return jdks.stream()
        .reduce((one, other) -> feature(build(other)) >= feature(build(one)) ? other : one)
        .orElseThrow();
  }

  /** Returns the full build of a runtime, or its name if the run does not say more. */
  public String build(String jdk) {
    return jdkBuilds.getOrDefault(jdk, jdk);
  }

  /**
   * Returns on which Python an arm of asyncio runs, for example {@code " on CPython 3.11.7"}, as it
   * stands behind the name of its model; empty text for an arm of a JDK, beside whose name that JDK
   * stands in some other way.
   */
  public String on(Arm arm) {
    String build = jdkBuilds.get(arm.jdk());
    return arm.ofPython() && build != null ? " on " + Builds.named(build) : "";
  }

  /** Returns the number that a full build begins with, 0 if it begins with none. */
  private static int feature(String build) {
    String digits = build.replaceFirst("^(\\d{0,4}).*$", "$1");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** Returns the same under another name. */
  public RunRecord named(String name) {
    return with(name, arms, background);
  }

  /** Returns the same run, made to answer another question. */
  public RunRecord asking(Question other) {
    return with(id, arms, background.asking(other));
  }

  /** Returns the same run with other arms. */
  public RunRecord with(List<ArmForks> others) {
    return with(id, others, background);
  }

  /** Returns the same run with some of its arms alone, and their placebos. */
  RunRecord of(Predicate<Arm> some) {
    Map<Arm, String> rest = new LinkedHashMap<>(absent);
    rest.keySet().removeIf(Predicate.not(some));
    return new RunRecord(
        id,
        startedUtc,
        machine,
        preset,
        jdkBuilds,
        rounds,
        arms.stream().filter(forks -> some.test(forks.arm())).toList(),
        rest,
        placebos.stream().filter(forks -> some.test(forks.arm())).toList(),
        criteria,
        conditions,
        background,
        shown);
  }

  private RunRecord with(String name, List<ArmForks> others, Background other) {
    return new RunRecord(
        name,
        startedUtc,
        machine,
        preset,
        jdkBuilds,
        rounds,
        others,
        absent,
        placebos,
        criteria,
        conditions,
        other,
        shown);
  }
}
