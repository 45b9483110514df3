package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The flags of every fork, the same on every JDK, so that no default that a release changed passes
 * for a difference between releases.
 */
public final class ForkFlags {
  /** JMH's word for leaving it to the compiler to keep results, which all JDKs from 17 on can. */
  static final String BLACKHOLE_MODE = "COMPILER";

  private static final String BLACKHOLE_PROPERTY = "jmh.blackhole.mode";

  /** A JVM that is told of two does not start. */
  private static final Pattern COLLECTOR =
      Pattern.compile(
          "-XX:\\+Use(?:Serial|Parallel|ParallelOld|ConcMarkSweep|G1|Z|Shenandoah|Epsilon)GC");

  private static final Pattern CLASS_PATH =
      Pattern.compile(
          "-(?:cp|classpath|jar|-class-path(?:=.*)?|Xbootclasspath.*|Djava\\.class\\.path=.*)");

  /** With them a JVM runs no benchmark: it tells of itself, or writes an archive into its JDK. */
  private static final Pattern NO_MAIN =
      Pattern.compile(
          "--?(?:version|full-?version|help(?:-extra)?|dry-run|list-modules|validate-modules)"
              + "|-[hX?]|-Xshare:dump|-XX:AOTMode=create");

  private ForkFlags() {}

  /** Makes JMH take that mode for all forks of this JVM, in place of finding one itself. */
  public static void setBlackholeMode() {
    System.setProperty(BLACKHOLE_PROPERTY, BLACKHOLE_MODE);
  }

  static List<String> all() {
    return List.of(
        // One collector and one heap: JDKs pick both by the size of the machine.
        "-Xms1g",
        "-Xmx1g",
        "-XX:+UseSerialGC",
        // JDK 17 and 21 stop all threads once a second by default, JDK 25 does not.
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:GuaranteedSafepointInterval=0");
  }

  /**
   * Returns these flags with a user's behind them, which win. If they name a collector, ours gives
   * way.
   */
  public static List<String> with(List<String> given) {
    return behind(all(), given);
  }

  /** Returns flags with others behind them, which win. If they name a collector, it is theirs. */
  static List<String> behind(List<String> first, List<String> given) {
    boolean collector = given.stream().anyMatch(flag -> COLLECTOR.matcher(flag).matches());
    List<String> flags = new ArrayList<>(first);
    flags.removeIf(flag -> collector && COLLECTOR.matcher(flag).matches());
    flags.addAll(given);
    return List.copyOf(flags);
  }

  /**
   * Checks a user's flags.
   *
   * @throws IllegalArgumentException if one would not be applied, or would not be in the manifest
   */
  public static void check(List<String> given) {
    String before = "";
    for (String flag : given) {
      boolean value = before.startsWith("--") && !before.contains("=");
      if (flag.startsWith("@") || flag.matches("-XX:(?:Flags|VMOptionsFile)=.*")) {
        refuse(flag, "the manifest is to name every flag; give those of the file themselves");
      } else if (CLASS_PATH.matcher(flag).matches()) {
        refuse(flag, "a fork runs the classes of this jar; leave it out");
      } else if (NO_MAIN.matcher(flag).matches()) {
        refuse(flag, "a fork would run no benchmark; leave it out");
      } else if (flag.startsWith("-XX:ActiveProcessorCount=")) {
        refuse(flag, "the CPUs of a fork are in every label; use --cpus");
      } else if (flag.startsWith("-Dasyncmark.")) {
        refuse(flag, "each fork has its own; leave it out");
      } else if (!flag.startsWith("-") && !value) {
        refuse(flag, "a flag begins with '-', and \" goes around one with spaces");
      }
      before = flag;
    }
  }

  private static void refuse(String flag, String reason) {
    throw new IllegalArgumentException(
        "flag '" + flag + "' of the forks' JVM is not taken: " + reason);
  }
}
