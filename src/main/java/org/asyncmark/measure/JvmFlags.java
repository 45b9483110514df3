package org.asyncmark.measure;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code -XX} flags of a JVM: how they are written, and what this JVM made of them. */
public final class JvmFlags {
  private static final Pattern FLAG = Pattern.compile("-XX:(?:([+-])(\\w+)|(\\w+)=(.*))");

  private JvmFlags() {}

  /**
   * Returns the values that arguments give to {@code -XX} flags, by name; of several the last, as
   * the JVM has it. {@code -XX:+Name} is {@code true}.
   */
  public static Map<String, String> wanted(List<String> arguments) {
    Map<String, String> values = new TreeMap<>();
    for (String argument : arguments) {
      Matcher flag = FLAG.matcher(argument);
      if (flag.matches()) {
        boolean named = flag.group(2) == null;
        values.put(
            named ? flag.group(3) : flag.group(2),
            named ? flag.group(4) : Boolean.toString(flag.group(1).equals("+")));
      }
    }
    return values;
  }

  /**
   * Returns the values that this JVM has for the flags among its arguments and for the bounds of
   * its heap; nothing if it is not one that tells them.
   */
  static Map<String, String> values(List<String> arguments) {
    Map<String, String> values = new TreeMap<>();
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      values.put(RunningJvm.MAX_HEAP, hotSpot.getVMOption(RunningJvm.MAX_HEAP).getValue());
      values.put(RunningJvm.INITIAL_HEAP, hotSpot.getVMOption(RunningJvm.INITIAL_HEAP).getValue());
      wanted(arguments)
          .keySet()
          .forEach(name -> value(hotSpot, name).ifPresent(value -> values.put(name, value)));
      return values;
    } catch (RuntimeException | LinkageError e) {
      return Map.of(); // another kind of JVM has no such bean, or one that does not answer
    }
  }

  private static Optional<String> value(HotSpotDiagnosticMXBean hotSpot, String name) {
    try {
      return Optional.of(hotSpot.getVMOption(name).getValue());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it took the flag and ignores it
    }
  }
}
