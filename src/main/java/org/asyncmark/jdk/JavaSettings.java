package org.asyncmark.jdk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code java -XshowSettings:properties -version} said of itself.
 *
 * @param home {@code java.home}, empty if it was not said
 * @param build {@code java.runtime.version}, or {@code java.version} where that is missing
 * @param vendor {@code java.vendor}
 * @param vendorVersion {@code java.vendor.version}, empty if it was not said
 * @param vmName {@code java.vm.name}, empty if it was not said
 */
record JavaSettings(String home, String build, String vendor, String vendorVersion, String vmName) {
  private static final Pattern PROPERTY = Pattern.compile("\\s+([\\w.]+) = (.*)");

  /** Returns the settings in {@code output}, or nothing if no version of Java is in it. */
  static Optional<JavaSettings> parse(String output) {
    Map<String, String> properties = new HashMap<>();
    for (String line : output.lines().toList()) {
      Matcher matcher = PROPERTY.matcher(line);
      if (matcher.matches()) {
        properties.putIfAbsent(matcher.group(1), matcher.group(2).strip());
      }
    }
    String version = properties.get("java.version");
    if (version == null) {
      return Optional.empty();
    }
    return Optional.of(
        new JavaSettings(
            properties.getOrDefault("java.home", ""),
            properties.getOrDefault("java.runtime.version", version),
            properties.getOrDefault("java.vendor", "unknown vendor"),
            properties.getOrDefault("java.vendor.version", ""),
            properties.getOrDefault("java.vm.name", "")));
  }

  /**
   * Returns the kind of JVM: {@code HotSpot}, {@code OpenJ9}, {@code GraalVM}, which is HotSpot
   * with another compiler, or the name that another one gives itself.
   */
  String vm() {
    if (vmName.contains("OpenJ9")) {
      return "OpenJ9";
    }
    if ((vmName + vendor + vendorVersion).contains("GraalVM") || build.contains("jvmci")) {
      return "GraalVM";
    }
    return vmName.isEmpty() || vmName.contains("HotSpot") || vmName.contains("OpenJDK")
        ? Jdk.HOT_SPOT
        : vmName;
  }
}
