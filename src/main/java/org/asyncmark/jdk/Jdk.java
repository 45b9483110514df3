package org.asyncmark.jdk;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java runtime that can run forks.
 *
 * @param name its name within a run and in the names of folders: letters, digits, {@code .}, {@code
 *     _} and {@code -}, the first one a letter or a digit; for example {@code 25}
 * @param home the folder that contains {@code bin/java}
 * @param javaExecutable the {@code java} to start
 * @param feature feature release, 17 or more
 * @param build full build, for example {@code 25.0.3+9-LTS}
 * @param vendor for example {@code Eclipse Adoptium}
 * @param vm kind of JVM: {@code HotSpot}, {@code OpenJ9}, {@code GraalVM} or the name of another
 * @param flags of its forks alone, behind those of every fork; empty for the JDK as it is
 * @param own code of its forks alone
 */
public record Jdk(
    String name,
    Path home,
    Path javaExecutable,
    int feature,
    String build,
    String vendor,
    String vm,
    List<String> flags,
    OwnCode own)
    implements Installed, Probed {
  /** The kind of JVM that most JDKs have. */
  public static final String HOT_SPOT = "HotSpot";

  /** The oldest feature release that runs the jar. */
  public static final int OLDEST_FEATURE = 17;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern LOOSE_VERSION =
      Pattern.compile("([1-9]\\d*(?:\\.\\d+)*)(?:\\+0*(\\d+))?.*");

  /** The name of the JDK is that of a file, too, whatever stands behind a point in it. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

  private static final Pattern TRAILING_ZEROS = Pattern.compile("(\\.0)+$");

  public Jdk {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the name of a JDK may have letters, digits, '.', '_' and '-' only, got '" + name + "'");
    }
    if (DEVICE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a JDK may be none that Windows keeps for a device, got '" + name + "'");
    }
    if (feature < OLDEST_FEATURE) {
      throw new IllegalArgumentException("wanted JDK 17 or newer, got " + build);
    }
    flags = List.copyOf(flags);
  }

  /** Creates a JDK as it is. */
  public Jdk(
      String name,
      Path home,
      Path javaExecutable,
      int feature,
      String build,
      String vendor,
      String vm) {
    this(name, home, javaExecutable, feature, build, vendor, vm, List.of(), OwnCode.NONE);
  }

  /** Tells whether {@code text} can name a JDK. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Returns the full build, the vendor, the kind of JVM if that is not HotSpot, the flags and the
   * jars of its own: what stands in tables, never the feature alone.
   */
  @Override
  public String label() {
    return label(build, vendor, vm, flags, own.jars());
  }

  /** Returns a build as users see it, with the flags and jars that make it another runtime. */
  public static String label(
      String build, String vendor, String vm, List<String> flags, List<OwnJar> jars) {
    String label = label(build, vendor, vm);
    String flagged = flags.isEmpty() ? label : label + " " + String.join(" ", flags);
    return jars.isEmpty() ? flagged : flagged + " with " + OwnJar.inWords(jars);
  }

  /** Returns a build as users see it, with the kind of its JVM unless that is HotSpot. */
  public static String label(String build, String vendor, String vm) {
    String label = build + " " + vendor;
    return vm.equals(HOT_SPOT) || label.contains(vm) ? label : label + " " + vm;
  }

  /** Returns the build as a version that can be compared. */
  public Runtime.Version version() {
    return parseVersion(build);
  }

  @Override
  public Jdk named(String other) {
    return new Jdk(other, home, javaExecutable, feature, build, vendor, vm, flags, own);
  }

  /** Returns the same JDK with flags of its own, in place of those that it has. */
  public Jdk with(List<String> others) {
    return new Jdk(name, home, javaExecutable, feature, build, vendor, vm, others, own);
  }

  /** Returns the same JDK with other code of the user's. */
  public Jdk running(OwnCode code) {
    return new Jdk(name, home, javaExecutable, feature, build, vendor, vm, flags, code);
  }

  /**
   * Reads a version as {@link Runtime.Version} does, and falls back to its numbers where a vendor
   * left the standard form.
   *
   * @throws IllegalArgumentException if it does not begin with a number
   */
  static Runtime.Version parseVersion(String build) {
    try {
      return Runtime.Version.parse(build);
    } catch (IllegalArgumentException notStandard) {
      Matcher matcher = LOOSE_VERSION.matcher(build);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a version of Java: '" + build + "'", notStandard);
      }
      String numbers = TRAILING_ZEROS.matcher(matcher.group(1)).replaceFirst("");
      return Runtime.Version.parse(
          matcher.group(2) == null ? numbers : numbers + "+" + matcher.group(2));
    }
  }
}
